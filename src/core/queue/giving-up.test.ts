import { describe, expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { violations } from "../invariants.ts";
import { layoutOf } from "../layout.ts";
import { run } from "../machine.ts";
import { simulationPlan, simulationTerms } from "../simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule } from "../state.ts";
import { nextWake } from "../wake.ts";
import { rankOf, standing } from "./standing.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);

/** A sale with room for three fans inside, and this many in line. */
function line(count: number, order: "fifo" | "lottery" = "fifo"): ScheduleState {
  const state = emptySchedule(simulationTerms({ order, isPresale: false }), layout);
  run(state, { type: "takePlaces", count, intake: "0", turn: 1 }, 1);
  return state;
}
const fan = (number: number) => ({ accountId: `fan-${number}`, number });
const leave = (state: ScheduleState, number: number, now: number) =>
  run(state, { type: "leave", ...fan(number) }, now);
const enter = (state: ScheduleState, number: number, now: number) =>
  run(state, { type: "enter", ...fan(number), presale: null, moreTime: false }, now);
const isSpent = (state: ScheduleState, number: number, now: number) =>
  standing(state, fan(number), now).state === "spent";

describe("a number that is given up", () => {
  it("[Q30] the queue skips a number that was given up, and calls the next fans instead", () => {
    const state = line(8);
    expect(state.queue.called).toBe(3);
    for (const number of [5, 6]) leave(state, number, 2);
    expect(isSpent(state, 5, 2)).toBe(true);
    for (const number of [1, 2, 3]) enter(state, number, 3);
    for (const number of [1, 2]) leave(state, number, 4);
    // Room for two: they are number 4 and, past those who left, number 7.
    expect([4, 7, 8].map((number) => standing(state, fan(number), 5).state)).toEqual([
      "called",
      "called",
      "waiting",
    ]);
    expect(enter(state, 5, 5)).toMatchObject({ ok: false, code: "place-spent" });
    expect(enter(state, 7, 5)).toMatchObject({ ok: true, value: [{ type: "entered", rank: 7 }] });
    expect(violations(state, 5)).toEqual([]);
  });

  it("[Q31] a called fan who gives up makes room for the next at once, and so does one who missed the call", () => {
    const state = line(6);
    leave(state, 2, 2);
    expect(standing(state, fan(4), 2).state).toBe("called");
    expect(isSpent(state, 2, 2)).toBe(true);
    const missed = line(3);
    run(missed, { type: "tick" }, 122);
    expect(standing(missed, fan(1), 122).state).toBe("missed");
    leave(missed, 1, 123);
    expect(enter(missed, 1, 124)).toMatchObject({ ok: false, code: "place-spent" });
    expect(violations(missed, 124)).toEqual([]);
  });

  it("[Q32] a number given up before the draw keeps its rank in the draw, and is never called", () => {
    const state = line(9, "lottery");
    for (const number of [1, 4, 9]) leave(state, number, 500);
    expect(isSpent(state, 4, 501)).toBe(true);
    run(state, { type: "tick" }, 1_050);
    expect(state.queue.draw).toEqual({ after: 0, count: 9, aside: [] });
    const byRank = [1, 2, 3, 4, 5, 6, 7, 8, 9].toSorted(
      (a, b) => rankOf(state, a) - rankOf(state, b),
    );
    const waiting = byRank.filter((number) => ![1, 4, 9].includes(number));
    const called = byRank.filter(
      (number) => standing(state, fan(number), 1_051).state === "called",
    );
    expect(called).toEqual(waiting.slice(0, 3));
    expect(violations(state, 1_051)).toEqual([]);
  });

  it("[Q33] nobody is waited for where all who were left gave up", () => {
    const state = line(6);
    for (const number of [1, 2, 3]) enter(state, number, 2);
    for (const number of [4, 6, 5]) leave(state, number, 3);
    expect(state.queue.called).toBe(6);
    expect(state.queue.pending).toBe(0);
    expect(nextWake(state, 4)).toBe(602);
    run(state, { type: "takePlaces", count: 1, intake: "0", turn: 2 }, 5);
    leave(state, 1, 6);
    expect(standing(state, fan(7), 7).state).toBe("called");
  });
});
