import { describe, expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { layoutOf } from "../layout.ts";
import { ordinaryFree } from "./seat-counts.ts";
import { run } from "../machine.ts";
import { simulationPlan, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { emptySchedule, type ScheduleState, setSeat } from "../state.ts";
import { seatCode } from "../../contract/live/live.ts";
import { bestSeats } from "./best.ts";

// Two tables of three that are sold as a whole, 0–2 and 3–5, and a row of three, 6–8, behind them.
const [section] = simulationPlan.sections;
const [block] = section!.blocks;
const tables = { ...block!, rows: 2, seats: 3, aisles: [], isWhole: true as const };
const row = { ...block!, rows: 1, seats: 3, aisles: [] };
const plan = {
  ...simulationPlan,
  focus: [0, 0] as [number, number],
  sections: [{ ...section!, blocks: [tables, row], flags: [] }],
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
const hold = (...seats: number[]) =>
  run(sale(), { type: "hold", holdId: uuid(1), accountId: "ada", tag: "", seats }, 2);

describe("rows that are sold as a whole", () => {
  it("[H39] a table is held with all of its seats, and a part of it is refused with a seat that is missing", () => {
    expect(hold(0, 1)).toMatchObject({ ok: false, code: "sold-whole", detail: "2" });
    expect(hold(0, 1, 2, 3)).toMatchObject({ code: "sold-whole", detail: "4" });
    expect(hold(2, 1, 0)).toMatchObject({ ok: true });
    expect(hold(6, 7)).toMatchObject({ ok: true });
  });

  it("[H39] neither a suggestion nor the waitlist parts a table", () => {
    expect(bestSeats(sale(), { ...best, count: 2 }, 1)).toEqual([6, 7]);
    expect(bestSeats(sale(), { ...best, count: 3 }, 1)).toEqual([0, 1, 2]);
    expect(bestSeats(sale(6, 7, 8), { ...best, count: 2 }, 1)).toBeNull();
    expect(bestSeats(sale(6, 7, 8), { ...best, count: 2, together: false }, 1)).toBeNull();
    const state = sale();
    const sold = { holdId: uuid(9), accountId: "bob", orderId: uuid(8), seats: [0, 1, 2, 6] };
    run(state, { type: "sell", ...sold }, 2);
    run(state, { type: "await", zones: [0] }, 3);
    run(state, { type: "free", ...sold }, 4);
    expect([...state.kept]).toEqual([6]);
    expect(ordinaryFree(sale(7), 0, 1)).toBe(2);
  });

  it("[H44] a part of a table that comes back is sold again only with the rest of the table", () => {
    const state = sale();
    const sold = { holdId: uuid(9), accountId: "bob", orderId: uuid(8), seats: [0, 1, 2] };
    run(state, { type: "sell", ...sold }, 2);
    run(state, { type: "free", ...sold, seats: [0, 1] }, 3);
    const take = (id: number, seats: number[]) =>
      run(state, { type: "hold", holdId: uuid(id), accountId: "ada", tag: "", seats }, 4);
    expect(take(1, [0, 1])).toMatchObject({ ok: false, code: "sold-whole" });
    expect(take(2, [0, 1, 2])).toMatchObject({ ok: false, code: "seat-taken", detail: "2" });
    expect(bestSeats(state, { ...best, count: 2, together: false }, 1)).toEqual([6, 7]);
    run(state, { type: "free", ...sold, seats: [2] }, 5);
    expect(take(3, [0, 1, 2])).toMatchObject({ ok: true });
  });
});
