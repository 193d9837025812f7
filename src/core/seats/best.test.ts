import { assert, property, uniqueArray, nat, integer } from "fast-check";
import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { bestSeats } from "./best.ts";
import { layoutOf } from "../layout.ts";
import { simulationPlan, simulationTerms } from "../simulation/simulated-sale.ts";
import { emptySchedule, setSeat } from "../state.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);
const terms = simulationTerms();

function sale(...taken: number[]) {
  const state = emptySchedule(terms, layout);
  for (const seat of taken) setSeat(state, seat, seatCode.taken, 1);
  return state;
}
const best = { zone: 0, together: true, chance: 0 };

describe("best available", () => {
  it("[H35] standing places of one area count as together, whatever their numbers", () => {
    expect(bestSeats(sale(9), { ...best, zone: 1, count: 2 }, 1)).toEqual([8, 10]);
    expect(bestSeats(sale(8, 9), { ...best, zone: 1, count: 2 }, 1)).toBeNull();
  });

  it("[H20] the best seats are free neighbors on one side of an aisle, and if there are none the answer is empty", () => {
    const zone = 0;
    const count = integer({ min: 1, max: 3 });
    assert(
      property(uniqueArray(nat(10)), count, nat(99), (taken, count, chance) => {
        const state = sale(...taken);
        const seats = bestSeats(state, { zone, count, together: true, chance: chance / 100 }, 1);
        const isFree = (first: number) =>
          Array.from({ length: count }, (_, index) => first + index).every(
            (seat) => state.status[seat] === 0 && layout.runOf[seat] === layout.runOf[first],
          );
        const anywhere = [...layout.zoneOf.keys()].some(
          (first) => layout.zoneOf[first] === zone && isFree(first),
        );
        expect(seats !== null).toBe(anywhere);
        if (seats === null) return;
        expect(seats).toHaveLength(count);
        expect(isFree(seats[0]!)).toBe(true);
        expect(layout.zoneOf[seats[0]!]).toBe(zone);
      }),
      { numRuns: 2_000 },
    );
  });

  it("[H21] the best seats are those nearest to the stage that leave no single seat alone, if there are any such seats", () => {
    expect(bestSeats(sale(), { ...best, count: 2 }, 1)).toEqual([2, 3]);
    expect(bestSeats(sale(), { ...best, zone: 1, count: 2 }, 1)).toEqual([8, 9]);
    // The rest of the nearest runs may be farther away than the rest of another run.
    expect(bestSeats(sale(1, 2, 3, 7), { ...best, count: 1 }, 1)).toEqual([6]);
  });

  it("[H22] a fan who does not ask for seats together can get separate seats", () => {
    const state = sale(0, 2, 3, 4, 6);
    expect(bestSeats(state, { ...best, count: 3 }, 1)).toBeNull();
    expect(bestSeats(state, { ...best, count: 3, together: false }, 1)).toEqual([1, 7, 5]);
    expect(bestSeats(state, { ...best, count: 4, together: false }, 1)).toBeNull();
  });
});
