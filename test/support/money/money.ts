import { randomUUID } from "node:crypto";
import { CreateCoupon } from "../../../src/contract/money/discounts.ts";
import type { PricedOrder } from "../../../src/contract/money/price.ts";
import {
  type CardPaymentEnd,
  type NewCardPayment,
  settleCardPayment,
  startCardPayment,
} from "../../../src/db/money/card-payments.ts";
import { bookFindings } from "../../../src/db/admin/book-findings.ts";
import type { Purchase } from "../../../src/db/money/purchase.ts";
import { type Books, sha256 } from "../books.ts";

/** The request of a purchase, as one to pay by card. */
export function cardPurchaseOf(
  wanted: Purchase,
  discounts: Partial<PricedOrder> = {},
): NewCardPayment {
  const { orderId, accountId, key, requestHash, scheduleId, holdId, currency } = wanted;
  const seats = wanted.seats.map((seat) => ({ discountMinor: 0, priceType: null, ...seat }));
  const sum = (name: "priceMinor" | "feeMinor" | "discountMinor") =>
    seats.reduce((total, seat) => total + seat[name], 0);
  const order: PricedOrder = {
    seats,
    discounts: wanted.discounts ?? [],
    ticketsMinor: sum("priceMinor"),
    feesMinor: sum("feeMinor"),
    discountMinor: sum("discountMinor"),
    totalMinor: sum("priceMinor") + sum("feeMinor") - sum("discountMinor"),
    couponId: wanted.couponId ?? null,
    ...discounts,
  };
  return {
    paymentId: randomUUID(),
    orderId,
    accountId,
    scheduleId,
    holdId,
    method: "card",
    provider: "test",
    currency,
    order,
    cashReceipt: null,
    key,
    requestHash,
  };
}

/** The gateway's report of a finished payment; paid by default. */
export function cardEnd(
  paymentId: string,
  approvedMinor: number,
  change: Partial<CardPaymentEnd> = {},
): CardPaymentEnd {
  return {
    paymentId,
    accountId: null,
    providerKey: `key-${paymentId}`,
    approvedMinor,
    status: "paid",
    record: { said: "DONE" },
    ...change,
  };
}

/** Pays for a request by card, as far as the books see it. */
export async function payByCard({ db }: Books, wanted: NewCardPayment) {
  const started = await startCardPayment(db, wanted);
  if (!started.ok) throw new Error(`${started.code}: ${started.detail}`);
  const settled = await settleCardPayment(db, cardEnd(wanted.paymentId, wanted.order.totalMinor));
  if (!settled.ok) throw new Error(`${settled.code}: ${settled.detail}`);
  return settled.value;
}

/** A coupon of 10 percent, without a limit of uses unless the caller sets one. */
export function newCoupon(change: Partial<CreateCoupon> = {}): CreateCoupon {
  return CreateCoupon.parse({
    code: `C-${sha256(randomUUID()).slice(0, 12)}`,
    name: { ko: "쿠폰", en: "Coupon" },
    cut: { percent: 10 },
    usesPerAccountMax: null,
    ...change,
  });
}

/** The contradictions in the books; there must be none. */
export function contradictions({ db }: Books) {
  return bookFindings(db, { since: 0, now: Date.now() });
}
