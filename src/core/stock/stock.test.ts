import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { violations } from "../invariants.ts";
import { run } from "../machine.ts";
import type { ChangeStock, Command } from "../messages.ts";
import { freeSlots } from "../queue/admission.ts";
import { layoutWith } from "../simulation/simulated-sale.ts";
import type { ScheduleState } from "../state.ts";
import { nextWake } from "../wake.ts";
import {
  h1,
  h2,
  h3,
  hold,
  order,
  pay,
  play,
  refusal,
  sell,
  status,
} from "../../../test/support/story.ts";

const nothing = { add: [], remove: [], whenFree: false, isMoving: false, isPartial: false };
const block = (
  seats: number[],
  change: Partial<ChangeStock> = {},
): Extract<Command, { type: "changeStock" }> => ({
  type: "changeStock",
  blockId: "block",
  seen: null,
  channel: "staff",
  releaseAt: null,
  about: "guests",
  by: null,
  ...nothing,
  add: seats,
  ...change,
});
const release: Command = { type: "releaseStock", blockId: "block", by: null };
const through = (channel: string, holdId: string, ...seats: number[]): Command => ({
  ...(hold(holdId, holdId, ...seats) as Extract<Command, { type: "hold" }>),
  channels: [channel],
});
const sound = (state: ScheduleState) => expect(violations(state, 50)).toEqual([]);
const versionOf = (state: ScheduleState) => state.blocks.get("block")?.version;

describe("a block of seats", () => {
  it("[ST1] a seat of a block is not for sale, and no fan and no suggestion gets it", () => {
    const { state } = play([2, block([0, 1])]);
    expect([0, 1, 2].map((seat) => status(state, seat))).toEqual([3, 3, 0]);
    expect(run(state, hold(h1, "ada", 1), 3)).toEqual(refusal("seat-taken"));
    const best = { zone: 0, count: 2, together: true, chance: 0 };
    run(state, { type: "holdBest", holdId: h2, accountId: "bob", tag: "t", best }, 3);
    expect(state.holds.get(h2)?.seats).toEqual([2, 3]);
    expect(state.counts[seatCode.notForSale]).toBe(2);
    expect(state.stockCounts[seatCode.notForSale]).toBe(2);
    sound(state);
  });

  it("[ST2] a block refuses sold seats, and held ones too unless it is to wait for them", () => {
    const { state } = play(
      [2, hold(h1, "ada", 0)],
      [2, hold(h2, "bob", 1)],
      [3, pay(h2, "bob")],
      [4, sell(h2, "bob", 1)],
    );
    expect(run(state, block([0, 4]), 5)).toEqual(refusal("seat-taken"));
    expect(run(state, block([1, 4], { whenFree: true }), 5)).toEqual(refusal("seat-taken"));
    expect(state.homes.size).toBe(0);
    expect(run(state, block([0, 1, 4], { isPartial: true }), 5).ok).toBe(true);
    expect([...state.homes.keys()]).toEqual([4]);
    expect(run(state, block([99]), 5)).toEqual(refusal("unknown-seat"));
    sound(state);
  });

  it("[ST3] a seat that a fan holds joins the block when the hold ends, and the fan can still buy it", () => {
    const { state } = play([2, hold(h1, "ada", 0)], [2, hold(h2, "bob", 1)]);
    expect(run(state, block([0, 1], { whenFree: true }), 3).ok).toBe(true);
    expect([status(state, 0), status(state, 1)]).toEqual([seatCode.held, seatCode.held]);
    sound(state);
    run(state, { type: "release", holdId: h1, accountId: "ada" }, 4);
    expect(status(state, 0)).toBe(seatCode.notForSale);
    run(state, pay(h2, "bob"), 5);
    run(state, sell(h2, "bob", 1), 6);
    expect(status(state, 1)).toBe(seatCode.taken);
    run(state, { type: "free", holdId: h2, accountId: "bob", seats: [1] }, 7);
    expect(status(state, 1)).toBe(seatCode.notForSale);
    sound(state);
  });

  it("[ST4] a hold takes seats of a block only through the block's channel or as staff, and nobody takes a killed seat", () => {
    const { state } = play(
      [2, block([0, 1], { channel: "counter" })],
      [2, block([2], { blockId: "coded", channel: "code:x" })],
      [2, block([3], { blockId: "killed", channel: null })],
    );
    expect(run(state, through("code:x", h1, 0), 3)).toEqual(refusal("not-admitted"));
    expect(run(state, { ...through("code:x", h1, 0), accountId: "ada" } as Command, 3)).toEqual(
      refusal("seat-taken"),
    );
    const coded = { ...through("code:x", h1, 2), accountId: "ada" } as Command;
    expect(run(state, coded, 3).ok).toBe(true);
    expect(run(state, through("counter", h2, 0), 3).ok).toBe(true);
    expect(run(state, through("staff", h3, 1, 3), 3)).toEqual(refusal("seat-taken"));
    expect(run(state, through("staff", h3, 1), 3).ok).toBe(true);
    sound(state);
    // A hold that lapses, and one that is given up, return their seats.
    run(state, { type: "release", holdId: h2, accountId: h2 }, 4);
    run(state, { type: "tick" }, 400);
    expect([0, 1, 2, 3].map((seat) => status(state, seat))).toEqual([3, 3, 3, 3]);
  });

  it("[ST5] staff hold seats without a turn and beyond a fan's limit, before the opening as well, and not in a pause", () => {
    const { state } = play();
    expect(run(state, through("counter", h1, 0, 1, 2, 3, 4), 2).ok).toBe(true);
    sound(state);
    const set = (sale: "paused" | "open" | "closed" | "cancelled") =>
      run(state, { type: "setTerms", terms: { ...state.terms, sale } }, 3);
    set("paused");
    expect(run(state, through("counter", h2, 5), 4)).toEqual(refusal("sale-paused"));
    set("cancelled");
    expect(run(state, through("counter", h2, 5), 5)).toEqual(refusal("sale-not-open"));
    set("closed");
    expect(run(state, through("counter", h2, 5), 6).ok).toBe(true);
  });

  it("[ST6] a block ends at its time by the machine's own clock, and its seats go on sale", () => {
    const { state } = play([2, block([0, 1], { releaseAt: 40 })]);
    expect(nextWake(state, 3)).toBe(40);
    run(state, { type: "tick" }, 39);
    expect(status(state, 0)).toBe(seatCode.notForSale);
    run(state, { type: "tick" }, 40);
    expect([status(state, 0), status(state, 1)]).toEqual([0, 0]);
    expect(state.blocks.size).toBe(0);
    expect(run(state, block([2]), 41)).toEqual(refusal("conflict"));
    expect(run(state, release, 41)).toEqual({ ok: true, value: [] });
    sound(state);
  });

  it("[ST7] a seat that leaves its block goes to the waitlist first, and a seat of a block never does", () => {
    const { state } = play(
      [2, block([0, 1, 4])],
      [3, { type: "await", zones: [0] }],
      [4, through("staff", h1, 4)],
    );
    run(state, { type: "release", holdId: h1, accountId: h1 }, 5);
    expect(state.kept.size).toBe(0);
    run(state, block([], { seen: 1, remove: [4] }), 6);
    expect([...state.kept]).toEqual([4]);
    run(state, through("staff", h2, 1), 7);
    run(state, release, 8);
    expect([...state.kept].sort()).toEqual([0, 4]);
    run(state, { type: "release", holdId: h2, accountId: h2 }, 9);
    expect([...state.kept].sort()).toEqual([0, 1, 4]);
    sound(state);
  });

  it("[ST8] a block gets a seat that the waitlist keeps only when nobody there wants it", () => {
    const { state } = play(
      [2, sell(h1, "ada", 0)],
      [3, { type: "await", zones: [0] }],
      [4, { type: "free", holdId: h1, accountId: "ada", seats: [0] }],
    );
    expect([...state.kept]).toEqual([0]);
    expect(run(state, block([0]), 5)).toEqual(refusal("seat-taken"));
    expect(run(state, block([0], { whenFree: true }), 5).ok).toBe(true);
    sound(state);
    const offer = { type: "offer", holdId: h2, accountId: "bob", seats: [0], until: 30 } as const;
    expect(run(state, offer, 6).ok).toBe(true);
    run(state, { type: "tick" }, 30);
    expect([status(state, 0), state.kept.size]).toEqual([seatCode.notForSale, 0]);
  });

  it("[ST39] a sold seat joins a block for its refund alone, and goes there when it is given back though somebody waits", () => {
    const { state } = play([2, sell(h1, "ada", 0, 1)], [3, { type: "await", zones: [0] }]);
    expect(run(state, block([0]), 4)).toEqual(refusal("seat-taken"));
    expect(run(state, block([0], { whenReturned: true }), 4).ok).toBe(true);
    expect(status(state, 0)).toBe(seatCode.taken);
    sound(state);
    expect(run(state, { type: "free", holdId: h1, accountId: "ada", seats: [0] }, 5).ok).toBe(true);
    expect([status(state, 0), state.kept.size]).toEqual([seatCode.notForSale, 0]);
    sound(state);
  });

  it("[ST9] a seat moves from block to block only on request, and is never free in between", () => {
    const { state } = play([2, block([0, 1])], [3, { type: "await", zones: [0] }]);
    const other = { blockId: "other", channel: "counter" };
    expect(run(state, block([1, 2], other), 4)).toEqual(refusal("conflict"));
    const moved = run(state, block([1, 2], { ...other, isMoving: true }), 5);
    expect(moved.ok && moved.value.map(({ type }) => type)).toEqual(["stockChanged"]);
    expect([state.homes.get(0), state.homes.get(1)]).toEqual(["block", "other"]);
    sound(state);
  });

  it("[ST10] a repeated command is the same act, and a change of what has changed meanwhile is refused", () => {
    const { state } = play([2, block([0])]);
    expect(run(state, block([0]), 3)).toEqual({ ok: true, value: [] });
    expect(run(state, block([0], { about: "other" }), 3)).toEqual(refusal("idempotency-mismatch"));
    const added = block([1], { seen: 1 });
    run(state, added, 4);
    expect(run(state, added, 5)).toEqual({ ok: true, value: [] });
    expect(versionOf(state)).toBe(2);
    expect(run(state, block([2], { seen: 1 }), 6)).toEqual(refusal("changed-meanwhile"));
    expect(run(state, block([2], { blockId: "none", seen: 1 }), 6)).toEqual(refusal("not-found"));
  });

  it("[ST11] the queue calls no fan for seats of a block, whether they are held or not", () => {
    const { state } = play([2, block([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])]);
    expect(freeSlots(state, 3)).toBe(1 - 3);
    run(state, through("counter", h1, 0), 4);
    run(state, block([], { seen: 1, remove: [9] }), 5);
    expect(freeSlots(state, 5)).toBe(2 - 3);
    run(state, { ...block([], { blockId: "block", seen: 2 }), channel: "counter" }, 6);
    run(state, through("counter", h2, 1), 7);
    expect(freeSlots(state, 7)).toBe(2 - 3);
  });

  it("[ST12] late money takes no seat of a block", () => {
    const { state } = play([2, block([0])]);
    const late = { type: "pay", holdId: h1, accountId: "ada", orderId: order, seats: [0] } as const;
    expect(run(state, late, 3)).toEqual(refusal("seat-taken"));
  });

  it("[ST13] another plan keeps the blocks, and one that lacks a seat of a block is refused", () => {
    const { state } = play([2, block([0, 10])]);
    const move = (standing: number) => {
      const { terms } = state;
      return run(state, { type: "setTerms", terms, layout: layoutWith(standing) }, 3);
    };
    expect(move(2)).toEqual(refusal("conflict"));
    expect(move(5).ok).toBe(true);
    expect([status(state, 0), status(state, 10), status(state, 12)]).toEqual([3, 3, 0]);
    sound(state);
  });
});
