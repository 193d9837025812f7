import { readFileSync, writeFileSync } from "node:fs";
import type { Imported } from "../../src/contract/plan/exchange/exchange.ts";
import { planToCsv } from "../../src/contract/plan/exchange/plan-csv.ts";
import { planFromFile } from "../../src/contract/plan/exchange/plan-json.ts";
import { planToPretix } from "../../src/contract/plan/exchange/pretix.ts";
import { encodeCp949 } from "../../src/contract/plan/exchange/text-encoding.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { readCommandLine } from "../machine/command-line.ts";
import {
  checkReport,
  diffReport,
  lossLines,
  refusal,
  type Report,
  statsReport,
} from "../plans/plan-reports.ts";

const usage = `Seat plans kept as files: seatplan/1 JSON, a table (CSV), or pretix's seating plan.

  npm run plan -- check FILE …                    what is wrong, and where
  npm run plan -- stats FILE …                    how many places, by zone and level
  npm run plan -- diff OLD NEW [--sold NAMES]     what NEW changes; NAMES has a sold seat a line
  npm run plan -- import FILE --out PLAN.json [--base PLAN.json]
  npm run plan -- export PLAN --out FILE [--to csv|cp949|pretix]

It ends with 0 if all is well, with 1 if a plan has errors, cannot be read or may not be published, and with 2 if the
command cannot be understood.`;

type Given = { words: string[]; sold?: string; out?: string; base?: string; to?: string };

/** Runs a command, and returns its output and exit code. */
export function runPlan({ words, ...options }: Given): { lines: string[]; exitCode: number } {
  const [command = "", ...files] = words;
  const run = commands[command];
  if (!run || files.length === 0) return { lines: [usage], exitCode: 2 };
  try {
    const { lines, isSound } = run(files, options);
    return { lines, exitCode: isSound ? 0 : 1 };
  } catch (error) {
    const isUsage = error instanceof UsageError;
    return { lines: [(error as Error).message], exitCode: isUsage ? 2 : 1 };
  }
}

class UsageError extends Error {}

type Options = Omit<Given, "words">;

const commands: Record<string, (files: string[], options: Options) => Report> = {
  check: (files) => joined(files.map((file) => withPlan(file, (plan) => checkReport(file, plan)))),
  stats: (files) => joined(files.map((file) => withPlan(file, (plan) => statsReport(file, plan)))),
  diff: ([old = "", fresh], { sold }) => {
    if (fresh === undefined) throw new UsageError("diff needs two plans: OLD and NEW.");
    const names = sold === undefined ? [] : readFileSync(sold, "utf8").split(/\r?\n/);
    const keys = names.map((name) => name.trim()).filter((name) => name !== "");
    return withPlan(old, (from) => withPlan(fresh, (to) => diffReport(from, to, keys)));
  },
  import: ([file = ""], { out, base }) => {
    if (out === undefined) throw new UsageError("import needs --out PLAN.json.");
    const basis = base === undefined ? undefined : planOf(base);
    const imported = planFromFile(readFileSync(file), basis);
    if (!imported.isDone) return refusal(file, imported);
    writeFileSync(out, `${JSON.stringify(imported.plan, null, 1)}\n`);
    const report = checkReport(out, imported.plan);
    return { ...report, lines: [...report.lines, ...lossLines(imported.lost)] };
  },
  export: ([file = ""], { out, to = "csv" }) => {
    if (out === undefined) throw new UsageError("export needs --out FILE.");
    if (!["csv", "cp949", "pretix"].includes(to))
      throw new UsageError("--to is csv, cp949 or pretix.");
    return withPlan(file, (plan) => exported(plan, out, to));
  },
};

function exported(plan: SeatPlan, out: string, to: string): Report {
  if (to === "pretix") {
    const { document, lost } = planToPretix(plan);
    writeFileSync(out, `${JSON.stringify(document)}\n`);
    return { lines: [`${out}: written for pretix`, ...lossLines(lost)], isSound: true };
  }
  const { text, lost } = planToCsv(plan);
  writeFileSync(out, to === "cp949" ? encodeCp949(text) : `\ufeff${text}`);
  return { lines: [`${out}: written as a table`, ...lossLines(lost)], isSound: true };
}

function withPlan(file: string, tell: (plan: SeatPlan) => Report): Report {
  const imported: Imported = planFromFile(readFileSync(file));
  return imported.isDone ? tell(imported.plan) : refusal(file, imported);
}

function planOf(file: string): SeatPlan {
  const imported = planFromFile(readFileSync(file));
  if (!imported.isDone) throw new Error(refusal(file, imported).lines.join("\n"));
  return imported.plan;
}

const joined = (reports: Report[]): Report => ({
  lines: reports.flatMap(({ lines }) => lines),
  isSound: reports.every(({ isSound }) => isSound),
});

if (import.meta.main) {
  const text = { type: "string" } as const;
  const { values, positionals } = readCommandLine({
    usage,
    options: { sold: text, out: text, base: text, to: text },
    takesWords: true,
  });
  const { lines, exitCode } = runPlan({ words: positionals, ...values });
  console.log(lines.join("\n"));
  process.exitCode = exitCode;
}
