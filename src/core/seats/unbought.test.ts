import { expect, it } from "vitest";
import { emptySchedule, type ScheduleState } from "../state.ts";
import type { Command } from "../messages.ts";
import { run } from "../machine.ts";
import { simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { hold, layout, pay, refusal, sell } from "../../../test/support/story.ts";

const minute = 60_000;

/** A sale with the usual limits, in which ada and bob shop for hours. */
function openSale() {
  const terms = simulationTerms();
  const limits = { ...terms.limits, unboughtMax: 5, unboughtMs: 30 * minute, coolingMs: minute };
  const usual = { ...limits, coolingMaxMs: 8 * minute, passMs: 1e9, holdMs: 5 * minute };
  const state = emptySchedule({ ...terms, closesAt: 1e12, limits: usual }, layout);
  run(state, { type: "takePlaces", count: 2, intake: "0", turn: 1 }, 1);
  for (const [index, accountId] of ["ada", "bob"].entries())
    run(state, { type: "enter", accountId, number: index + 1, presale: null, moreTime: false }, 1);
  return state;
}
let given = 1_000;
const newId = () => uuid(++given);

/** Holds a seat and gives it back in the same moment; returns the outcome of the hold. */
function giveUp(state: ScheduleState, accountId: string, now: number) {
  const holdId = newId();
  const held = run(state, hold(holdId, accountId, 0), now);
  run(state, { type: "release", holdId, accountId }, now);
  return held;
}
const secondsLeft = (state: ScheduleState, now: number) => {
  const outcome = giveUp(state, "ada", now);
  return outcome.ok ? 0 : Number(outcome.detail);
};

it("[H83] after five holds in half an hour without a purchase the next one waits a minute, and twice as long each time", () => {
  const state = openSale();
  for (let n = 0; n < 5; n++) expect(secondsLeft(state, n * 1_000)).toBe(0);
  const waits = [];
  let now = 4_000;
  for (let n = 0; n < 5; n++) {
    const left = secondsLeft(state, now + 1);
    waits.push(left);
    expect(secondsLeft(state, now + left * 1_000 - 1)).toBe(1);
    now += left * 1_000;
    expect(secondsLeft(state, now)).toBe(0);
  }
  expect(waits).toEqual([60, 120, 240, 480, 480]);
  expect(giveUp(state, "bob", now).ok).toBe(true);
  expect(secondsLeft(state, now + 31 * minute)).toBe(0);
});

it("[H83] holds that expire count as well, and the refusal is the machine's own", () => {
  const state = openSale();
  for (let n = 0; n < 5; n++) {
    const at = n * 5 * minute + 10;
    expect(run(state, hold(newId(), "ada", 0), at).ok).toBe(true);
    run(state, { type: "tick" }, at + 5 * minute);
  }
  expect(run(state, hold(newId(), "ada", 0), 25 * minute + 20)).toEqual(refusal("too-many-holds"));
  expect(run(state, hold(newId(), "bob", 0), 25 * minute + 20).ok).toBe(true);
});

it("[H84] a purchase ends the count, and neither staff nor an offer of the waitlist is counted", () => {
  const state = openSale();
  for (let n = 0; n < 5; n++) giveUp(state, "ada", n);
  expect(state.unbought.get("ada")).toHaveLength(5);
  const bought = newId();
  const late = 10 * minute;
  for (const command of [hold(bought, "ada", 1), pay(bought, "ada"), sell(bought, "ada", 1)])
    expect(run(state, command, late).ok).toBe(true);
  expect(state.unbought.has("ada")).toBe(false);
  for (let n = 0; n < 9; n++) {
    const holdId = newId();
    const counter: Command = {
      ...hold(holdId, "clerk", 2),
      channels: ["counter", "staff"],
    } as Command;
    expect(run(state, counter, late + n).ok).toBe(true);
    run(state, { type: "release", holdId, accountId: "clerk" }, late + n);
  }
  expect(state.unbought.has("clerk")).toBe(false);
});
