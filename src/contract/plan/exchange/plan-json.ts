import { checkPlan, faultText } from "../checking/plan-checks.ts";
import { SeatPlan } from "../seat-plan.ts";
import { type FileFault, faultsMax, type Imported } from "./exchange.ts";
import { planFromCsv } from "./plan-csv.ts";
import { planFromPretix } from "./pretix-import.ts";
import { decodeText } from "./text-encoding.ts";

/** The largest plan takes 10 MB as a table or in pretix's format. */
const bytesMax = 16 * 1024 * 1024;
const documentLengthMax = 12_000_000;
const depthMax = 12;
const nodesMax = 2_000_000;

const refused = (code: FileFault["code"], value: string, column = ""): Imported => ({
  isDone: false,
  faults: [{ row: 0, column, code, value: value.slice(0, 200) }],
});

/** A plan from a file of any known format: seatplan/1, pretix's JSON or a table. */
export function planFromFile(bytes: Uint8Array, base?: SeatPlan): Imported {
  if (bytes.length > bytesMax) return refused("too-many-rows", `${bytes.length} bytes`);
  const decoded = decodeText(bytes);
  if (!decoded) return refused("encoding-unknown", "");
  return planFromText(decoded.text, base);
}

export function planFromText(text: string, base?: SeatPlan): Imported {
  const body = text.replace(/^\ufeff/, "").trimStart();
  if (!/^[{[]/.test(body)) return planFromCsv(text, base);
  const heavy = tooHeavy(body);
  if (heavy !== null) return refused("no-plan", heavy);
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch (error) {
    return refused("no-plan", (error as Error).message);
  }
  const monster = monsterIn(document);
  if (monster !== null) return refused("no-plan", monster);
  if (typeof document !== "object" || document === null) return refused("no-plan", "no document");
  return "format" in document ? planFromDocument(document) : planFromPretix(document);
}

/** A document that claims to be seatplan/1. It has to keep to the format and must not contradict itself. */
function planFromDocument(document: object): Imported {
  const parsed = SeatPlan.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, faultsMax).map(({ path, message }): FileFault => ({
      row: 0,
      column: `/${path.join("/")}`,
      code: "no-plan",
      value: message,
    }));
    return { isDone: false, faults };
  }
  const faults = checkPlan(parsed.data)
    .filter(({ isError }) => isError)
    .map((fault): FileFault => ({
      row: 0,
      column: fault.pointer,
      code: "no-plan",
      value: faultText(fault),
    }));
  if (faults.length > 0) return { isDone: false, faults: faults.slice(0, faultsMax) };
  return { isDone: true, plan: parsed.data, lost: [] };
}

/**
 * Counts before the text is parsed, as a parsed document can take ten times the memory of its text. Each value but the
 * first of its list follows a comma, and that one a bracket.
 */
function tooHeavy(text: string): string | null {
  if (text.length > documentLengthMax) return "the document is too long";
  let values = 0;
  for (let at = 0; at < text.length && values <= nodesMax; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x5b || code === 0x7b) values++;
  }
  return values > nodesMax ? "too many values" : null;
}

/** Limits that no honest plan exceeds: such a file would take long to read, and is refused first. */
function monsterIn(document: unknown): string | null {
  let nodes = 0;
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) return "nested too deeply";
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value === "string" && value.length > 1_000) return "a text is too long";
      if (typeof value !== "object" || value === null) continue;
      const inner: unknown[] = Object.values(value);
      nodes += inner.length;
      if (nodes > nodesMax) return "too many values";
      for (const one of inner) below.push(one);
    }
    level = below;
  }
  return null;
}
