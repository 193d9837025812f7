import fc from "fast-check";
import { expect, it } from "vitest";
import { simulationPlan } from "../../../core/simulation/simulated-sale.ts";
import { expandPlan } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";
import { movePlans } from "./plan-move.ts";

const expanded = (plan: SeatPlan) => ({ plan, places: expandPlan(plan) });
const before = expanded(simulationPlan);
const [section] = simulationPlan.sections;
const [block] = section!.blocks;
const withBlock = (change: object, more: Partial<SeatPlan> = {}): SeatPlan => ({
  ...simulationPlan,
  ...more,
  sections: [{ ...section!, blocks: [{ ...block!, ...change }] }],
});
const move = (plan: SeatPlan) => movePlans(before, expanded(plan));
const standing = (capacity: number) => ({
  areas: simulationPlan.areas.map((area) => ({ ...area, capacity })),
});

it("[PV30] a plan keeps its places if each has the same ordinal, zone and table, wherever it is and whatever is added after it", () => {
  const moved = { geometry: { type: "line", from: [0, 500], to: [300, 500], pitch: [0, 100] } };
  expect(move(withBlock(moved, standing(9)))).toMatchObject({ keepsPlaces: true, renumbered: [] });
  expect(move(withBlock({}, standing(9))).diff.added).toEqual([11, 12, 13, 14, 15, 16]);
  // A place fewer, another zone, a table, and places in front of others.
  expect(move(withBlock({}, standing(2)))).toMatchObject({ keepsPlaces: false });
  expect(move(withBlock({ zoneRows: [[0, 1, "b"]] }))).toMatchObject({ keepsPlaces: false });
  expect(move(withBlock({ isWhole: true }))).toMatchObject({
    keepsPlaces: false,
    retabled: [0, 1, 2, 3, 4, 5, 6, 7],
  });
  // A table that is the plan's last row, and gets a seat more.
  const table = (seats: number) =>
    expanded(withBlock({ isWhole: true, rows: 1, seats }, { areas: [] }));
  expect(movePlans(table(4), table(4)).keepsPlaces).toBe(true);
  expect(movePlans(table(4), table(5))).toMatchObject({
    keepsPlaces: false,
    renumbered: [],
    retabled: [0, 1, 2, 3],
  });
  const longer = move(withBlock({ seats: 5 }));
  expect(longer).toMatchObject({ keepsPlaces: false });
  expect(longer.renumbered).toEqual([4, 5, 6, 7, 8, 9, 10]);
  const zones = [...simulationPlan.zones].reverse();
  expect(move(withBlock({}, { zones }))).toMatchObject({ keepsPlaces: false });
});

it("[PV31] a plan that keeps its places has every name of the earlier plan at its ordinal", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }), (seats, places) => {
      const to = expanded(withBlock({ seats }, standing(places)));
      const { keepsPlaces, diff } = movePlans(before, to);
      const isSame = diff.ordinalOf.every((other, seat) => other === seat);
      expect(keepsPlaces).toBe(isSame);
      expect(isSame).toBe(seats === 4 && places >= 3);
    }),
  );
});
