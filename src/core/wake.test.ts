import { assert, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { expandPlan } from "../contract/plan/seat-places.ts";
import { layoutOf } from "./layout.ts";
import { run } from "./machine.ts";
import { unusedRoomSince } from "./queue/admission.ts";
import { standing } from "./queue/standing.ts";
import { simulationLimits, simulationPlan, simulationTerms } from "./simulation/simulated-sale.ts";
import { SaleSimulation } from "./simulation/simulation.ts";
import type { Limits } from "./limits.ts";
import { type ScheduleState, emptySchedule } from "./state.ts";
import { nextWake, overdue } from "./wake.ts";
import { opening, saleKind, story } from "../../test/support/stories.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);
const { callMs } = simulationLimits;

/** Three fans are called at 1; whoever else lines up waits. */
function sale(fans: number, limits: Partial<Limits> = {}): ScheduleState {
  const terms = { ...simulationTerms(), limits: { ...simulationLimits, ...limits } };
  const state = emptySchedule(terms, layout);
  run(state, { type: "takePlaces", count: fans, intake: "0", turn: 1 }, 1);
  return state;
}
const fan = (number: number) => ({ accountId: `fan-${number}`, number });
const enter = (state: ScheduleState, number: number, now: number) =>
  run(state, { type: "enter", ...fan(number), presale: null, moreTime: false }, now);

describe("after an outage", () => {
  it("[Q213] called fans keep their calls though nobody is inside", () => {
    const state = sale(5);
    const lapsesAt = 1 + callMs;
    const backAt = lapsesAt + 3_600_000;
    expect(overdue(state, backAt)).toBe(backAt - lapsesAt);
    run(state, { type: "recover", ms: overdue(state, backAt) + 30 }, backAt);
    for (const number of [1, 2, 3])
      expect(standing(state, fan(number), backAt).state).toBe("called");
    expect(standing(state, fan(4), backAt).state).toBe("waiting");
  });

  it("[Q213] a fan who was called again keeps that call", () => {
    const state = sale(6, { graceMs: 1_000_000 });
    run(state, { type: "tick" }, 1 + callMs);
    enter(state, 1, 2 + callMs);
    run(state, { type: "leave", ...fan(4) }, 3 + callMs);
    run(state, { type: "tick" }, 1 + 2 * callMs);
    expect(standing(state, fan(1), 1 + 2 * callMs).state).toBe("called");
    run(state, { type: "takePlaces", count: 9, intake: "0", turn: 2 }, 2 + 2 * callMs);
    const backAt = 1_000_000;
    run(state, { type: "recover", ms: overdue(state, backAt) + 30 }, backAt);
    expect(standing(state, fan(1), backAt).state).toBe("called");
  });

  it("[Q213] a call that lapsed while the schedule was awake is no sign of an outage", () => {
    const quiet = sale(3);
    expect(overdue(quiet, 1_000_000)).toBe(0);
    const followed = sale(9);
    run(followed, { type: "tick" }, 1 + callMs);
    for (const number of [4, 5, 6]) enter(followed, number, 2 + callMs);
    expect(overdue(followed, 100 + callMs)).toBe(0);
    const slow = sale(9, { admitPerMinute: 6 });
    run(slow, { type: "tick" }, 1 + callMs);
    expect(slow.queue.called).toBeLessThan(6);
    expect(overdue(slow, 8_000)).toBe(0);
    const closed = sale(9);
    run(closed, { type: "setTerms", terms: { ...closed.terms, closesAt: 50 } }, 2);
    expect(overdue(closed, 1_000_000)).toBe(0);
  });

  it("[Q217] a fan whose call lapsed with nobody in line comes back, or lines up again, and is called at once", () => {
    const lapsesAt = 1 + callMs;
    const soon = sale(3, { graceMs: 1_000 });
    expect(overdue(soon, lapsesAt + 500)).toBe(0);
    enter(soon, 1, lapsesAt + 500);
    expect(standing(soon, fan(1), lapsesAt + 500).state).toBe("called");
    const backAt = lapsesAt + 3_600_000;
    const late = sale(3, { graceMs: 1_000 });
    expect(enter(late, 1, backAt)).toMatchObject({ ok: false, code: "place-spent" });
    run(late, { type: "takePlaces", count: 1, intake: "0", turn: 2 }, backAt);
    expect(standing(late, fan(4), backAt).state).toBe("called");
  });

  it("[Q213] a schedule whose alarms ring in time is never taken for one that was away", () => {
    assert(
      property(story, saleKind, (steps, kind) => {
        const world = new SaleSimulation(run, kind);
        for (const step of [...opening, ...steps]) {
          if (step.do === "wait") waitAwake(world, step.ms);
          else world.play(step);
          expect(unusedRoomSince(world.state, world.now)).toBeNull();
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function waitAwake(world: SaleSimulation, ms: number): void {
  const until = world.now + ms;
  for (;;) {
    const wake = nextWake(world.state, world.now);
    if (wake === null || wake > until) break;
    world.now = Math.max(world.now + 1, wake);
    world.play({ do: "alarm", isBooksUp: true });
  }
  world.now = Math.max(world.now, until);
}
