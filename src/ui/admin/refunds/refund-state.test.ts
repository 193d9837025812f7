import { expect, it } from "vitest";
import { askedBy, firstChoice, needsReason } from "./refund-state.ts";

const both = firstChoice([2, 1]);

it("[RS19] the two switches ask for a cancellation, for money, for both, or for nothing", () => {
  expect(askedBy(both)).toEqual({
    seats: [1, 2],
    money: { by: "rules" },
    seat: "sale",
    to: "original",
  });
  const own = { ...both, by: "own" as const, percent: 10, isFeeReturned: false };
  expect(askedBy(own)?.money).toEqual({ by: "charge", percent: 10, isFeeReturned: false });
  expect(askedBy({ ...own, isCancel: false })).toMatchObject({
    money: { by: "amount", amountMinor: 1_000 },
    seat: "ticket",
  });
  expect(askedBy({ ...both, isMoney: false, seatEnd: "kept-out" })).toMatchObject({
    money: { by: "none" },
    seat: "kept-out",
  });
  const intoBlock = { ...both, blockId: "block" };
  expect(askedBy(intoBlock)).toMatchObject({ seat: "sale", blockId: "block" });
  expect(askedBy({ ...intoBlock, isCancel: false })).not.toHaveProperty("blockId");
  expect(askedBy({ ...both, isMoney: false, isCancel: false })).toBeNull();
  expect(askedBy({ ...both, seats: [] })).toBeNull();
  expect(askedBy({ ...both, to: "hand", hand: "cash" })).toMatchObject({ hand: "cash" });
  expect([both, own, { ...both, isMoney: false }].map(needsReason)).toEqual([false, true, true]);
});
