import { expect } from "vitest";
import { expandPlan } from "../../src/contract/plan/seat-places.ts";
import { layoutOf } from "../../src/core/layout.ts";
import { run } from "../../src/core/machine.ts";
import type { Command } from "../../src/core/messages.ts";
import { simulationPlan, simulationTerms, uuid } from "../../src/core/simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule } from "../../src/core/state.ts";

export const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);
/** Three holds and two orders. */
export const [h1, h2, h3, order, other] = [1, 2, 3, 100, 101].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];

/** Plays commands against a fresh sale in which ada, bob and eve shop, and returns the last outcome. */
export function play(...story: [now: number, command: Command][]) {
  const terms = simulationTerms();
  const state = emptySchedule(terms, layout);
  run(state, { type: "takePlaces", count: 3, intake: "0", turn: 1 }, 1);
  for (const [index, accountId] of ["ada", "bob", "eve"].entries())
    run(state, { type: "enter", accountId, number: index + 1, presale: null, moreTime: false }, 1);
  let outcome: ReturnType<typeof run> = { ok: true, value: [] };
  for (const [now, command] of story) outcome = run(state, command, now);
  return { state, outcome };
}

export const hold = (holdId: string, accountId: string, ...seats: number[]): Command => ({
  type: "hold",
  holdId,
  accountId,
  tag: seats.join(),
  seats,
});
export const pay = (holdId: string, accountId: string, orderId = order): Command => ({
  type: "pay",
  holdId,
  accountId,
  orderId,
});
export const sell = (holdId: string, accountId: string, ...seats: number[]): Command => ({
  type: "sell",
  holdId,
  accountId,
  orderId: order,
  seats,
});
export const status = ({ status }: ScheduleState, seat: number) => status[seat];
export const refusal = (code: string): unknown => expect.objectContaining({ ok: false, code });
