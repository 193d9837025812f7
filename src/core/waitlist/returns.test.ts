import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { layoutOf } from "../layout.ts";
import { run } from "../machine.ts";
import type { Command } from "../messages.ts";
import { freeSlots } from "../queue/admission.ts";
import { type Waiting, matchReturns } from "./returns-match.ts";
import { simulationPlan, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule } from "../state.ts";

const layout = layoutOf(expandPlan(simulationPlan), 2, simulationPlan.focus);
const refusal = (code: string) => expect.objectContaining({ ok: false, code });
let ids = 0;
const newId = () => uuid(++ids);

/** A sold-out sale: eleven seats, each bought by another fan; `shopper` is inside and looks for one. */
function soldOut() {
  const state = emptySchedule(simulationTerms(), layout);
  const orderId = newId();
  const sales = Array.from({ length: layout.seatCount }, (_, seat) => {
    const sale = { holdId: newId(), accountId: newId(), seats: [seat] };
    run(state, { type: "sell", orderId, ...sale }, 1);
    return sale;
  });
  run(state, { type: "takePlaces", count: 2, intake: "0", turn: 1 }, 1);
  const back = (now: number, ...seats: number[]) => {
    for (const seat of seats) run(state, { type: "free", ...sales[seat]! }, now);
  };
  return { state, back };
}

const letIn = (state: ScheduleState, accountId: string, number: number) =>
  run(state, { type: "enter", accountId, number, presale: null, moreTime: false }, 3);
const hold = (accountId: string, ...seats: number[]): Command => ({
  type: "hold",
  holdId: newId(),
  accountId,
  tag: "t",
  seats,
});
const offer = (accountId: string, until: number, ...seats: number[]) =>
  ({ type: "offer", holdId: newId(), accountId, seats, until }) as const;
const waiting = (name: string, change: Partial<Waiting> = {}): Waiting => ({
  entryId: name,
  accountId: name,
  zones: [0, 1],
  count: 1,
  together: true,
  ...change,
});

describe("returned seats with a waitlist", () => {
  it("[WL1] a returned seat of a zone with a waitlist is kept for it, however it came back", () => {
    const { state, back } = soldOut();
    back(2, 0, 9); // Before anybody waits, a returned seat is open to everybody.
    letIn(state, "ada", 1);
    letIn(state, "bob", 2);
    run(state, hold("ada", 0), 4);
    run(state, { type: "await", zones: [0] }, 5);
    back(6, 1, 8); // One seat of the first zone, and one of the second, for which nobody waits.
    expect([...state.kept]).toEqual([1]);
    expect(state.status[8]).toBe(seatCode.available);
    // Ada's hold lapses: nobody may take its seat over, and the event that ends the hold keeps the seat as well.
    expect(run(state, hold("bob", 0), 320)).toEqual(refusal("seat-taken"));
    run(state, { type: "tick" }, 320);
    expect([...state.kept].sort()).toEqual([0, 1]);
    expect(run(state, hold("bob", 1), 321)).toEqual(refusal("seat-taken"));
    expect(run(state, hold("bob", 8), 321).ok).toBe(true);
  });

  it("[WL2] kept seats are offered to the first entry in line that they fit, and the entries before it keep their positions", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0, 1] }, 2);
    // In the first row the two seats before the aisle, and one of the second row.
    back(3, 0, 1, 4);
    const line = [
      waiting("three", { count: 3 }),
      waiting("standing", { zones: [1] }),
      waiting("two", { count: 2 }),
      waiting("one"),
      waiting("late"),
    ];
    const seats = (waiting: Waiting[]) =>
      matchReturns(state, waiting, 4).map(({ entryId, seats }) => [entryId, seats]);
    expect(seats(line)).toEqual([
      ["two", [0, 1]],
      ["one", [4]],
    ]);
    expect(seats([waiting("apart", { count: 3, together: false })])).toEqual([
      ["apart", [0, 1, 4]],
    ]);
    back(3, 8, 10);
    expect(seats([waiting("standing", { zones: [1], count: 2 })])).toEqual([["standing", [8, 10]]]);
    // A fan who would exceed the limit, or holds seats now, is passed over.
    expect(seats([waiting("greedy", { count: 4, together: false })])).toEqual([]);
    run(state, offer("one", 100, 4), 4);
    expect(seats([waiting("one"), waiting("late")])).toEqual([["late", [0]]]);
    // A lapsed hold blocks nobody.
    expect(matchReturns(state, [waiting("one")], 100)).toMatchObject([
      { entryId: "one", seats: [0] },
    ]);
  });

  it("[WL6] kept seats on two sides of an aisle or in two rows are not together, and seats bought earlier count toward the limit", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0, 1] }, 2);
    back(3, 1, 2, 3, 4);
    const [aisle, row] = [layout.runOf[1] !== layout.runOf[2], layout.runOf[3] !== layout.runOf[4]];
    expect([aisle, row]).toEqual([true, true]);
    const match = (waiting: Waiting) => matchReturns(state, [waiting], 4).map(({ seats }) => seats);
    expect(match(waiting("two", { count: 2 }))).toEqual([[2, 3]]);
    expect(match(waiting("three", { count: 3 }))).toEqual([]);
    const sale = { holdId: newId(), orderId: newId(), accountId: "buyer", seats: [2, 3] };
    run(state, { type: "sell", ...sale }, 5);
    expect(match(waiting("two", { count: 2 }))).toEqual([]);
    const { seatsPerAccount } = state.terms.limits;
    const upTo = (count: number) => match(waiting("buyer", { count, together: false }));
    expect([upTo(seatsPerAccount - 2), upTo(seatsPerAccount - 1)]).toEqual([[[1]], []]);
  });

  it("[WL3] an offer needs no pass, belongs to one account until it ends, and then goes to the next entry", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0] }, 2);
    back(3, 0);
    const first = offer("ada", 1_000, 0);
    expect(run(state, first, 4).ok).toBe(true);
    expect(run(state, first, 5)).toEqual({ ok: true, value: [] });
    expect(run(state, offer("bob", 1_000, 0), 5)).toEqual(refusal("seat-taken"));
    expect(state.holds.get(first.holdId)).toMatchObject({ expiresAt: 1_000, isExtended: true });
    run(state, { type: "tick" }, 999);
    expect(state.holds.has(first.holdId)).toBe(true);
    run(state, { type: "tick" }, 1_000);
    expect([...state.kept]).toEqual([0]);
    const second = offer("bob", 2_000, 0);
    run(state, second, 1_001);
    run(state, { type: "release", holdId: second.holdId, accountId: "bob" }, 1_002);
    expect([...state.kept]).toEqual([0]);
    const third = offer("eve", 3_000, 0);
    run(state, third, 1_003);
    const paid = { holdId: third.holdId, accountId: "eve", orderId: newId() };
    expect(run(state, { type: "pay", ...paid }, 1_004).ok).toBe(true);
    run(state, { type: "sell", ...paid, seats: [0] }, 1_005);
    expect(state.status[0]).toBe(seatCode.taken);
  });

  it("[WL4] kept seats that fit no entry in line go on sale to everybody, and so do all of them when the waitlist is empty", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0, 1] }, 2);
    back(3, 0, 1, 8);
    letIn(state, "ada", 1);
    run(state, { type: "openKept", seats: [0], awaited: [0, 1] }, 4);
    expect(state.status[0]).toBe(seatCode.available);
    run(state, { type: "openKept", seats: [], awaited: [1] }, 5);
    expect([...state.kept]).toEqual([8]);
    run(state, { type: "openKept", seats: [], awaited: [] }, 6);
    expect(state.kept.size).toBe(0);
    expect([0, 1, 8].map((seat) => state.status[seat])).toEqual([0, 0, 0]);
  });

  it("[WL9] joining the waitlist can only add a waited-for zone, and only an answer of the books removes one", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0] }, 2);
    run(state, { type: "await", zones: [1] }, 2);
    expect(state.awaited).toEqual(new Set([0, 1]));
    expect(run(state, { type: "await", zones: [1] }, 3)).toEqual({ ok: true, value: [] });
    back(4, 0, 1, 8);
    // Nobody waits for the second zone any more, and nobody can use the first seat.
    run(state, { type: "openKept", seats: [0], awaited: [0] }, 5);
    expect([[...state.kept], [...state.awaited]]).toEqual([[1], [0]]);
  });

  it("[WL38] seats that came back after a query are not matched with its answer", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0, 1] }, 2);
    back(3, 1);
    const asked = [...state.kept];
    back(4, 4, 5);
    expect(matchReturns(state, [waiting("one"), waiting("two")], 5, asked)).toMatchObject([
      { entryId: "one", seats: [1] },
    ]);
  });

  it("[WL5] no fan is called in for seats that go to the waitlist", () => {
    const { state, back } = soldOut();
    run(state, { type: "await", zones: [0, 1] }, 2);
    back(3, 0, 1);
    run(state, offer("ada", 1_000, 0), 4);
    expect(freeSlots(state, 5)).toBe(0);
    run(state, { type: "openKept", seats: [1], awaited: [0, 1] }, 6);
    expect(freeSlots(state, 7)).toBeLessThanOrEqual(1);
    expect(state.queue.called).toBe(1);
  });
});
