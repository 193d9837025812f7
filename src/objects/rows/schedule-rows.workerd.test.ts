import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, it } from "vitest";
import { run } from "../../core/machine.ts";
import { tidyQueue } from "../../core/queue/apply-queue.ts";
import { standing } from "../../core/queue/standing.ts";
import { SaleSimulation } from "../../core/simulation/simulation.ts";
import type { SaleKind, Step } from "../../core/simulation/simulated-sale.ts";
import { type ScheduleState, clockOf, emptySchedule } from "../../core/state.ts";
import { saleKind, opening, story } from "../../../test/support/stories.ts";
import { scheduleObject } from "../../../test/support/worker/objects.ts";
import { ScheduleRows } from "./schedule-rows.ts";

/** Without the step that gives time back: it runs after the rows have been read, and never before. */
const organizer = fc.array(
  fc.record({ at: fc.nat(40), do: fc.constantFrom("pause", "resume", "extendAll") }),
  { maxLength: 4 },
);

/** The steps of fans with an organizer's steps in between. */
function mixed(steps: Step[], acts: { at: number; do: string }[]): Step[] {
  const all: Step[] = [...opening, ...steps];
  for (const { at, do: act } of acts) all.splice(at, 0, { do: act } as Step);
  return all;
}

/** The part on which memory and the rows must agree. The order of some maps means nothing. */
function known(state: ScheduleState) {
  const { queue } = state;
  const sorted = <K, V>(map: Map<K, V>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const calls = (of: typeof queue.calls) =>
    of.map((call) => ({ ...call, used: [...call.used].sort() }));
  return {
    status: [...state.status],
    owner: [...state.owner],
    holder: sorted(state.holder),
    holds: sorted(state.holds),
    holdOf: sorted(state.holdOf),
    bought: sorted(state.bought),
    ended: sorted(state.ended),
    kept: [...state.kept].sort(),
    awaited: [...state.awaited].sort(),
    presaleHeld: sorted(state.presaleHeld).filter(([, seats]) => seats > 0),
    presaleSold: sorted(state.presaleSold).filter(([, seats]) => seats > 0),
    counts: [...state.counts],
    runFree: [...state.runFree],
    queue: {
      ...queue,
      shoppers: sorted(queue.shoppers),
      intakes: sorted(queue.intakes),
      backs: [...queue.backs],
      recalls: [...queue.recalls],
      calls: calls(queue.calls),
      missed: calls(queue.missed),
    },
  };
}

/** Plays a story over real rows, and compares memory with a fresh load from the rows. */
const played = (steps: Step[], saleKind: SaleKind) =>
  runInDurableObject(scheduleObject(crypto.randomUUID()), (_, { storage }) => {
    const rows = new ScheduleRows(storage);
    rows.migrate();
    const machine = (...[state, command, now]: Parameters<typeof run>) => {
      const outcome = run(state, command, now);
      if (outcome.ok) rows.write(outcome.value);
      return outcome;
    };
    const simulation = new SaleSimulation(machine, saleKind);
    for (const step of steps) simulation.play(step);
    const loaded = emptySchedule(simulation.state.terms, simulation.state.layout);
    rows.load(loaded, simulation.now);
    // Lapsed calls move to their own list only now and then.
    for (const state of [simulation.state, loaded])
      tidyQueue(state, clockOf(state, simulation.now));
    return { memory: known(simulation.state), rows: known(loaded) };
  });

it("[D15] after any story the rows restore the same state as in memory", async () => {
  await fc.assert(
    fc.asyncProperty(story, organizer, saleKind, async (steps, acts, saleKind) => {
      const { memory, rows } = await played(mixed(steps, acts), saleKind);
      expect(rows).toEqual(memory);
    }),
    { numRuns: 150 },
  );
}, 60_000);

it("[Q213] a call that lapsed during an outage opens again, however long the outage was", () =>
  runInDurableObject(scheduleObject(crypto.randomUUID()), (_, { storage }) => {
    const rows = new ScheduleRows(storage);
    rows.migrate();
    const world = new SaleSimulation(run);
    const { terms, layout } = world.state;
    const state = emptySchedule(terms, layout);
    const act = (of: ScheduleState, command: Parameters<typeof run>[1], now: number) => {
      const outcome = run(of, command, now);
      if (!outcome.ok) throw new Error(outcome.code);
      rows.write(outcome.value);
    };
    act(state, { type: "takePlaces", count: 4, intake: "0", turn: 1 }, 1);
    const fan = { accountId: "fan-1", number: 1, presale: null, moreTime: false };
    act(state, { type: "enter", ...fan }, 2);
    const { callMs, graceMs, passMs } = terms.limits;
    const backAt = 2 + passMs + callMs + graceMs + 5_000;
    const loaded = emptySchedule(terms, layout);
    rows.load(loaded, backAt);
    act(loaded, { type: "recover", ms: backAt - 2 }, backAt);
    expect(standing(loaded, { accountId: "fan-2", number: 2 }, backAt).state).toBe("called");
    expect(standing(loaded, { accountId: "fan-1", number: 1 }, backAt).state).toBe("admitted");
  }));

it("[Q214] the rows keep the presale of a sale whose hold was unknown", () =>
  runInDurableObject(scheduleObject(crypto.randomUUID()), (_, { storage }) => {
    const rows = new ScheduleRows(storage);
    rows.migrate();
    const { state } = new SaleSimulation(run, { order: "fifo", isPresale: true });
    const act = (command: Parameters<typeof run>[1]) => {
      const outcome = run(state, command, 1_000);
      if (!outcome.ok) throw new Error(outcome.code);
      rows.write(outcome.value);
    };
    const presale = "fanclub";
    act({ type: "takePlaces", count: 1, intake: "0", turn: 1, presale });
    act({ type: "enter", accountId: "fan-1", number: 1, presale, moreTime: false });
    const sale = { holdId: crypto.randomUUID(), orderId: "order-1", accountId: "fan-1" };
    act({ type: "sell", ...sale, seats: [0, 1] });
    const loaded = emptySchedule(state.terms, state.layout);
    rows.load(loaded, 1_000);
    expect(loaded.presaleSold).toEqual(new Map([[presale, 2]]));
    expect(known(loaded)).toEqual(known(state));
  }));
