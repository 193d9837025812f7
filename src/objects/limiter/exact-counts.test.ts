import { expect, it } from "vitest";
import { type Asked, ExactCounts } from "./exact-counts.ts";

const minute = 60_000;
const five: Asked = { key: "a", count: 5, periodMs: minute };

it("[LM1] a limit allows exactly its number of acts in any period, and says how long the next one waits", () => {
  const counts = new ExactCounts(100);
  const at = (nowMs: number) => counts.count([five], nowMs)[0];
  const remaining = [0, 10_000, 20_000, 30_000, 40_000].map((ms) => at(ms)?.remaining);
  expect(remaining).toEqual([4, 3, 2, 1, 0]);
  expect(at(50_000)).toEqual({ isOver: true, count: 5, remaining: 0, waitMs: 10_000 });
  // Refused acts are not counted, so that whoever waits as told gets through.
  expect(at(59_999)).toMatchObject({ isOver: true, waitMs: 1 });
  expect(at(60_000)).toMatchObject({ isOver: false, waitMs: 10_000 });
  expect(at(60_001)).toMatchObject({ isOver: true });
});

it("[LM1] an act is counted against all of its limits or against none", () => {
  const counts = new ExactCounts(100);
  const address: Asked = { key: "address", count: 1, periodMs: minute };
  expect(counts.count([five, address], 0).map(({ isOver }) => isOver)).toEqual([false, false]);
  for (let tries = 0; tries < 9; tries++)
    expect(counts.count([five, address], 1).map(({ isOver }) => isOver)).toEqual([false, true]);
  expect(counts.count([five], 2)).toMatchObject([{ isOver: false, remaining: 3 }]);
});

it("[LM2] success takes its act back, and everybody who proved themselves brings their own share along for an hour", () => {
  const counts = new ExactCounts(100);
  const shared: Asked = { ...five, growsWithPeople: true };
  const tries = (nowMs: number) => {
    let allowed = 0;
    while (!counts.count([shared], nowMs)[0]?.isOver) allowed++;
    return allowed;
  };
  for (const person of ["a", "b", "c"]) {
    expect(counts.count([shared], 0)[0]?.isOver).toBe(false);
    counts.prove(["a"], person, 0);
  }
  expect(tries(1)).toBe(15);
  expect(tries(3_599_999)).toBe(15);
  expect(tries(3_700_000)).toBe(5);
});

it("[LM3] the limits keep a bounded number of counts whatever is asked, and forget the longest unused first", () => {
  const counts = new ExactCounts(1_000);
  const ask = (key: string, nowMs: number) => counts.count([{ ...five, key }], nowMs)[0];
  for (let n = 0; n < 10_000; n++) {
    ask(`key-${n}`, n / 100);
    ask("mine", n / 100);
    expect(counts.size).toBeLessThanOrEqual(1_001);
  }
  expect(ask("mine", 101)).toMatchObject({ isOver: true });
  expect(ask("key-9999", 101)).toMatchObject({ remaining: 3 });
  expect(ask("other", 200_000)).toMatchObject({ remaining: 4 });
  expect(counts.size).toBeLessThanOrEqual(2);
});
