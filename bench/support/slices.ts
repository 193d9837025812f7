import { median, percentile } from "./figures.ts";
import { type Load, mustBe } from "./load.ts";
import type { Probe } from "./probe.ts";

/** How much of everybody's time a measurement takes. */
export interface Pace {
  rounds: number;
  sliceMs: number;
}

/** One side of a comparison. */
export interface Contender {
  name: string;
  /** The status of every answer: any other one ends the measurement. */
  expected: number;
  /**
   * Creates everything that a slice needs; the function it returns is timed. It receives the number of answers in the
   * last slice.
   */
  prepare(answeredLast: number): Promise<() => Promise<Load>>;
}

export interface Slice {
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
}

export interface Comparison {
  /** By contender, one slice for each round that counts. */
  slices: Map<string, Slice[]>;
  /** Rounds in which the disk changed its pace so much that they say nothing. */
  discarded: number;
  probeMs: number;
}

const movedMax = 2;
const discardedMax = 8;

/**
 * Lets the contenders take turns in short slices, so that other work on the machine affects all of them equally. The
 * first round is a warm-up and does not count.
 */
export async function compare(
  contenders: readonly Contender[],
  pace: Pace,
  probe: () => Probe,
): Promise<Comparison> {
  const slices = new Map<string, Slice[]>(contenders.map(({ name }) => [name, []]));
  const answered = new Map<string, number>();
  const probesMs: number[] = [];
  let discarded = 0;
  for (let round = 0; round <= pace.rounds + discarded; round++) {
    // Every other round runs in reverse, so that no contender always follows the same one.
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    const before = probe();
    const found = await playRound(order, answered);
    const after = probe();
    if (round === 0) continue;
    if (hasMoved(before, after) && discarded < discardedMax) {
      discarded++;
      continue;
    }
    probesMs.push(before.p50Ms, after.p50Ms);
    for (const [name, slice] of found) slices.get(name)?.push(slice);
  }
  return { slices, discarded, probeMs: median(probesMs) };
}

/** True if the disk's speed changed so much during a round that the round is useless. */
export function hasMoved(before: Probe, after: Probe): boolean {
  const [fast, slow] = [before.p50Ms, after.p50Ms].sort((a, b) => a - b);
  return (slow ?? 0) > (fast ?? 0) * movedMax;
}

async function playRound(order: readonly Contender[], answered: Map<string, number>) {
  const ready: { contender: Contender; run: () => Promise<Load> }[] = [];
  for (const contender of order)
    ready.push({ contender, run: await contender.prepare(answered.get(contender.name) ?? 0) });
  const found: [string, Slice][] = [];
  for (const { contender, run } of ready) {
    const load = await run();
    for (const answer of load.answers) mustBe(contender.expected, answer);
    answered.set(contender.name, load.answers.length);
    found.push([contender.name, sliceOf(load)]);
  }
  return found;
}

function sliceOf({ answers, latenciesMs, tookMs }: Load): Slice {
  return {
    perSecond: (answers.length / tookMs) * 1_000,
    p50Ms: percentile(latenciesMs, 0.5),
    p95Ms: percentile(latenciesMs, 0.95),
  };
}

export interface Ratio {
  median: number;
  min: number;
  max: number;
}

/** The median of the rounds' own ratios: a slow round is slow for both, and the quotient does not see it. */
export function ratioOf({ slices }: Comparison, of: string, to: string): Ratio {
  const below = slices.get(to) ?? [];
  const ratios = (slices.get(of) ?? []).map(
    ({ perSecond }, round) => perSecond / (below[round]?.perSecond ?? NaN),
  );
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}
