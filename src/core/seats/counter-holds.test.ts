import { expect, it } from "vitest";
import { violations } from "../invariants.ts";
import { run } from "../machine.ts";
import type { Command } from "../messages.ts";
import type { ScheduleState } from "../state.ts";
import { h1, h2, h3, hold, order, play, refusal, status } from "../../../test/support/story.ts";

type Placing = Extract<Command, { type: "hold" }>;
const placed = (holdId: string, seats: number[], more: Partial<Placing> = {}): Command => ({
  ...(hold(holdId, holdId, ...seats) as Placing),
  channels: ["counter"],
  ...more,
});
const codes = (state: ScheduleState) => [0, 1, 2, 3].map((seat) => status(state, seat));

it("[BO22] the seats of a counter's hold change at once, and it keeps its seats if the others are taken", () => {
  const { state } = play([2, placed(h1, [0, 1])]);
  expect(run(state, placed(h2, [1, 2], { replaces: h1 }), 3).ok).toBe(true);
  expect([codes(state), [...state.holds.keys()]]).toEqual([[0, 1, 1, 0], [h2]]);
  run(state, placed(h1.replace("1", "9"), [3]), 4);
  expect(run(state, placed(h3, [2, 3], { replaces: h2 }), 5)).toEqual(refusal("seat-taken"));
  expect(state.holds.get(h2)?.seats).toEqual([1, 2]);
  expect(violations(state, 5)).toEqual([]);
});

it("[BO22] neither a fan's hold nor one that is being paid for can be changed like that", () => {
  const { state } = play([2, placed(h1, [0])]);
  const paying = { type: "pay", holdId: h1, accountId: h1, orderId: order } as const;
  expect(run(state, paying, 3).ok).toBe(true);
  expect(run(state, placed(h2, [1], { replaces: h1 }), 4)).toEqual(refusal("payment-under-way"));
  const { state: other } = play([2, hold(h1, "ada", 0)]);
  const before = other.holds.has(h1);
  const taken = run(other, placed(h2, [0], { replaces: h1 }), 4);
  expect([before, taken]).toEqual([true, refusal("hold-not-found")]);
});

it("[BO23] the counter holds in a pause only where the organizer lets it", () => {
  const { state } = play([2, placed(h3, [3])]);
  run(state, { type: "setTerms", terms: { ...state.terms, sale: "paused" } }, 2);
  expect(run(state, placed(h1, [0]), 3)).toEqual(refusal("sale-paused"));
  expect(run(state, placed(h1, [0], { isInPause: true }), 3).ok).toBe(true);
  expect(run(state, hold(h2, "ada", 1), 3)).toEqual(refusal("sale-paused"));
  expect(violations(state, 3)).toEqual([]);
});
