import { describe, expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { violations } from "../invariants.ts";
import { layoutOf } from "../layout.ts";
import { run } from "../machine.ts";
import { simulationPlan, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule } from "../state.ts";
import { nextWake } from "../wake.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);
let turn = 0;

/** A sale with one presale, which has this many seats. */
function presold(
  seatsMax: number | null,
  { closesAt, opensAt }: { closesAt: number; opensAt: number },
) {
  const presales = [{ id: "fanclub", opensAt: 0, closesAt, seatsMax }];
  return emptySchedule({ ...simulationTerms(), opensAt, presales }, layout);
}
const join = (state: ScheduleState, count: number, now: number, presale = "fanclub") =>
  run(state, { type: "takePlaces", count, intake: "0", turn: ++turn, presale }, now);
const enter = (
  state: ScheduleState,
  number: number,
  now: number,
  { presale = null }: { presale?: string | null } = {},
) =>
  run(state, { type: "enter", accountId: `fan-${number}`, number, presale, moreTime: false }, now);
const tick = (state: ScheduleState, now: number) => run(state, { type: "tick" }, now);

describe("a presale", () => {
  it("[Q14] a presale sells only its own number of seats, and only to its own fans", () => {
    const state = presold(3, { closesAt: 500, opensAt: 1_000 });
    join(state, 2, 1);
    for (const number of [1, 2]) enter(state, number, 2, { presale: "fanclub" });
    const hold = (fan: number, ...seats: number[]) =>
      run(state, { type: "hold", holdId: uuid(fan), accountId: `fan-${fan}`, tag: "", seats }, 3);
    expect(hold(1, 0, 1).ok).toBe(true);
    expect(hold(2, 2, 3)).toMatchObject({ code: "presale-full" });
    expect(hold(2, 2).ok).toBe(true);
    tick(state, 400);
    expect(run(state, { type: "takePlaces", intake: "0", turn: 99, count: 1 }, 600).ok).toBe(true);
    expect(state.queue.called).toBe(2);
  });

  it("[Q202] after a presale ends or the sale opens to everybody, the presale's fans buy like all others", () => {
    const hold = (state: ScheduleState, fan: number, now: number, ...seats: number[]) =>
      run(state, { type: "hold", holdId: uuid(fan), accountId: `fan-${fan}`, tag: "", seats }, now);
    for (const over of [
      { closesAt: 50, opensAt: 100 },
      { closesAt: 1e9, opensAt: 100 },
    ]) {
      const state = presold(3, over);
      join(state, 3, 1);
      for (const number of [1, 2, 3]) enter(state, number, 2, { presale: "fanclub" });
      hold(state, 1, 3, 0, 1, 2);
      expect(hold(state, 2, 4, 3)).toMatchObject({ code: "presale-full" });
      expect(hold(state, 2, 100, 3, 4)).toMatchObject({ ok: true });
      expect(state.holds.get(uuid(2))?.presale).toBeNull();
      expect(hold(state, 3, 100, 5)).toMatchObject({ ok: true });
    }
  });

  it("[Q203] no more fans are called into a presale than it has seats left, and the opening wakes the schedule", () => {
    const state = presold(3, { closesAt: 500, opensAt: 500 });
    join(state, 5, 1);
    expect(state.queue.called).toBe(3);
    for (const number of [1, 2, 3]) enter(state, number, 2, { presale: "fanclub" });
    const sale = { holdId: uuid(1), accountId: "fan-1" };
    run(state, { type: "hold", ...sale, tag: "", seats: [0, 1, 2] }, 3);
    run(state, { type: "sell", ...sale, orderId: uuid(9), seats: [0, 1, 2] }, 4);
    for (const number of [2, 3])
      run(state, { type: "leave", accountId: `fan-${number}`, number }, 5);
    expect([state.queue.called, state.queue.shoppers.size]).toEqual([3, 0]);
    expect(nextWake(state, 6)).toBe(500);
    tick(state, 500);
    expect(state.queue.called).toBe(5);
  });

  it("[Q203] a seat that comes back to a presale calls the next fan", () => {
    const state = presold(1, { closesAt: 500, opensAt: 500 });
    join(state, 2, 1);
    enter(state, 1, 2, { presale: "fanclub" });
    const sale = { holdId: uuid(1), accountId: "fan-1", seats: [0] };
    run(state, { type: "hold", ...sale, tag: "" }, 3);
    run(state, { type: "sell", ...sale, orderId: uuid(9) }, 4);
    expect(state.queue.called).toBe(1);
    run(state, { type: "free", ...sale }, 5);
    expect(state.queue.called).toBe(2);
  });

  it("[Q204] before the sale opens to everybody only fans of a presale that is open come in and hold seats", () => {
    const state = presold(null, { closesAt: 100, opensAt: 1_000 });
    const later = { id: "card", opensAt: 100, closesAt: 500, seatsMax: null };
    Object.assign(state.terms, { presales: [...state.terms.presales, later] });
    join(state, 3, 1);
    enter(state, 1, 2, { presale: "fanclub" });
    const hold = (now: number, n: number) =>
      run(state, { type: "hold", holdId: uuid(n), accountId: "fan-1", tag: "", seats: [n] }, now);
    expect(hold(100, 1)).toMatchObject({ code: "sale-not-open" });
    enter(state, 2, 101, { presale: "fanclub" });
    expect(state.queue.shoppers.has("fan-2")).toBe(false);
    // A fan who is verified for the second one, too, keeps the number and is called in it.
    for (const now of [102, 103]) enter(state, 2, now, { presale: "card" });
    expect(state.queue.shoppers.has("fan-2")).toBe(true);
    enter(state, 3, 104);
    expect(state.queue.shoppers.has("fan-3")).toBe(false);
  });

  it("[Q214] a sale of an unknown hold counts against the presale of its fan's pass", () => {
    const state = presold(3, { closesAt: 500, opensAt: 500 });
    join(state, 5, 1);
    for (const number of [1, 2, 3]) enter(state, number, 2, { presale: "fanclub" });
    const sale = { holdId: uuid(50), accountId: "fan-1", seats: [0, 1] };
    run(state, { type: "sell", ...sale, orderId: uuid(9) }, 3);
    run(state, { type: "leave", accountId: "fan-2", number: 2 }, 4);
    expect(state.queue.called).toBe(3);
    const hold = { type: "hold", holdId: uuid(3), accountId: "fan-3", tag: "" } as const;
    expect(run(state, { ...hold, seats: [2, 3] }, 5)).toMatchObject({ code: "presale-full" });
    expect(run(state, { ...hold, seats: [2] }, 5).ok).toBe(true);
    expect(violations(state, 5)).toEqual([]);
    run(state, { type: "free", ...sale }, 6);
    expect(state.queue.called).toBe(5);
    expect(violations(state, 6)).toEqual([]);
  });

  it("[Q214] a sale of a hold that is over counts against the presale of that hold", () => {
    const state = presold(3, { closesAt: 500, opensAt: 500 });
    join(state, 5, 1);
    enter(state, 1, 2, { presale: "fanclub" });
    const own = { holdId: uuid(1), accountId: "fan-1" };
    run(state, { type: "hold", ...own, tag: "", seats: [0, 1] }, 3);
    run(state, { type: "release", ...own }, 4);
    run(state, { type: "leave", accountId: "fan-1", number: 1 }, 5);
    run(state, { type: "sell", ...own, orderId: uuid(9), seats: [0, 1] }, 6);
    expect(state.presaleSold).toEqual(new Map([["fanclub", 2]]));
    expect(violations(state, 6)).toEqual([]);
  });
});
