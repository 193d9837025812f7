import { expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { nearestInstead } from "../sale/chooser/instead.ts";
import { lonelyOf } from "../sale/chooser/lonely-note.tsx";
import { createHall } from "./hall.ts";
import {
  bestSuggestions,
  isAtAisle,
  type Taste,
  lonelyBeside,
  separateWindows,
  windowsIn,
} from "./suggestions.ts";
import { smallPlan, smallSchedule } from "./drawing/small-plan.ts";

// Two rows of six with an aisle after three: row 1 is 0–5, row 2 is 6–11; seat 6 has a restricted view.
const places = expandPlan(smallPlan);
const near = { x: 300, y: 0 };
const all = () => true;
const with2 = (...taken: number[]) => {
  const statuses = new Uint8Array(places.count);
  for (const seat of taken) statuses[seat] = 2;
  return statuses;
};
const [first, second] = places.rows;
if (!first || !second) throw new Error("the small plan has two rows");

it("[V24] suggested seats are free and side by side on one side of the aisle, with the nearest first", () => {
  const suggestions = bestSuggestions(
    { places, statuses: with2(2), count: 2, near, isWanted: all },
    3,
  );
  expect(suggestions.map(({ seats }) => seats)).toEqual(
    [
      [0, 1],
      [7, 8],
    ].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
  );
  expect(bestSuggestions({ places, statuses: with2(), count: 4, near, isWanted: all }, 3)).toEqual(
    [],
  );
});

it("[V80] suggestions have only seats that match the filter", () => {
  const suggestions = bestSuggestions(
    { places, statuses: with2(), count: 3, near, isWanted: (seat) => seat > 8 },
    3,
  );
  expect(suggestions.map(({ seats }) => seats)).toEqual([[9, 10, 11]]);
});

it("[V331] suggestions are near the stage, in front of its middle, or beside an aisle, as the fan prefers", () => {
  const search = { places, statuses: with2(), count: 1, near, isWanted: all };
  const best = (taste: Taste, ...taken: number[]) =>
    bestSuggestions({ ...search, statuses: with2(...taken), taste }, 1)[0]?.seats[0];
  // Of the first row only 1 and 4 are free: nearer than the second row, but to the side, and on no aisle.
  const few = [0, 2, 3, 5];
  expect([best("front", ...few), best("middle", ...few)]).toEqual([1, 8]);
  // With the middle of the second row gone as well, its ends are the only ones beside an aisle.
  expect([best("middle", ...few, 8, 9), best("aisle", ...few, 8, 9)]).toEqual([1, 6]);
  expect([0, 1, 2, 3, 4, 5].filter((seat) => isAtAisle(first, [seat]))).toEqual([0, 2, 3, 5]);
});

it("[V25] a free seat counts as left alone when the choice leaves no free seat beside it", () => {
  expect(lonelyBeside(places, with2(), [0, 1])).toEqual([2]);
  expect(lonelyBeside(places, with2(), [1])).toEqual([0, 2]);
  expect(lonelyBeside(places, with2(), [0])).toEqual([]);
  expect(lonelyBeside(places, with2(3), [5])).toEqual([4]);
  // Seats across an aisle are not neighbors.
  expect(lonelyBeside(places, with2(4, 5), [0, 1, 2])).toEqual([]);
});

it("[H82] the map counts single seats as the sale does, in one zone between aisles, and offers others in their row", () => {
  // In the first row one zone has 0 and 1, the other the rest.
  const zone = places.zone.slice();
  zone.fill(1, 0, 2);
  const zoned = { ...places, zone };
  expect(lonelyBeside(zoned, with2(), [1])).toEqual([0]);
  expect(lonelyBeside(zoned, with2(), [0, 1])).toEqual([]);
  expect(lonelyBeside(zoned, with2(3), [2])).toEqual([]);
  const best = (count: number) =>
    bestSuggestions({ places: zoned, statuses: with2(3, 4, 5), near, count, isWanted: all }, 2);
  expect(best(3).map(({ seats }) => seats)).not.toContainEqual([0, 1, 2]);

  const small = createHall(smallPlan, smallSchedule);
  // The first chosen seat leaves none alone, the other one does.
  expect(lonelyOf(small, with2(6, 7, 8), [0, 10])).toEqual({ seats: [9, 11], better: [0, 9] });
  // A seat of another zone is no other choice.
  const other = places.zone.slice();
  other.fill(1, 3, 6);
  const parted = { ...small, places: { ...places, zone: other } };
  expect(lonelyOf(parted, with2(2), [1])).toBeNull();
  // Where the organizer forbids it, the note speaks only of what the sale refuses.
  const ruled = { ...small, singleSeats: "rule" as const };
  expect(lonelyOf(small, with2(5), [0, 1])?.better).toEqual([3, 4]);
  expect(lonelyOf(ruled, with2(5), [0, 1])).toBeNull();
});

it("[H72] where the organizer forbids single seats, suggestions leave one only if all others do", () => {
  // The first row has three free, of which two would leave one; the second row has pairs, farther away.
  const search = { places, near, count: 2, isWanted: all };
  const best = (avoidsSingles: boolean, ...taken: number[]) =>
    bestSuggestions({ ...search, statuses: with2(...taken), avoidsSingles }, 1)[0]?.seats[0];
  expect(best(false, 3, 4, 5, 6)).toBeLessThan(3);
  expect(best(true, 3, 4, 5, 6)).toBe(7);
  expect(best(true, 3, 4, 5, 6, 7, 8, 9, 10, 11)).toBeLessThan(3);
});

it("[V81] the list shows each seat once", () => {
  const search = { places, statuses: with2(), count: 2, isWanted: all };
  expect(windowsIn(search, first)).toHaveLength(4);
  expect(separateWindows(search, first)).toEqual([
    [0, 1],
    [3, 4],
  ]);
});

it("[V26] the suggestion for a lost seat is the nearest one of the same price and kind", () => {
  const hall = createHall(smallPlan, smallSchedule);
  const instead = (gone: number[], kept: number[], ...taken: number[]) =>
    nearestInstead({ hall, statuses: with2(...gone, ...taken), gone, kept });
  expect(instead([3, 4], [])).toEqual([1, 2]);
  expect(instead([3, 4], [], 1)).toEqual([7, 8]);
  expect(instead([4], [3])).toEqual([5]);
  // Next to the fan's own party, though a seat in the next row is nearer to the lost one.
  expect(instead([0], [1])).toEqual([2]);
  expect(instead([0], [], 1, 2, 3, 4, 5, 7, 8, 9, 10, 11)).toBeNull();
});

it("[V24] a wheelchair space is suggested only on request, and then with a seat beside it", () => {
  const flags = places.flags.slice();
  // In the second row 9 is a wheelchair space and 10 a companion seat.
  flags[9] = 1;
  flags[10] = 2;
  const hall = { ...places, flags };
  const search = { places: hall, near, count: 2, isWanted: all };
  const seats = (accessible: boolean, ...taken: number[]) =>
    bestSuggestions({ ...search, statuses: with2(...taken), accessible }, 1)[0]?.seats;
  expect(seats(true)).toEqual([9, 10]);
  expect(seats(true, 9)).toBeUndefined();
  const isOrdinary = (seat: number) => flags[seat] === 0;
  const found = bestSuggestions(
    { ...search, statuses: with2(0, 1, 2, 3, 4, 5, 6, 7, 8), isWanted: isOrdinary },
    1,
  );
  expect(found).toEqual([]);
});
