import { expect, it } from "vitest";
import { changeIn, quickAmounts, sumOf, typed } from "./cash.ts";

it("[CU1] the quick amounts of cash are the next round sums above what is due", () => {
  expect(quickAmounts(277_200, "KRW")).toEqual([280_000, 300_000]);
  expect(quickAmounts(154_000, "KRW")).toEqual([160_000, 200_000]);
  expect(quickAmounts(60_000, "KRW")).toEqual([100_000]);
  expect(quickAmounts(50_000, "KRW")).toEqual([]);
  expect(quickAmounts(2_750, "USD")).toEqual([4_000, 5_000]);
});

it("[CU2] the change is named in the fewest notes and coins", () => {
  const change = changeIn(22_800, "KRW");
  expect(change).toEqual([
    { minor: 10_000, count: 2 },
    { minor: 1_000, count: 2 },
    { minor: 500, count: 1 },
    { minor: 100, count: 3 },
  ]);
  expect(sumOf(change)).toBe(22_800);
});

it("[CU3] the keypad appends digits, takes the last one back, and stops before an amount that nobody pays", () => {
  const press = (...keys: string[]) => keys.reduce(typed, 0);
  expect(press("3", "00", "000")).toBe(300_000);
  expect(press("3", "0", "back")).toBe(3);
  expect(press("back")).toBe(0);
  expect(press("9", "9", "9", "9", "9", "9", "9", "9", "9")).toBe(99_999_999);
});
