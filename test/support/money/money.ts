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

/** The wish of a purchase, as one to pay by card. */
export function cardWish(wanted: Purchase, discounts: Partial<PricedOrder> = {}): NewCardPayment {
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

/** How the payment company says that a payment has ended: paid, unless told otherwise. */
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

/** Pays for a wish by card, as far as the books see it. */
export async function payByCard({ db }: Books, wanted: NewCardPayment) {
  const started = await startCardPayment(db, wanted);
  if (!started.ok) throw new Error(`${started.code}: ${started.detail}`);
  const settled = await settleCardPayment(db, cardEnd(wanted.paymentId, wanted.order.totalMinor));
  if (!settled.ok) throw new Error(`${settled.code}: ${settled.detail}`);
  return settled.value;
}

/** A coupon of 10 percent, to be used as often as one likes unless told otherwise. */
export function newCoupon(change: Partial<CreateCoupon> = {}): CreateCoupon {
  return CreateCoupon.parse({
    code: `C-${sha256(randomUUID()).slice(0, 12)}`,
    name: { ko: "쿠폰", en: "Coupon" },
    cut: { percent: 10 },
    usesPerAccountMax: null,
    ...change,
  });
}

/** What contradicts itself in the books; nothing should. */
export function contradictions({ db }: Books) {
  return bookFindings(db, { since: 0, now: Date.now() });
}
