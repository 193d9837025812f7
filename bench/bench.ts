import { writeFileSync } from "node:fs";
import { measureBooks } from "./books/measure-books.ts";
import { showError } from "../dev/machine/progress.ts";
import { stopSignal } from "../dev/machine/stopping.ts";
import { measureConfirmations } from "./server/confirmations.ts";
import { type Figures, overLimits } from "./support/figures.ts";
import { measureHolds } from "./server/holds.ts";
import { measureJoins } from "./server/joins.ts";
import { measureObjectLoad } from "./server/object-load.ts";
import { readBenchOptions } from "./support/options.ts";
import { measurePayments } from "./server/payments.ts";
import { describeMachine, loadLine } from "./support/probe.ts";
import { measureReads } from "./server/reads.ts";
import type { Pace } from "./support/slices.ts";
import { openLab, type Lab } from "./support/lab.ts";
import { measureWaiting } from "./server/waiting.ts";

type Measurement = (lab: Lab, pace: Pace) => Promise<Figures>;

/** Every measurement there is; a new one is a file and a line here. */
const measurements: Record<string, Measurement> = {
  holds: measureHolds,
  payments: measurePayments,
  confirmations: measureConfirmations,
  reads: measureReads,
  "object-load": measureObjectLoad,
  joins: measureJoins,
  waiting: measureWaiting,
};

/** A search or a report is so short that one time in a round would say little of the slowest. */
const timesEachRound = 3;

/** Searches and reports need books of their own, which take minutes to write: they are measured only by name. */
const inBigBooks = "reports";

const stopping = stopSignal();
const stack = new AsyncDisposableStack();
let ending: Promise<never> | null = null;
stopping.addEventListener("abort", () => void end(1));
await end(await bench().catch((error: unknown) => (stopping.aborted ? 1 : showError(error))));

async function bench(): Promise<number> {
  const names = [...Object.keys(measurements), inBigBooks];
  const { pace, orders, only, jsonFile } = readBenchOptions(names);
  console.log(`Frontrow's bench   ${describeMachine()}`);
  console.log(`  ${pace.rounds} rounds of ${pace.sliceMs / 1_000} s slices, one after another`);
  const figures: Figures = {};
  const wanted = Object.entries(measurements).filter(([name]) => only?.includes(name) ?? true);
  const lab = wanted.length > 0 ? await openLab(stack) : null;
  for (const [, measure] of wanted) if (lab) Object.assign(figures, await measure(lab, pace));
  if (only?.includes(inBigBooks))
    Object.assign(
      figures,
      await measureBooks(stack, { orders, timesEach: pace.rounds * timesEachRound }),
    );
  console.log(`\n  Load average ${loadLine()}`);
  if (jsonFile !== null) writeFileSync(jsonFile, `${JSON.stringify(figures, null, 2)}\n`);
  const over = overLimits(figures);
  if (over.length > 0) console.log(`  Over the limit: ${over.join(", ")}`);
  return over.length === 0 ? 0 : 1;
}

/** The first caller decides the ending; a measurement that fails because of a stop must not end the bench halfway. */
function end(exitCode: number): Promise<never> {
  return (ending ??= stack.disposeAsync().then(() => process.exit(exitCode)));
}
