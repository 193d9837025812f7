import { describe, expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { layoutOf } from "../layout.ts";
import { run } from "../machine.ts";
import {
  simulationLimits,
  simulationPlan,
  simulationTerms,
  uuid,
} from "../simulation/simulated-sale.ts";
import type { Limits } from "../limits.ts";
import { type ScheduleState, emptySchedule } from "../state.ts";
import { nextWake } from "../wake.ts";
import { rankOf, standing } from "./standing.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);

function sale(limits: Partial<Limits> = {}, opensAt = 0): ScheduleState {
  const terms = { ...simulationTerms(), opensAt };
  return emptySchedule({ ...terms, limits: { ...simulationLimits, ...limits } }, layout);
}
const join = (state: ScheduleState, count: number, now: number) =>
  run(state, { type: "takePlaces", count, intake: "0", turn: ++turn }, now);
let turn = 0;
const enter = (
  state: ScheduleState,
  number: number,
  now: number,
  { presale = null, moreTime = false }: { presale?: string | null; moreTime?: boolean } = {},
) => run(state, { type: "enter", accountId: `fan-${number}`, number, presale, moreTime }, now);
const tick = (state: ScheduleState, now: number) => run(state, { type: "tick" }, now);

describe("the waiting queue", () => {
  it("[Q1] while there is room, fans are admitted at once, in the order of their numbers", () => {
    const state = sale();
    join(state, 5, 1);
    expect(state.queue.called).toBe(3);
    expect(enter(state, 3, 2)).toMatchObject({ ok: true, value: [{ type: "entered" }] });
    expect(enter(state, 4, 2)).toEqual({ ok: true, value: [] });
    expect(state.queue.shoppers.has("fan-4")).toBe(false);
  });

  it("[Q2] a fan who leaves makes room for the next fan at once", () => {
    const state = sale();
    join(state, 5, 1);
    for (const number of [1, 2, 3]) enter(state, number, 2);
    run(state, { type: "leave", accountId: "fan-2", number: 2 }, 3);
    expect(state.queue.called).toBe(4);
  });

  it("[Q3] a number can enter once, and only before its call and the grace period have ended", () => {
    const state = sale();
    join(state, 2, 1);
    enter(state, 1, 2);
    run(state, { type: "leave", accountId: "fan-1", number: 1 }, 3);
    expect(enter(state, 1, 4)).toMatchObject({ ok: false, code: "place-spent" });
    expect(enter(state, 2, 321)).toMatchObject({ ok: false, code: "place-spent" });
  });

  it("[Q11] a fan who missed a call can come back once, and is admitted next", () => {
    const state = sale();
    join(state, 6, 1);
    for (const number of [1, 2]) enter(state, number, 2);
    tick(state, 121);
    expect(state.queue.called).toBe(4);
    expect(enter(state, 3, 122)).toMatchObject({ ok: true, value: [{ type: "returned" }] });
    expect(standing(state, { accountId: "fan-3", number: 3 }, 122)).toMatchObject({
      state: "waiting",
      ahead: 0,
    });
    run(state, { type: "leave", accountId: "fan-1", number: 1 }, 123);
    expect(state.queue.called).toBe(4);
    expect(standing(state, { accountId: "fan-3", number: 3 }, 123)).toMatchObject({
      state: "called",
      until: 243,
    });
    expect(enter(state, 3, 124)).toMatchObject({ ok: true, value: [{ type: "entered", rank: 3 }] });
    run(state, { type: "leave", accountId: "fan-3", number: 3 }, 125);
    expect(enter(state, 3, 126)).toMatchObject({ ok: false, code: "place-spent" });
  });

  it("[Q19] a fan who came back and then misses the second call loses the turn", () => {
    const state = sale();
    join(state, 6, 1);
    for (const number of [1, 2]) enter(state, number, 2);
    tick(state, 121);
    enter(state, 3, 122);
    run(state, { type: "leave", accountId: "fan-1", number: 1 }, 123);
    const fan = { accountId: "fan-3", number: 3 };
    expect([242, 243].map((now) => standing(state, fan, now).state)).toEqual(["called", "spent"]);
    expect(enter(state, 3, 243)).toMatchObject({ ok: false, code: "place-spent" });
  });

  it("[Q12] a pause stops every fan's clock, and resuming gives back all of the paused time", () => {
    const state = sale();
    join(state, 5, 1);
    enter(state, 1, 2);
    enter(state, 2, 2);
    const hold = {
      type: "hold",
      holdId: uuid(1),
      accountId: "fan-1",
      tag: "",
      seats: [0],
    } as const;
    run(state, hold, 10);
    const set = (sale: "paused" | "open", now: number) =>
      run(state, { type: "setTerms", terms: { ...state.terms, sale } }, now);
    set("paused", 100);
    tick(state, 5_000);
    expect(nextWake(state, 5_000)).toBeNull();
    expect(run(state, { ...hold, holdId: uuid(2), accountId: "fan-2" }, 5_000)).toMatchObject({
      code: "sale-paused",
    });
    const second = { accountId: "fan-2", number: 2 };
    expect(standing(state, second, 5_000)).toEqual({ state: "admitted", until: 602 + 4_900 });
    set("open", 5_100);
    expect(state.holds.get(uuid(1))?.expiresAt).toBe(5_310);
    expect(enter(state, 3, 5_120)).toMatchObject({ ok: true, value: [{ type: "entered" }] });
    expect(state.queue.shoppers.get("fan-2")?.until).toBe(5_602);
  });

  it("[Q13] in a lottery the draw ranks the fans who are present at the opening, and later fans follow them", () => {
    const state = sale({ shoppersMax: 2 }, 500);
    Object.assign(state.terms, { order: "lottery", seed: "89abcdef01234567".repeat(4) });
    join(state, 6, 1);
    expect(standing(state, { accountId: "x", number: 1 }, 2)).toEqual({
      state: "lobby",
      present: 6,
    });
    tick(state, 500);
    expect(state.queue.draw).toEqual({ after: 0, count: 6, aside: [] });
    join(state, 1, 501);
    const ranks = [1, 2, 3, 4, 5, 6, 7].map((number) => rankOf(state, number));
    expect(ranks.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(ranks).not.toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(ranks[6]).toBe(7);
    const first = ranks.indexOf(1) + 1;
    expect(enter(state, first, 502)).toMatchObject({ value: [{ type: "entered", rank: 1 }] });
    expect(enter(state, ranks.indexOf(3) + 1, 502)).toEqual({ ok: true, value: [] });
  });

  it("[Q15] an intake that crashed gets the same numbers again", () => {
    const state = sale();
    const ask = { type: "takePlaces", intake: "3", turn: 1, count: 5 } as const;
    run(state, ask, 1);
    run(state, { ...ask, intake: "4" }, 2);
    expect(run(state, ask, 3)).toEqual({ ok: true, value: [] });
    expect(state.queue.intakes.get("3")).toEqual({ turn: 1, first: 1, count: 5 });
    expect(state.queue.given).toBe(10);
  });

  it("[Q16] an organizer can give more time to all fans who hold seats", () => {
    const state = sale();
    join(state, 1, 1);
    enter(state, 1, 2);
    run(state, { type: "hold", holdId: uuid(1), accountId: "fan-1", tag: "", seats: [0] }, 3);
    run(state, { type: "extendAll", ms: 1_000 }, 4);
    expect(state.holds.get(uuid(1))?.expiresAt).toBe(1_303);
    expect(nextWake(state, 5)).toBe(1_303);
  });

  it("[Q206] terms that are older than the current ones change nothing", () => {
    const state = sale();
    const set = (sale: "open" | "paused", revision: number, now: number) =>
      run(state, { type: "setTerms", terms: { ...state.terms, sale, revision } }, now);
    set("paused", 3, 100);
    expect(set("open", 2, 110)).toEqual({ ok: true, value: [] });
    expect([state.terms.sale, state.queue.frozenAt]).toEqual(["paused", 100]);
    expect(set("open", 4, 120)).toMatchObject({
      value: [{ type: "termsSet" }, { type: "thawed" }],
    });
  });

  it("[Q205] a call that lapsed while the schedule was down opens again after the lost time is given back", () => {
    const state = sale();
    join(state, 4, 1);
    tick(state, 121);
    expect([state.queue.missed.length, state.queue.pending]).toEqual([1, 1]);
    run(state, { type: "recover", ms: 50 }, 121);
    expect([state.queue.missed.length, state.queue.pending]).toEqual([0, 4]);
    expect(standing(state, { accountId: "fan-1", number: 1 }, 122).state).toBe("called");
    expect(enter(state, 1, 122)).toMatchObject({ value: [{ type: "entered" }] });
    expect(state.queue.pending).toBe(3);
  });

  it("[Q4] a call that lapses gives its room to the next fan", () => {
    const state = sale();
    join(state, 4, 1);
    expect(nextWake(state, 2)).toBe(121);
    // To the millisecond: a fan who comes too late stands behind the fans whose turn it is.
    expect(enter(state, 1, 120)).toMatchObject({ value: [{ type: "entered" }] });
    expect(enter(state, 2, 121)).toMatchObject({ value: [{ type: "returned" }, {}, {}] });
    expect(state.queue.called).toBe(4);
  });

  it("[Q5] an expired pass gives its room to the next fan, unless the shopper holds seats", () => {
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

  it("[Q6] no fan is admitted before the opening, and the opening wakes the schedule", () => {
    const state = sale({}, 500);
    join(state, 2, 1);
    expect(state.queue.called).toBe(0);
    expect(nextWake(state, 2)).toBe(500);
    tick(state, 500);
    expect(state.queue.called).toBe(2);
  });

  it("[Q7] the schedule calls no more fans in a minute than the organizer allows", () => {
    const state = sale({ shoppersMax: 10_000, admitPerMinute: 60, callMs: 3_600_000 });
    Object.assign(state.queue, { tokens: 0, tokensAt: 1 });
    state.counts[0] = 100_000;
    join(state, 1_000, 1);
    for (let now = 1; now <= 60_001; now += 100) tick(state, now);
    expect(state.queue.called).toBe(60);
  });

  it("[Q18] unused calls add up to at most ten seconds' worth while no fan is waiting", () => {
    const state = sale({ shoppersMax: 10_000, admitPerMinute: 60, callMs: 3_600_000 });
    state.counts[0] = 100_000;
    join(state, 1_000, 3_600_000);
    expect(state.queue.called).toBe(10);
  });

  it("[Q8] no more fans are inside than there are seats that can still be sold", () => {
    const state = sale({ shoppersMax: 10_000 });
    join(state, 50, 10_000);
    expect(state.queue.called).toBe(layout.seatCount);
  });

  it("[Q9] a repeated entry returns the same admission with the same end", () => {
    const state = sale();
    join(state, 1, 1);
    enter(state, 1, 2);
    expect(enter(state, 1, 300)).toEqual({ ok: true, value: [] });
    expect(state.queue.shoppers.get("fan-1")?.until).toBe(602);
  });

  it("[Q200] more time requested before entering applies once, to the pass and to every hold, and the fan enters no sooner", () => {
    const state = sale();
    join(state, 4, 1);
    expect(enter(state, 4, 2, { moreTime: true })).toEqual({ ok: true, value: [] });
    enter(state, 1, 2, { moreTime: true });
    enter(state, 2, 2);
    const hold = (fan: number, n: number, now: number) => {
      const of = { holdId: uuid(n), accountId: `fan-${fan}`, tag: "", seats: [n] };
      run(state, { type: "hold", ...of }, now);
      return (state.holds.get(uuid(n))?.expiresAt ?? 0) - now;
    };
    expect([hold(1, 1, 10), hold(2, 2, 10)]).toEqual([470, 300]);
    tick(state, 480);
    expect(hold(1, 3, 481)).toBe(470);
    expect(state.queue.shoppers.get("fan-1")?.until).toBe(2 + 600 + 170);
    enter(state, 1, 490, { moreTime: true });
    expect(state.queue.shoppers.get("fan-1")?.until).toBe(772);
  });

  it("[Q201] a shopper can still ask for more time, and it applies from the next hold on", () => {
    const state = sale();
    join(state, 1, 1);
    enter(state, 1, 2);
    const of = { holdId: uuid(1), accountId: "fan-1", tag: "", seats: [0] };
    run(state, { type: "hold", ...of }, 10);
    expect(enter(state, 1, 20, { moreTime: true })).toMatchObject({
      value: [{ type: "eased", until: 772 }],
    });
    expect(state.holds.get(uuid(1))?.expiresAt).toBe(310);
    enter(state, 1, 30);
    tick(state, 310);
    run(state, { type: "hold", ...of, holdId: uuid(2) }, 320);
    expect(state.holds.get(uuid(2))?.expiresAt).toBe(790);
    expect(nextWake(state, 321)).toBe(790);
  });

  it("[Q10] a fan who holds seats cannot leave", () => {
    const state = sale();
    join(state, 1, 1);
    enter(state, 1, 2);
    run(state, { type: "hold", holdId: uuid(1), accountId: "fan-1", tag: "", seats: [0] }, 3);
    expect(run(state, { type: "leave", accountId: "fan-1", number: 1 }, 4)).toMatchObject({
      code: "hold-open",
    });
  });
});
