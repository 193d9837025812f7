import { expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { smallPlan } from "./drawing/small-plan.ts";
import { touchSeat, withoutStranded } from "./picking.ts";
import { bestSuggestions, lonelyBeside, separateWindows, windowsIn } from "./suggestions.ts";

// Two tables of six that are sold as a whole, 0–5 and 6–11; the aisle in each of them parts nothing.
const tables = {
  ...smallPlan,
  sections: smallPlan.sections.map((section) => ({
    ...section,
    flags: [],
    blocks: section.blocks.map((block) => ({ ...block, isWhole: true as const })),
  })),
};
const places = expandPlan(tables);
const table = (at: number) => Array.from({ length: 6 }, (_, index) => 6 * at + index);
const free = (...taken: number[]) =>
  Uint8Array.from({ length: places.count }, (_, seat) => (taken.includes(seat) ? 2 : 0));
type Touched = { chosen?: number[]; taken?: number[]; party?: number; seatsMax?: number };
const touch = (seat: number, { chosen = [], taken = [], party = 2, seatsMax = 8 }: Touched = {}) =>
  touchSeat({ places, statuses: free(...taken), chosen, party, seatsMax }, seat);

it("[H40] one touch selects the whole of a table that is sold as a whole, and another touch releases it", () => {
  expect(touch(2)).toMatchObject({ chosen: table(0), table: { size: 6, refused: null } });
  expect(touch(4, { chosen: table(0) }).chosen).toEqual([]);
  // A second table would be more than a fan may buy, and so takes the place of the first.
  expect(touch(8, { chosen: table(0) }).chosen).toEqual(table(1));
  expect(touch(8, { chosen: table(0), party: 12, seatsMax: 12 }).chosen).toHaveLength(12);
  // What others take of it leaves nothing to hold.
  expect(withoutStranded(places, table(0).slice(1))).toEqual([]);
  expect(withoutStranded(places, table(0))).toEqual(table(0));
});

it("[H41] a table that is not entirely free, or that has more seats than a fan may buy, is not selected", () => {
  expect(touch(2, { taken: [5], chosen: table(1) })).toMatchObject({
    chosen: table(1),
    table: { refused: "taken" },
  });
  expect(touch(2, { seatsMax: 4 })).toMatchObject({ chosen: [], table: { refused: "too-large" } });
});

it("[H42] the list offers a table as a whole to a party of any size, and suggestions offer it only to a party of its size", () => {
  const search = { places, statuses: free(7), isWanted: () => true };
  const [first, second] = places.rows;
  if (!first || !second) throw new Error("there are two tables");
  expect(separateWindows({ ...search, count: 2 }, first)).toEqual([table(0)]);
  expect(separateWindows({ ...search, count: 2 }, second)).toEqual([]);
  expect(windowsIn({ ...search, count: 2 }, first)).toEqual([]);
  const best = (count: number) =>
    bestSuggestions({ ...search, count, near: { x: 0, y: 0 } }, 3).map(({ seats }) => seats);
  expect([best(2), best(3), best(6)]).toEqual([[], [], [table(0)]]);
  expect(lonelyBeside(places, free(), [0, 1, 2, 3, 4])).toEqual([]);
});
