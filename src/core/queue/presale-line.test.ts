import { describe, expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { violations } from "../invariants.ts";
import { layoutOf } from "../layout.ts";
import { run } from "../machine.ts";
import { simulationPlan, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule } from "../state.ts";
import { nextWake } from "../wake.ts";
import { standing } from "./standing.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);
const acts = ["firstEnds", "secondOpens", "firstSoldOut", "opensToAll"] as const;
type Act = (typeof acts)[number];

/** Every order of these. */
const orders = <T>(of: readonly T[]): T[][] =>
  of.length === 0
    ? [[]]
    : of.flatMap((each) =>
        orders(of.filter((other) => other !== each)).map((rest) => [each, ...rest]),
      );

/** The presale of each number: four fans of the first, two of the second, and one of none. */
const lined = ["first", "first", "first", "first", "second", "second", null];
const fan = (number: number) => ({ accountId: `fan-${number}`, number });

/** A sale whose two presales follow each other at these times. */
function sale(at: Record<Act, number>, order: "fifo" | "lottery" = "fifo") {
  const presales = [
    { id: "first", opensAt: 0, closesAt: at.firstEnds, seatsMax: 3 },
    { id: "second", opensAt: at.secondOpens, closesAt: 1e6, seatsMax: null },
  ];
  const terms = { ...simulationTerms(), order, opensAt: at.opensToAll, presales };
  const state = emptySchedule(terms, layout);
  for (const [turn, presale] of lined.entries())
    run(state, { type: "takePlaces", count: 1, intake: "0", turn: turn + 1, presale }, 1);
  return state;
}
const enter = (state: ScheduleState, number: number, now: number) => {
  const presale = lined[number - 1] ?? null;
  return run(state, { type: "enter", ...fan(number), presale, moreTime: false }, now);
};
const tick = (state: ScheduleState, now: number) => run(state, { type: "tick" }, now);
const stands = (state: ScheduleState, number: number, now: number) =>
  standing(state, fan(number), now).state;

const sold = { holdId: uuid(1), accountId: "fan-1", seats: [0, 1, 2] };

/** The first fan holds all seats of the first presale; the second is inside, the third called, the fourth waits. */
function begun(state: ScheduleState): void {
  for (const number of [1, 2]) enter(state, number, 2);
  run(state, { type: "hold", ...sold, tag: "" }, 3);
}

describe("two presales in a row", () => {
  it.each(orders(acts).map((order) => [order.join(", "), order] as const))(
    "[Q207] nobody is called to whom the sale is not open, and every place is kept until it is: %s",
    (_, order) => {
      const times = Object.fromEntries(order.map((act, index) => [act, 10 + index * 10]));
      const at = times as Record<Act, number>;
      const state = sale(at);
      begun(state);
      for (const act of order) {
        const now = at[act];
        if (act === "firstSoldOut") run(state, { type: "sell", ...sold, orderId: uuid(9) }, now);
        else tick(state, now);
        const isOpen = (presale: string | null) =>
          now >= at.opensToAll ||
          (presale === "first" && now < at.firstEnds && now < at.firstSoldOut) ||
          (presale === "second" && now >= at.secondOpens);
        for (const [index, presale] of lined.entries()) {
          const state_ = stands(state, index + 1, now);
          if (!isOpen(presale)) expect([index + 1, state_]).not.toEqual([index + 1, "called"]);
          if (index > 0) expect([index + 1, state_]).not.toEqual([index + 1, "spent"]);
        }
        expect(violations(state, now)).toEqual([]);
      }
      // Everybody comes in, first those who were in line first.
      if (state.holds.size > 0) run(state, { type: "sell", ...sold, orderId: uuid(9) }, 50);
      const came: number[] = [];
      for (let now = 51; now < 80; now++) {
        tick(state, now);
        for (let number = 2; number <= 7; number++) {
          if (stands(state, number, now) === "called") enter(state, number, now);
          if (stands(state, number, now) !== "admitted") continue;
          came.push(number);
          run(state, { type: "leave", ...fan(number) }, now);
        }
      }
      expect(came).toEqual(came.toSorted((a, b) => a - b));
      expect(came).toEqual([2, 3, 4, 5, 6, 7]);
    },
  );

  it("[Q208] a fan whose presale is over or sold out is told that the place is kept, and until when", () => {
    const at = { firstEnds: 500, secondOpens: 400, firstSoldOut: 100, opensToAll: 1_000 };
    const state = sale(at);
    begun(state);
    const kept = (number: number, now: number) => standing(state, fan(number), now);
    // While the first is open, fans of the second wait for it, and others for the opening to everybody.
    expect(kept(5, 50)).toMatchObject({ state: "kept", until: 400 });
    expect(kept(7, 50)).toMatchObject({ state: "kept", until: 1_000 });
    expect(kept(4, 50)).toMatchObject({ state: "waiting" });
    run(state, { type: "sell", ...sold, orderId: uuid(9) }, 100);
    for (const number of [3, 4])
      expect(kept(number, 101)).toMatchObject({ state: "kept", until: 1_000 });
    expect(enter(state, 3, 101)).toMatchObject({ ok: true });
    expect(kept(3, 102)).toMatchObject({ state: "kept", ahead: 0 });
    // The fan inside keeps the pass to its end, and then the place.
    expect(kept(2, 102)).toMatchObject({ state: "admitted" });
    tick(state, 603);
    expect(kept(2, 603)).toMatchObject({ state: "kept", ahead: 0, until: 1_000 });
    expect(kept(3, 603)).toMatchObject({ state: "kept", ahead: 1 });
    expect(violations(state, 603)).toEqual([]);
  });

  it("[Q208] a seat that comes back to the presale calls the fans whose places were kept, the first first", () => {
    const state = sale({ firstEnds: 500, secondOpens: 600, firstSoldOut: 100, opensToAll: 900 });
    begun(state);
    run(state, { type: "sell", ...sold, orderId: uuid(9) }, 100);
    run(state, { type: "leave", ...fan(2) }, 101);
    run(state, { type: "free", ...sold, seats: [2] }, 102);
    expect([3, 4].map((number) => stands(state, number, 102))).toEqual(["called", "waiting"]);
    expect(enter(state, 3, 103)).toMatchObject({ ok: true, value: [{ type: "entered" }] });
    expect(violations(state, 103)).toEqual([]);
  });

  it("[Q209] a lottery draws the fans whose places were kept together with all who are present", () => {
    const at = { firstEnds: 20, secondOpens: 10, firstSoldOut: 15, opensToAll: 100 };
    const state = sale(at, "lottery");
    begun(state);
    run(state, { type: "sell", ...sold, orderId: uuid(9) }, 15);
    tick(state, 16);
    // Of the second presale both were called; numbers 3 and 4 wait beside number 7.
    expect([3, 4, 5, 6].map((number) => stands(state, number, 16))).toEqual([
      "kept",
      "kept",
      "called",
      "called",
    ]);
    tick(state, 100);
    expect(state.queue.draw).toMatchObject({
      after: 6,
      count: 3,
      aside: [{ from: 3, through: 4 }],
    });
    const ranks = [3, 4, 7].map((number) => {
      const at = standing(state, fan(number), 100);
      return "rank" in at ? at.rank : null;
    });
    expect(ranks.toSorted()).toEqual([7, 8, 9]);
    run(state, { type: "takePlaces", count: 1, intake: "0", turn: 99 }, 101);
    expect(standing(state, fan(8), 101)).toMatchObject({ rank: 10 });
    expect(violations(state, 101)).toEqual([]);
  });

  it("[Q210] the end of a presale wakes the schedule, so that no call lapses unheard", () => {
    const at = { firstEnds: 60, secondOpens: 300, firstSoldOut: 1e6, opensToAll: 1_000 };
    const state = sale(at);
    enter(state, 1, 2);
    expect(stands(state, 2, 59)).toBe("called");
    expect(nextWake(state, 59)).toBe(60);
    tick(state, 60);
    tick(state, 500);
    expect(stands(state, 2, 500)).toBe("kept");
    expect(violations(state, 500)).toEqual([]);
  });

  it("[Q211] a range that an intake gets again is of the presale that the intake names then", () => {
    const at = { firstEnds: 500, secondOpens: 20, firstSoldOut: 1e6, opensToAll: 1_000 };
    const state = sale(at);
    const ask = { type: "takePlaces", count: 2, intake: "1", turn: 1 } as const;
    run(state, { ...ask, presale: "second" }, 2);
    run(state, { ...ask, presale: "first" }, 3);
    expect([8, 9].map((number) => standing(state, fan(number), 4).state)).toEqual([
      "waiting",
      "waiting",
    ]);
    expect(state.queue.given).toBe(9);
  });

  it("[Q212] a fan who gives up a kept place is not called at the opening", () => {
    const at = { firstEnds: 20, secondOpens: 10, firstSoldOut: 1e6, opensToAll: 100 };
    const state = sale(at);
    tick(state, 21);
    run(state, { type: "leave", ...fan(3) }, 22);
    expect(stands(state, 3, 23)).toBe("spent");
    tick(state, 100);
    expect(stands(state, 3, 100)).toBe("spent");
    expect(violations(state, 100)).toEqual([]);
  });
});
