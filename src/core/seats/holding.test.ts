import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import type { Command } from "../messages.ts";
import { h1, h2, hold, pay, play, refusal, sell, status } from "../../../test/support/story.ts";

describe("holding seats", () => {
  it("[H1] a held seat cannot be held again", () => {
    const { outcome } = play([2, hold(h1, "ada", 0)], [3, hold(h2, "bob", 0)]);
    expect(outcome).toEqual({ ok: false, code: "seat-taken", detail: "0" });
  });

  it("[H2] a hold takes all of the requested seats or none", () => {
    const { state, outcome } = play([2, hold(h1, "ada", 1)], [3, hold(h2, "bob", 0, 1)]);
    expect(outcome).toEqual(refusal("seat-taken"));
    expect(status(state, 0)).toBe(seatCode.available);
  });

  it("[H3] a hold ends exactly when its time is up, even if no alarm has run", () => {
    const early = play([2, hold(h1, "ada", 0)], [301, hold(h2, "bob", 0)]);
    expect(early.outcome).toEqual(refusal("seat-taken"));
    const late = play([2, hold(h1, "ada", 0)], [302, hold(h2, "bob", 0)]);
    expect(late.outcome.ok).toBe(true);
    expect(late.state.holder.get(0)).toBe(h2);
  });

  it("[H4] the same request under the same key returns the same hold and does not restart its time", () => {
    const { state, outcome } = play([2, hold(h1, "ada", 0)], [200, hold(h1, "ada", 0)]);
    expect(outcome).toEqual({ ok: true, value: [] });
    expect(state.holds.get(h1)?.expiresAt).toBe(302);
  });

  it("[H5] a different request under the same key is refused", () => {
    const { outcome } = play([2, hold(h1, "ada", 0)], [3, hold(h1, "ada", 1)]);
    expect(outcome).toEqual(refusal("idempotency-mismatch"));
  });

  it("[H6] a late request under the key of an ended hold creates no second hold", () => {
    const release: Command = { type: "release", holdId: h1, accountId: "ada" };
    const released = play([2, hold(h1, "ada", 0)], [3, release], [4, hold(h1, "ada", 0)]);
    expect(released.outcome).toEqual(refusal("hold-expired"));
    const sold = play(
      [2, hold(h1, "ada", 0)],
      [3, pay(h1, "ada")],
      [4, sell(h1, "ada", 0)],
      [5, hold(h1, "ada", 0)],
    );
    expect(sold.outcome).toEqual(refusal("already-paid"));
  });

  it("[H7] an account has one hold at a time, and its held and bought seats together never exceed the limit", () => {
    expect(play([2, hold(h1, "ada", 0)], [3, hold(h2, "ada", 1)]).outcome).toEqual(
      refusal("hold-open"),
    );
    expect(play([2, hold(h1, "ada", 0, 1, 2, 3)]).outcome).toEqual(refusal("too-many-seats"));
    const again = play(
      [2, hold(h1, "ada", 0, 1)],
      [3, pay(h1, "ada")],
      [4, sell(h1, "ada", 0, 1)],
      [5, { type: "takePlaces", count: 1, intake: "0", turn: 2 }],
      [6, { type: "enter", accountId: "ada", number: 4, presale: null, moreTime: false }],
      [7, hold(h2, "ada", 2, 3)],
    );
    expect(again.outcome).toEqual(refusal("too-many-seats"));
  });

  it("[H8] a fan without a valid pass cannot hold seats", () => {
    expect(play([2, hold(h1, "zoe", 0)]).outcome).toEqual(refusal("not-admitted"));
    expect(play([601, hold(h1, "ada", 0)]).outcome).toEqual(refusal("pass-expired"));
  });

  it("[H9] another account's hold is answered like one that does not exist", () => {
    for (const type of ["release", "extend"] as const) {
      const { outcome } = play(
        [2, hold(h1, "ada", 0)],
        [3, { type, holdId: h1, accountId: "bob" }],
      );
      expect(outcome).toEqual(refusal("hold-not-found"));
    }
    expect(play([2, hold(h1, "ada", 0)], [3, pay(h1, "bob")]).outcome).toEqual(
      refusal("hold-not-found"),
    );
  });

  it("[H10] a hold can be extended once, and only before it ends", () => {
    const extend: Command = { type: "extend", holdId: h1, accountId: "ada" };
    const once = play([2, hold(h1, "ada", 0)], [300, extend]);
    expect(once.state.holds.get(h1)?.expiresAt).toBe(422);
    expect(play([2, hold(h1, "ada", 0)], [300, extend], [301, extend]).outcome).toEqual(
      refusal("already-extended"),
    );
    expect(play([2, hold(h1, "ada", 0)], [302, extend]).outcome).toEqual(refusal("hold-expired"));
  });

  it("[H11] a request for unknown seats, for one seat twice, or for no seats is refused", () => {
    expect(play([2, hold(h1, "ada", 11)]).outcome).toEqual(refusal("unknown-seat"));
    expect(play([2, hold(h1, "ada", 1, 1)]).outcome).toEqual(refusal("invalid-request"));
    expect(play([2, hold(h1, "ada")]).outcome).toEqual(refusal("invalid-request"));
  });
});
