import { expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { smallPlan } from "./drawing/small-plan.ts";
import { lowestFree, touchSeat } from "./picking.ts";

// Two rows of six with an aisle after three: row 1 is 0–5, row 2 is 6–11.
const places = expandPlan(smallPlan);
const free = () => new Uint8Array(places.count);
const touch = (ordinal: number, party: number, statuses = free(), chosen: number[] = []) =>
  touchSeat({ places, statuses, chosen, party }, ordinal);

it("[U4] one touch takes enough seats side by side for the party", () => {
  expect(touch(3, 2)).toMatchObject({ chosen: [3, 4], isShort: false });
  expect(touch(5, 3)).toMatchObject({ chosen: [3, 4, 5], isShort: false });
});

it("[U34] seats selected together never extend across an aisle, a taken seat, or the end of a row", () => {
  const taken = free();
  taken[4] = 2;
  expect(touch(2, 2)).toMatchObject({ chosen: [1, 2], isShort: false });
  expect(touch(3, 2, taken)).toMatchObject({ chosen: [3], isShort: true });
  expect(touch(1, 4)).toMatchObject({ chosen: [0, 1, 2], isShort: true });
});

it("[U35] a touch with a complete party moves the party, and a touch on a selected seat deselects it", () => {
  expect(touch(7, 2, free(), [0, 1]).chosen).toEqual([7, 8]);
  expect(touch(0, 2, free(), [0, 1]).chosen).toEqual([1]);
  expect(touch(8, 2, free(), [1]).chosen).toEqual([1, 8]);
});

it("[U36] a held or taken seat cannot be selected", () => {
  const held = free();
  held[3] = 1;
  expect(touch(3, 2, held, [0])).toMatchObject({ chosen: [0], isShort: false });
});

it("[U5] a standing area gives its lowest free numbers", () => {
  expect(lowestFree(Uint8Array.of(0, 2, 2, 0, 1, 0, 0), 1, 7, 2)).toEqual([3, 5]);
});
