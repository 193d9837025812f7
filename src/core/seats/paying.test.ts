import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { violations } from "../invariants.ts";
import { run } from "../machine.ts";
import type { Command } from "../messages.ts";
import {
  h1,
  h2,
  h3,
  hold,
  order,
  other,
  pay,
  play,
  refusal,
  sell,
  status,
} from "../../../test/support/story.ts";
import { hasTimeLeft, nextWake, overdue, unsettled } from "../wake.ts";

describe("paying", () => {
  it("[H12] only the books can release a hold that is being paid for", () => {
    const release: Command = { type: "release", holdId: h1, accountId: "ada" };
    const { state, outcome } = play([2, hold(h1, "ada", 0)], [3, pay(h1, "ada")], [4, release]);
    expect(outcome).toEqual(refusal("payment-under-way"));
    run(state, { type: "tick" }, 10_000);
    expect(status(state, 0)).toBe(seatCode.held);
    expect(unsettled(state, 10_000)).toEqual([h1]);
    run(state, { type: "void", holdId: h1 }, 10_001);
    expect(status(state, 0)).toBe(seatCode.available);
  });

  it("[H36] a hold with a payment that the books do not know can be released, and only the books end it", () => {
    const release: Command = { type: "release", holdId: h1, accountId: "ada", isUnpaid: true };
    const { state, outcome } = play([2, hold(h1, "ada", 0)], [3, pay(h1, "ada")], [4, release]);
    expect(outcome.ok).toBe(true);
    expect(status(state, 0)).toBe(seatCode.held);
    expect(unsettled(state, 4)).toEqual([h1]);
    expect(run(state, pay(h1, "ada"), 5)).toEqual(refusal("hold-expired"));
    run(state, { type: "void", holdId: h1 }, 6);
    expect(status(state, 0)).toBe(seatCode.available);
    expect(violations(state, 6)).toEqual([]);
  });

  it("[H13] a refused payment returns the hold to choosing with the time left", () => {
    const { state } = play(
      [2, hold(h1, "ada", 0)],
      [100, pay(h1, "ada")],
      [110, { type: "payRefused", holdId: h1, orderId: order }],
    );
    expect(state.holds.get(h1)).toMatchObject({ phase: "choosing", expiresAt: 302 });
  });

  it("[Q216] a refused payment whose fan's own time is over is no sign of an outage", () => {
    const refused: Command = { type: "payRefused", holdId: h1, orderId: order };
    const long = { ...pay(h1, "ada"), guardMs: 1_000 } as Command;
    const { state } = play([2, hold(h1, "ada", 0)], [10, long], [500, refused]);
    expect(overdue(state, 500)).toBe(0);
    expect(unsettled(state, 500)).toEqual([h1]);
  });

  it("[H14] after a payment attempt, the books decide before the hold is released, and a hold that was let go cannot be paid", () => {
    const release: Command = { type: "release", holdId: h1, accountId: "ada" };
    const refused: Command = { type: "payRefused", holdId: h1, orderId: order };
    const { state, outcome } = play(
      [2, hold(h1, "ada", 0)],
      [100, pay(h1, "ada")],
      [110, refused],
      [120, release],
    );
    expect(outcome.ok).toBe(true);
    expect(status(state, 0)).toBe(seatCode.held);
    expect(nextWake(state, 120)).toBe(120);
    expect(unsettled(state, 120)).toEqual([h1]);
    expect(hasTimeLeft(state, h1, 120)).toBe(false);
    // A repeated refund is the same act; an earlier message does not take the seats again.
    expect(run(state, release, 121)).toEqual({ ok: true, value: [] });
    expect(run(state, pay(h1, "ada"), 122)).toEqual(refusal("hold-expired"));
    run(state, refused, 123);
    run(state, { type: "extendAll", ms: 1_000 }, 124);
    expect(state.holds.get(h1)).toMatchObject({ phase: "paying", expiresAt: 120 });
    expect(hasTimeLeft(state, h1, 124)).toBe(false);
  });

  it("[H28] a payment whose time is up before its fan's own gives the fan the rest to choose again", () => {
    const { state } = play([2, hold(h1, "ada", 0)], [10, pay(h1, "ada")]);
    expect(unsettled(state, 130)).toEqual([h1]);
    expect(hasTimeLeft(state, h1, 130)).toBe(true);
    run(state, { type: "payRefused", holdId: h1, orderId: order }, 130);
    expect(state.holds.get(h1)).toMatchObject({ phase: "choosing", expiresAt: 302 });
    const late = play([2, hold(h1, "ada", 0)], [290, pay(h1, "ada")]);
    expect([unsettled(late.state, 410), hasTimeLeft(late.state, h1, 410)]).toEqual([[h1], false]);
  });

  it("[H23] a payment that needs longer keeps its seats longer, counted from its start, and a repeated request never shortens that time", () => {
    const long = { ...pay(h1, "ada"), guardMs: 1_000 } as Command;
    const short = { ...pay(h1, "ada"), guardMs: 10 } as Command;
    const longer = { ...pay(h1, "ada"), guardMs: 1_500 } as Command;
    const guardOf = (...story: Parameters<typeof play>) =>
      play(...story).state.holds.get(h1)?.expiresAt;
    const held: Parameters<typeof play> = [
      [2, hold(h1, "ada", 0)],
      [3, long],
    ];
    expect(guardOf(...held)).toBe(1_003);
    expect(guardOf(...held, [4, short])).toBe(1_003);
    expect(guardOf(...held, [500, long], [900, long])).toBe(1_003);
    expect(guardOf(...held, [500, longer])).toBe(1_503);
  });

  it("[H27] a repeated order adds no time to its seats", () => {
    const refused: Command = { type: "payRefused", holdId: h1, orderId: order };
    const long = { ...pay(h1, "ada"), guardMs: 400 } as Command;
    const { state } = play([2, hold(h1, "ada", 0)], [10, long], [290, refused], [300, long]);
    expect(state.holds.get(h1)).toMatchObject({ phase: "paying", payingSince: 10, expiresAt: 410 });
    const brief = play([2, hold(h1, "ada", 0)], [10, pay(h1, "ada")], [290, refused]);
    run(brief.state, pay(h1, "ada"), 300);
    expect(brief.state.holds.get(h1)).toMatchObject({ phase: "paying", expiresAt: 302 });
    const rival = play([2, hold(h1, "ada", 0)], [10, long], [290, refused]);
    run(rival.state, { ...pay(h1, "ada", other), guardMs: 400 } as Command, 300);
    expect(rival.state.holds.get(h1)).toMatchObject({ payingSince: 300, expiresAt: 700 });
  });

  it("[H24] money that arrives late takes its seats if they are free, without a turn in the queue", () => {
    const late = (...seats: number[]) =>
      ({ ...pay(h3, "zoe", other), guardMs: 100, seats }) as Command;
    const { state, outcome } = play([400, late(0, 1)]);
    expect(outcome.ok).toBe(true);
    expect(state.holds.get(h3)).toMatchObject({ phase: "paying", orderId: other, expiresAt: 500 });
    expect(unsettled(state, 500)).toEqual([h3]);
    expect(play([2, hold(h1, "ada", 1)], [10, late(0, 1)]).outcome).toEqual(refusal("seat-taken"));
    expect(play([2, hold(h1, "ada", 1)], [310, late(0, 1)]).outcome.ok).toBe(true);
    const gone = play([2, late(0)], [3, { type: "void", holdId: h3 }], [4, late(0)]);
    expect(gone.outcome).toEqual(refusal("hold-expired"));
    expect(play([2, late(0, 1, 2, 3)]).outcome).toEqual(refusal("too-many-seats"));
  });

  it("[H15] a repeat of a payment under way waits, and a payment for another order is refused", () => {
    const again = play([2, hold(h1, "ada", 0)], [3, pay(h1, "ada")], [4, pay(h1, "ada")]);
    expect(again.outcome).toEqual(refusal("request-in-progress"));
    const later = play([2, hold(h1, "ada", 0)], [3, pay(h1, "ada")], [9, pay(h1, "ada")]);
    expect(later.outcome).toEqual({ ok: true, value: [] });
    const rival = play([2, hold(h1, "ada", 0)], [3, pay(h1, "ada")], [9, pay(h1, "ada", other)]);
    expect(rival.outcome).toEqual(refusal("payment-under-way"));
  });

  it("[H16] a sale that arrives late or twice is never refused", () => {
    const { state, outcome } = play(
      [2, hold(h1, "ada", 0)],
      [3, pay(h1, "ada")],
      [99_999, sell(h1, "ada", 0)],
      [99_999, sell(h1, "ada", 0)],
    );
    expect(outcome).toEqual({ ok: true, value: [] });
    expect(status(state, 0)).toBe(seatCode.taken);
    expect(state.bought.get("ada")).toBe(1);
  });

  it("[H17] a sale that the schedule did not know takes its seats from any hold that has not been paid for", () => {
    const { state } = play([2, hold(h1, "ada", 0, 1)], [3, sell(h3, "eve", 0)]);
    expect(status(state, 0)).toBe(seatCode.taken);
    expect(status(state, 1)).toBe(seatCode.available);
    expect(state.ended.get(h1)).toBe("superseded");
  });

  it("[H18] a refund frees only the seats that still belong to its own sale", () => {
    const free: Command = { type: "free", holdId: h1, accountId: "ada", seats: [0] };
    const { state } = play(
      [2, hold(h1, "ada", 0)],
      [3, pay(h1, "ada")],
      [4, sell(h1, "ada", 0)],
      [5, free],
      [6, hold(h2, "bob", 0)],
      [7, pay(h2, "bob", other)],
      [8, { ...sell(h2, "bob", 0), orderId: other } as Command],
      [9, free],
      [10, sell(h1, "ada", 0)],
    );
    expect(status(state, 0)).toBe(seatCode.taken);
    expect(state.bought).toEqual(new Map([["bob", 1]]));
  });

  it("[H25] a refund of a sale that the schedule did not know frees the refunded seats and keeps the others sold", () => {
    const free = (...seats: number[]): Command => ({
      type: "free",
      holdId: h1,
      accountId: "ada",
      seats,
    });
    const unheard: Parameters<typeof play> = [
      [2, hold(h1, "ada", 0, 1)],
      [3, pay(h1, "ada")],
    ];
    const whole = play(...unheard, [4, free(0, 1)], [5, sell(h1, "ada", 0, 1)]);
    expect([0, 1].map((seat) => status(whole.state, seat))).toEqual([0, 0]);
    expect(violations(whole.state, 5)).toEqual([]);
    // The Worker reports the rest of the order as a sale first, as `freeSeats` does.
    const part = play(...unheard, [4, sell(h1, "ada", 1)], [4, free(0)], [5, hold(h2, "bob", 0)]);
    expect(violations(part.state, 5)).toEqual([]);
    expect(part.state.holder.get(0)).toBe(h2);
    expect(status(part.state, 1)).toBe(seatCode.taken);
    expect(part.state.bought.get("ada")).toBe(1);
    // A repeated report, or one of the original sale, takes nothing from later buyers.
    for (const late of [free(0), sell(h1, "ada", 0, 1), sell(h1, "ada", 1)])
      run(part.state, late, 6);
    expect(part.state.holder.get(0)).toBe(h2);
    expect(status(part.state, 1)).toBe(seatCode.taken);
    // Nor does the rest of the sale, when the alarm has found it in the books.
    const alarm = play(...unheard, [4, sell(h1, "ada", 1)], [5, sell(h1, "ada", 0, 1)]);
    expect(status(alarm.state, 0)).toBe(seatCode.available);
  });

  it("[H26] a refund takes no seat from a later hold", () => {
    const { state } = play(
      [2, hold(h1, "ada", 0, 1)],
      [3, pay(h1, "ada")],
      [4, sell(h3, "eve", 0)],
      [5, { type: "free", holdId: h3, accountId: "eve", seats: [0] }],
      [6, hold(h2, "bob", 0)],
      [7, { type: "free", holdId: h1, accountId: "ada", seats: [0, 1] }],
    );
    expect(state.holder.get(0)).toBe(h2);
    expect(status(state, 1)).toBe(seatCode.available);
    expect(violations(state, 7)).toEqual([]);
  });

  it("[H19] no seat can be held before the sale opens, while it is paused, or after it closes", () => {
    for (const [change, code] of [
      [{ opensAt: 50 }, "sale-not-open"],
      [{ sale: "paused" as const }, "sale-paused"],
      [{ sale: "paused" as const, opensAt: 50 }, "sale-not-open"],
      [{ closesAt: 2 }, "sale-not-open"],
    ] as const) {
      const { state } = play();
      run(state, { type: "setTerms", terms: { ...state.terms, ...change } }, 2);
      expect(run(state, hold(h1, "ada", 0), 3)).toEqual(refusal(code));
    }
  });
});
