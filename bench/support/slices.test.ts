import { expect, test as it } from "vitest";
import type { Load } from "./load.ts";
import { compare, hasMoved, ratioOf } from "./slices.ts";

/** A contender that answers this many requests in each of its seconds, beginning with the warm-up. */
const contender = (name: string, ...counts: number[]) => ({
  name,
  expected: 200,
  prepare: async () => async (): Promise<Load> => {
    const answer = () => ({ status: 200, body: Buffer.alloc(0) });
    const answers = Array.from({ length: counts.shift() ?? 0 }, answer);
    return { answers, latenciesMs: answers.map(() => 1), tookMs: 1_000 };
  },
});
const pace = { rounds: 3, sliceMs: 1_000 };

it("[BN2] a ratio is the median of the ratios of each round, and the first round is a warm-up", async () => {
  const ours = contender("ours", 1, 10, 30, 90);
  const peer = contender("peer", 1_000, 100, 100, 100);
  const comparison = await compare([ours, peer], pace, () => ({ p50Ms: 1 }));
  expect(ratioOf(comparison, "ours", "peer")).toEqual({ median: 0.3, min: 0.1, max: 0.9 });
});

it("[BN3] a round in which the disk changed its speed is repeated", async () => {
  const probesMs = [1, 1, 1, 1, 1, 2.1, 1, 1, 1, 1];
  const ours = contender("ours", 1, 10, 99, 20, 30);
  const comparison = await compare([ours], pace, () => ({ p50Ms: probesMs.shift() ?? NaN }));
  expect(comparison.discarded).toBe(1);
  expect(comparison.slices.get("ours")?.map(({ perSecond }) => perSecond)).toEqual([10, 20, 30]);
  expect([hasMoved({ p50Ms: 1 }, { p50Ms: 2 }), hasMoved({ p50Ms: 3 }, { p50Ms: 1 })]).toEqual([
    false,
    true,
  ]);
});

it("[BN4] an unexpected answer ends the measurement", async () => {
  const wrong = { ...contender("ours", 1), expected: 201 };
  await expect(compare([wrong], pace, () => ({ p50Ms: 1 }))).rejects.toThrow("200, not 201");
});
