import { describe, expect, it } from "vitest";
import { expandPlan } from "../contract/seat-places.ts";
import { layoutOf } from "./layout.ts";
import { run } from "./machine.ts";
import { simulationLimits, simulationPlan, uuid } from "./simulation.ts";
import { type Limits, type ScheduleState, emptySchedule } from "./state.ts";
import { nextWake } from "./wake.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);

function sale(limits: Partial<Limits> = {}, opensAt = 0): ScheduleState {
  const terms = { opensAt, closesAt: 1e9, sale: "open" as const };
  return emptySchedule({ ...terms, limits: { ...simulationLimits, ...limits } }, layout);
}
const join = (state: ScheduleState, count: number, now: number) =>
  run(state, { type: "takePlaces", count }, now);
const enter = (state: ScheduleState, number: number, now: number) =>
  run(state, { type: "enter", accountId: `fan-${number}`, number }, now);
const tick = (state: ScheduleState, now: number) => run(state, { type: "tick" }, now);

describe("the waiting queue", () => {
  it("[Q1] lets in at once while there is room, in the order of the numbers", () => {
    const state = sale();
    join(state, 5, 1);
    expect(state.queue.called).toBe(3);
    expect(enter(state, 3, 2)).toMatchObject({ ok: true, value: [{ type: "entered" }] });
    expect(enter(state, 4, 2)).toEqual({ ok: true, value: [] });
    expect(state.queue.shoppers.has("fan-4")).toBe(false);
  });

  it("[Q2] who leaves makes room for the next, at once", () => {
    const state = sale();
    join(state, 5, 1);
    for (const number of [1, 2, 3]) enter(state, number, 2);
    run(state, { type: "leave", accountId: "fan-2" }, 3);
    expect(state.queue.called).toBe(4);
  });

  it("[Q3] a number works once, and not after its call has lapsed", () => {
    const state = sale();
    join(state, 2, 1);
    enter(state, 1, 2);
    run(state, { type: "leave", accountId: "fan-1" }, 3);
    expect(enter(state, 1, 4)).toMatchObject({ ok: false, code: "place-spent" });
    expect(enter(state, 2, 121)).toMatchObject({ ok: false, code: "place-spent" });
  });

  it("[Q4] a call that nobody answers gives its room to the next", () => {
    const state = sale();
    join(state, 4, 1);
    expect(nextWake(state, 2)).toBe(121);
    tick(state, 121);
    expect(state.queue.called).toBe(4);
  });

  it("[Q5] a pass that is over gives its room to the next, unless its fan holds seats", () => {
    const state = sale({ holdMs: 500 });
    join(state, 5, 1);
    for (const number of [1, 2, 3]) enter(state, number, 2);
    const hold = {
      type: "hold",
      holdId: uuid(1),
      accountId: "fan-1",
      tag: "",
      seats: [0],
    } as const;
    run(state, hold, 601);
    tick(state, 602);
    expect([...state.queue.shoppers.keys()]).toEqual(["fan-1"]);
    expect(state.queue.called).toBe(5);
    tick(state, 1_101);
    expect(state.queue.shoppers.size).toBe(0);
  });

  it("[Q6] nobody is let in before the opening, and the opening wakes us", () => {
    const state = sale({}, 500);
    join(state, 2, 1);
    expect(state.queue.called).toBe(0);
    expect(nextWake(state, 2)).toBe(500);
    tick(state, 500);
    expect(state.queue.called).toBe(2);
  });

  it("[Q7] no more are called in a minute than the organiser allows", () => {
    const state = sale({ shoppersMax: 10_000, admitPerMinute: 60, callMs: 3_600_000 });
    Object.assign(state.queue, { tokens: 0, tokensAt: 1 });
    state.counts[0] = 100_000;
    join(state, 1_000, 1);
    for (let now = 1; now <= 60_001; now += 100) tick(state, now);
    expect(state.queue.called).toBe(60);
  });

  it("[Q8] no more are inside than there are seats that could still be sold", () => {
    const state = sale({ shoppersMax: 10_000 });
    join(state, 50, 10_000);
    expect(state.queue.called).toBe(layout.seatCount);
  });

  it("[Q9] entering again is the same admission, with the same end", () => {
    const state = sale();
    join(state, 1, 1);
    enter(state, 1, 2);
    expect(enter(state, 1, 300)).toEqual({ ok: true, value: [] });
    expect(state.queue.shoppers.get("fan-1")?.until).toBe(602);
  });

  it("[Q10] who holds seats cannot leave them behind", () => {
    const state = sale();
    join(state, 1, 1);
    enter(state, 1, 2);
    run(state, { type: "hold", holdId: uuid(1), accountId: "fan-1", tag: "", seats: [0] }, 3);
    expect(run(state, { type: "leave", accountId: "fan-1" }, 4)).toMatchObject({
      code: "hold-open",
    });
  });
});
