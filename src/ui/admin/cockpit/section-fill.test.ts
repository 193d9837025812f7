import { expect, it } from "vitest";
import { depthOf, partsOf, shareOf } from "./section-fill.ts";

it("[CK28] the color of a section follows what is held and sold of it, now or at a sample of the past", () => {
  const of = (free: number, held: number, sold: number) => ({
    counts: [free, held, sold] as const,
    isClosed: false,
  });
  expect(
    [of(71, 9, 20), of(70, 10, 20), of(40, 0, 60), of(1, 0, 99), of(0, 9, 91)].map(depthOf),
  ).toEqual([1, 2, 3, 4, 5]);
  expect([depthOf(of(0, 0, 0)), shareOf([0, 0, 0])]).toEqual([0, null]);
  const shape = { label: { ko: "", en: "" }, level: "1", zone: "r", outline: [] };
  const plan = {
    sections: [{ ...shape, id: "A", blocks: [], flags: [] }],
    areas: [{ ...shape, id: "S", mode: "count" as const, capacity: 9 }],
  };
  const now = { 0: [5, 3, 2], 1: [9, 0, 0] } satisfies Parameters<typeof partsOf>[1];
  expect(partsOf(plan, now, null).map(({ id, counts }) => [id, counts])).toEqual([
    ["A", [5, 3, 2]],
    ["S", [9, 0, 0]],
  ]);
  const closed = partsOf(plan, now, null, ["A"]);
  expect(closed.map(depthOf)).toEqual([0, 1]);
  const past = { at: "2027-01-16T20:00:00Z", counts: [10, 0, 0, 8, 1, 0] };
  expect(partsOf(plan, now, past).map(({ counts }) => counts)).toEqual([
    [10, 0, 0],
    [8, 1, 0],
  ]);
});
