import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { violations } from "../invariants.ts";
import { run } from "../machine.ts";
import { layoutWith, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { emptySchedule, type ScheduleState, setSeat } from "../state.ts";

// The plan has two rows of four, 0–7 in zone a, and standing places from 8 on in zone b.
function sale(): ScheduleState {
  const state = emptySchedule(simulationTerms(), layoutWith(3));
  run(state, { type: "takePlaces", count: 1, intake: "0", turn: 1 }, 1);
  run(state, { type: "enter", accountId: "ada", number: 1, presale: null, moreTime: false }, 1);
  const sold = { holdId: uuid(9), accountId: "bob", orderId: uuid(8), seats: [0, 1] };
  run(state, { type: "sell", ...sold }, 2);
  run(state, { type: "hold", holdId: uuid(1), accountId: "ada", tag: "", seats: [2, 9] }, 2);
  return state;
}
const move = (state: ScheduleState, standing: number, revision = 2) => {
  const terms = { ...state.terms, revision };
  return run(state, { type: "setTerms", terms, layout: layoutWith(standing) }, 3);
};

describe("another plan under a sale", () => {
  it("[H45] every sold and held seat keeps its state under another plan, and new seats are free", () => {
    const state = sale();
    expect(move(state, 5)).toMatchObject({ ok: true });
    expect([...state.status]).toEqual([2, 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(violations(state, 3)).toEqual([]);
    const pay = { holdId: uuid(1), accountId: "ada", orderId: uuid(2) };
    expect(run(state, { type: "pay", ...pay }, 4)).toMatchObject({
      ok: true,
    });
    run(state, { type: "sell", ...pay, seats: [2, 9] }, 5);
    const next = { holdId: uuid(3), accountId: "ada", tag: "", seats: [12] };
    run(state, { type: "takePlaces", count: 1, intake: "0", turn: 2 }, 6);
    run(state, { type: "enter", accountId: "ada", number: 2, presale: null, moreTime: false }, 6);
    expect(run(state, { type: "hold", ...next }, 6)).toMatchObject({ ok: true });
    expect(violations(state, 6)).toEqual([]);
  });

  it("[H46] a plan that lacks a sold or held seat is refused, and older terms bring no plan", () => {
    const state = sale();
    expect(move(state, 1)).toMatchObject({ ok: false, code: "conflict", detail: "9" });
    expect(state.layout.seatCount).toBe(11);
    setSeat(state, 10, seatCode.taken, 1);
    expect(move(state, 2)).toMatchObject({ ok: false, detail: "10" });
    expect(move(state, 5, 0)).toMatchObject({ ok: true });
    expect(state.layout.seatCount).toBe(11);
  });
});
