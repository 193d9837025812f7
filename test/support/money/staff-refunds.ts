import { randomUUID } from "node:crypto";
import type { StaffRefundAsked } from "../../../src/contract/admin/refunds/staff-refunds.ts";
import type { RefundFacts } from "../../../src/db/money/refunds.ts";
import { refundFacts } from "../../../src/db/money/refunds.ts";
import { refundByStaff, type StaffAct } from "../../../src/db/refunds/staff-refunds.ts";
import { staffQuote } from "../../../src/worker/refunds/staff-quote.ts";
import { type Books, nobody, sha256 } from "../books.ts";

export type StaffChoice = Partial<StaffRefundAsked> & { orderId: string };
type When = { now?: number; refundId?: string; key?: string; actor?: string; shiftId?: string };

export async function factsOfOrder({ db }: Books, orderId: string): Promise<RefundFacts> {
  const facts = await refundFacts(db, { orderId, accountId: null });
  if (!facts) throw new Error("no such order");
  return facts;
}

/** What staff would be shown now: in full and to where it was paid from, unless they choose otherwise. */
export async function quotedByStaff(
  books: Books,
  choice: StaffChoice,
  { now = Date.now() }: When = {},
) {
  const { orderId, seats = null, ...change } = choice;
  const switches = { money: { by: "full" }, seat: "sale", to: "original", ...change } as const;
  const facts = await factsOfOrder(books, orderId);
  return { switches, quote: staffQuote(facts, switches, { seats, now }) };
}

/** Refunds as the Worker does for staff: the preview decides, and the books carry it out. */
export async function refundAsStaff(books: Books, choice: StaffChoice, when: When = {}) {
  const { switches, quote } = await quotedByStaff(books, choice, when);
  if (!quote.ok) return quote;
  const { plan, way } = quote.value;
  return carryOut(
    books,
    choice.orderId,
    { ...switches, ...way, plan, isPaid: way.to === "hand" },
    when,
  );
}

type Carried = Pick<StaffAct, "money" | "seat" | "to" | "hand" | "isPaid"> & {
  plan: Parameters<typeof refundByStaff>[1]["plan"];
};

export function carryOut(
  { db }: Books,
  orderId: string,
  { plan, money, seat, to, hand, isPaid }: Carried,
  { refundId = randomUUID(), key = randomUUID(), actor = randomUUID(), shiftId }: When = {},
) {
  const by = { ...nobody, accountId: actor };
  const act = { money, seat, to, hand, isPaid, note: "test", by, shiftId: shiftId ?? null };
  return refundByStaff(db, { orderId, refundId, key, requestHash: sha256(orderId), plan, act });
}
