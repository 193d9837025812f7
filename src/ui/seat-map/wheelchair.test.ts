import { expect, it } from "vitest";
import { expandPlan, openedSpaces } from "../../contract/plan/seat-places.ts";
import { nearestInstead } from "../sale/chooser/instead.ts";
import { findBest } from "../sale/chooser/best-seats.tsx";
import { createFilter } from "../sale/chooser/filter.ts";
import { lonelyOf } from "../sale/chooser/lonely-note.tsx";
import { smallSchedule, withSpaces } from "./drawing/small-plan.ts";
import { createHall } from "./hall.ts";
import { lonelyBeside, separateWindows } from "./suggestions.ts";
import { touchSeat } from "./picking.ts";

// Row 1: 0 is a companion seat, 1 a wheelchair space. Row 2: 9 is a space, 10 its companion seat. Aisles after 2 and 8.
const places = expandPlan(withSpaces);
const hall = createHall(withSpaces, smallSchedule);
const free = (...taken: number[]) =>
  Uint8Array.from({ length: places.count }, (_, seat) => (taken.includes(seat) ? 2 : 0));
const touch = (seat: number, party: number, chosen: number[] = [], ...taken: number[]) =>
  touchSeat({ places, statuses: free(...taken), chosen, party }, seat);

it("[U70] a touch on an ordinary seat selects no wheelchair space or companion seat", () => {
  expect(touch(2, 2)).toMatchObject({ chosen: [2], isShort: true });
  expect(touch(11, 2)).toMatchObject({ chosen: [11], isShort: true });
  expect(touch(7, 2).chosen).toEqual([7, 8]);
});

it("[U71] a touch on a wheelchair space selects its companion seats too, and a touch on a companion seat selects its space", () => {
  expect(touch(9, 2).chosen).toEqual([9, 10]);
  expect(touch(10, 2).chosen).toEqual([9, 10]);
  expect(touch(1, 2).chosen).toEqual([0, 1]);
  // The companion seat comes before a seat that is only beside.
  expect(touch(1, 3).chosen).toEqual([0, 1, 2]);
  expect(touch(1, 1).chosen).toEqual([1]);
  expect(touch(1, 2, [], 0).chosen).toEqual([1, 2]);
  // The space was chosen before, and its companion follows.
  expect(touch(10, 2, [9]).chosen).toEqual([9, 10]);
});

it("[U72] a companion seat cannot be selected without a wheelchair space, and is dropped with the space", () => {
  expect(touch(10, 1)).toMatchObject({ chosen: [], lacksSpace: true });
  expect(touch(10, 2, [], 9)).toMatchObject({ chosen: [], lacksSpace: true });
  expect(touch(9, 2, [9, 10]).chosen).toEqual([]);
  expect(touch(10, 2, [9, 10]).chosen).toEqual([9]);
  expect(touch(9, 3, [9, 10, 11]).chosen).toEqual([11]);
});

it("[U73] the list has wheelchair spaces only on request, and then one in each choice with its companion seats", () => {
  const [first, second] = places.rows;
  if (!first || !second) throw new Error("the small plan has two rows");
  const search = { places, statuses: free(), count: 2, isWanted: () => true };
  const listed = (accessible: boolean) =>
    [first, second].map((row) => separateWindows({ ...search, accessible }, row));
  expect(listed(false)).toEqual([[[3, 4]], [[6, 7]]]);
  expect(listed(true)).toEqual([[[0, 1]], [[9, 10]]]);
  const others = { ...search, accessible: true, statuses: free(0, 10) };
  expect(separateWindows(others, first)).toEqual([[1, 2]]);
  expect(separateWindows(others, second)).toEqual([]);
});

it("[U74] in place of a lost wheelchair space and its companion seat another such pair is suggested", () => {
  const instead = (gone: number[], kept: number[], ...taken: number[]) =>
    nearestInstead({ hall, statuses: free(...gone, ...taken), gone, kept });
  expect(instead([9, 10], [])).toEqual([0, 1]);
  expect(instead([9, 10], [], 1)).toBeNull();
  // The only neighbor of 9 is its companion seat, since seats across an aisle are not together.
  expect(instead([10], [9])).toBeNull();
  expect(instead([0], [1])).toEqual([2]);
  expect(instead([3], [4])).toEqual([5]);
  expect(instead([2], [])).toEqual([8]);
});

it("[V25] a wheelchair space is nobody's neighbor, and is left alone by nobody", () => {
  expect(lonelyBeside(places, free(), [2])).toEqual([]);
  expect(lonelyBeside(places, free(), [7, 8])).toEqual([6]);
  expect(lonelyBeside(places, free(), [9, 10])).toEqual([]);
  expect(lonelyOf(hall, free(), [9, 10])).toBeNull();
});

it("[H76] the map says nothing of single seats where the organizer allows them, and spaces that are open to everybody are chosen like all seats", () => {
  const relaxed = createHall(withSpaces, {
    ...smallSchedule,
    seating: { singleSeats: "off", spacesOpenMinutes: null },
  });
  expect(lonelyOf(hall, free(), [7])?.seats).toEqual([6, 8]);
  expect(lonelyOf(relaxed, free(), [7])).toBeNull();

  const opened = { ...places, flags: openedSpaces(places.flags) };
  const statuses = free();
  const ask = (seat: number, party: number) =>
    touchSeat({ places: opened, statuses, chosen: [], party }, seat).chosen;
  expect(ask(10, 1)).toEqual([10]);
  expect(touch(10, 1)).toMatchObject({ lacksSpace: true });
});

it("[H74] the map suggests open wheelchair spaces only if nothing else is left", () => {
  const opened = createHall(withSpaces, smallSchedule, {
    ...places,
    flags: openedSpaces(places.flags),
  });
  const best = (of: typeof hall, ...taken: number[]) => {
    const filter = createFilter(of);
    const found = findBest({
      hall: of,
      filter,
      statuses: free(...taken),
      count: 2,
      taste: "front",
    });
    return found.map(({ seats }) => seats);
  };
  const ordinary = [2, 3, 4, 5, 6, 7, 8, 11];
  expect(best(hall, ...ordinary)).toEqual([]);
  expect(best(opened, ...ordinary)).toEqual(expect.arrayContaining([[0, 1]]));
  expect(best(opened, 2, 3, 4, 5)).toEqual([[7, 8]]);
});
