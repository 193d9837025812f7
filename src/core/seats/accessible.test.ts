import { assert, boolean, integer, nat, property, uniqueArray } from "fast-check";
import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { expandPlan, isReserved } from "../../contract/plan/seat-places.ts";
import { layoutOf } from "../layout.ts";
import { ordinaryFree } from "./seat-counts.ts";
import { run } from "../machine.ts";
import { matchReturns } from "../waitlist/returns-match.ts";
import { simulationPlan, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule, setSeat } from "../state.ts";
import { bestSeats } from "./best.ts";

// Two rows of six: 0–5, of which 2 has a restricted view, and 6–11, of which 6 and 8 are wheelchair spaces and 7 and 9
// companion seats.
const [section] = simulationPlan.sections;
const [block] = section!.blocks;
const flag = (kind: "accessible" | "companion" | "restricted", row: string, seat: number) => ({
  kind,
  row,
  seats: [seat, seat + 1] as [number, number],
});
const flags = [
  flag("restricted", "1", 2),
  flag("accessible", "2", 0),
  flag("companion", "2", 1),
  flag("accessible", "2", 2),
  flag("companion", "2", 3),
];
const blocks = [{ ...block!, seats: 6, aisles: [] }];
const plan = {
  ...simulationPlan,
  focus: [0, 0] as [number, number],
  sections: [{ ...section!, blocks, flags }],
  areas: [],
};
const layout = layoutOf(expandPlan(plan), 2, plan.focus);

function sale(...taken: number[]): ScheduleState {
  const state = emptySchedule(simulationTerms(), layout);
  for (const seat of taken) setSeat(state, seat, seatCode.taken, 1);
  run(state, { type: "takePlaces", count: 1, intake: "0", turn: 1 }, 1);
  run(state, { type: "enter", accountId: "ada", number: 1, presale: null, moreTime: false }, 1);
  return state;
}
const best = { zone: 0, together: true, chance: 0 };

describe("wheelchair spaces and companion seats", () => {
  it("[H31] a fan gets a wheelchair space or a companion seat only on request", () => {
    assert(
      property(
        uniqueArray(nat(11)),
        integer({ min: 1, max: 3 }),
        boolean(),
        nat(99),
        (taken, count, together, chance) => {
          const found = bestSeats(
            sale(...taken),
            {
              zone: 0,
              count,
              together,
              chance: chance / 100,
            },
            1,
          );
          expect((found ?? []).filter((seat) => isReserved(layout.flags[seat]!))).toEqual([]);
        },
      ),
    );
    expect(bestSeats(sale(0, 1, 2, 3, 4, 5, 10, 11), { ...best, count: 1 }, 1)).toBeNull();
  });

  it("[H32] a requested wheelchair space comes with companion seats beside it", () => {
    const found = (count: number, ...taken: number[]) =>
      bestSeats(sale(...taken), { ...best, count, accessible: true }, 1);
    expect(found(1)).toEqual([6]);
    expect(found(2)).toEqual([6, 7]);
    expect(found(2, 6, 7)).toEqual([8, 9]);
    // If no companion seats are left, ordinary seats beside the space serve as well.
    expect(found(3, 6, 7)).toEqual([8, 9, 10]);
    expect(found(2, 6, 8)).toBeNull();
    expect(
      bestSeats(sale(7, 8), { ...best, count: 2, together: false, accessible: true }, 1),
    ).toEqual([6, 9]);
  });

  it("[H33] a wheelchair space is held only on request, and a companion seat only together with a space", () => {
    const hold = (seats: number[], accessible?: boolean) => {
      const asked = accessible === undefined ? {} : { accessible };
      return run(
        sale(),
        { type: "hold", holdId: uuid(1), accountId: "ada", tag: "", seats, ...asked },
        2,
      );
    };
    const refused = { ok: false, code: "accessible-seat" };
    expect(hold([6])).toMatchObject({ ...refused, detail: "6" });
    expect(hold([5, 7], false)).toMatchObject({ ...refused, detail: "7" });
    expect(hold([7], true)).toMatchObject(refused);
    expect(hold([6, 7], true)).toMatchObject({ ok: true });
    expect(hold([0, 1], true)).toMatchObject({ ok: true });
  });

  it("[H34] a seat with a restricted view is offered only when there is no other", () => {
    expect(bestSeats(sale(0, 1, 3, 4, 5), { ...best, count: 1 }, 1)).toEqual([10]);
    expect(bestSeats(sale(0, 1, 3, 4, 5, 10, 11), { ...best, count: 1 }, 1)).toEqual([2]);
  });

  it("[WL7] a fan can join the waitlist of a zone in which only wheelchair spaces and companion seats are left", () => {
    expect(ordinaryFree(sale(), 0, 1)).toBe(8);
    expect(ordinaryFree(sale(0, 1, 2, 3, 4, 5, 10, 11), 0, 1)).toBe(0);
  });

  it("[WL8] a returned wheelchair space is not kept for the waitlist", () => {
    const state = sale();
    const sold = { holdId: uuid(9), accountId: "bob", orderId: uuid(8), seats: [6, 7, 5] };
    run(state, { type: "sell", ...sold }, 2);
    run(state, { type: "await", zones: [0] }, 3);
    run(state, { type: "free", ...sold }, 4);
    expect([...state.kept]).toEqual([5]);
    const waiting = { entryId: "eve", accountId: "eve", zones: [0], count: 1, together: true };
    expect(matchReturns(state, [waiting], 5)).toMatchObject([{ seats: [5] }]);
  });
});
