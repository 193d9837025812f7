import { sql } from "drizzle-orm";
import type { Currency } from "../../contract/money/money.ts";
import type { DiscountLine, ListedSeat, PricedSeat } from "../../contract/money/price.ts";
import { type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, isStoppedBy, outcomeOf, rowsOf } from "../connection/database.ts";
import { type OrderForm, withEntries } from "./order-forms.ts";
import { newOrderNumber } from "./order-number.ts";
import { unlessEnded } from "../people/sessions.ts";

export type Purchase = {
  orderId: string;
  accountId: string;
  /** The request's Idempotency-Key, and the SHA-256 of its content. */
  key: string;
  requestHash: string;
  scheduleId: string;
  holdId: string;
  currency: Currency;
  seats: (ListedSeat & Partial<PricedSeat>)[];
  /** The lines that explain the discounts of the seats, and the coupon that is spent with the order. */
  discounts?: DiscountLine[];
  couponId?: string | null;
  form?: OrderForm;
  /** The session that asks, if there is one. */
  sessionId?: string | undefined;
};

export type Receipt = {
  orderId: string;
  number: string;
  totalMinor: number;
  paidAtMs: number;
  /** True if an earlier try of the same request made the purchase. */
  replayed: boolean;
};

/**
 * Debits the wallet, writes the ledger and the order, and takes the seats: all of it, or none of it. Asking again gives
 * back the order that the first asking made.
 */
export async function purchase(db: Database, wanted: Purchase): Promise<Outcome<Receipt>> {
  const { orderId, accountId, key, requestHash, scheduleId, holdId, currency, seats } = wanted;
  // Arrays cost Postgres far less to read than JSON, and this is the most frequent query when a sale opens.
  const column = (name: keyof PricedSeat) => sql.param(seats.map((each) => each[name] ?? null));
  // Most orders have none, and then there is nothing to send.
  const hasDiscounts = seats.some(({ priceType, discountMinor }) => priceType || discountMinor);
  const discounted = hasDiscounts
    ? sql`, ${column("discountMinor")}, ${column("priceType")}, ${JSON.stringify(wanted.discounts ?? [])},
        ${wanted.couponId ?? null}`
    : sql``;
  try {
    const bought = sql`SELECT purchase(${orderId}, ${newOrderNumber()}, ${accountId}, ${scheduleId}, ${holdId},
        ${currency}, ${key}, decode(${requestHash}, 'hex'), ${column("seat")}, ${column("key")},
        ${column("zoneId")}, ${column("priceMinor")}, ${column("feeMinor")}${discounted}) AS outcome`;
    return await outcomeOf(db, withEntries(unlessEnded(bought, wanted.sessionId), wanted));
  } catch (error) {
    if (isStoppedBy(error, "order_seat_live")) return refuse("seat-taken");
    // One in a million: the number is taken. Nothing was changed, so draw another.
    if (isStoppedBy(error, "customer_order_number")) return purchase(db, wanted);
    throw error;
  }
}

type HoldEnd = { orderId: string; accountId: string; seats: number[] } | { orderId: null };

/**
 * How a hold stands that may still be chosen again: its end, if it has one; `open` while money for this order may have
 * moved; or `unpaid`. Nothing is ended by asking.
 */
export async function standingOfHold(
  db: Database,
  { holdId, orderId }: { holdId: string; orderId: string },
): Promise<HoldEnd | "open" | "unpaid"> {
  const [row] = await rowsOf<{ standing: HoldEnd | "open" | "unpaid" }>(
    db,
    sql`SELECT CASE
      WHEN EXISTS (SELECT FROM settlement s WHERE s.hold_id = ${holdId}) THEN void_hold(${holdId})
      WHEN EXISTS (SELECT FROM payment p WHERE p.order_id = ${orderId}
        AND p.status IN ('unknown', 'awaiting-deposit')) THEN '"open"'::jsonb
      ELSE '"unpaid"'::jsonb END AS standing`,
  );
  return row?.standing ?? "unpaid";
}

/**
 * Ends a hold without a sale, unless it was sold first: then this returns the order. With `orderId: null` the hold was
 * not paid for, or its order was canceled since. Either way no payment can buy it any more, and the seats are free.
 */
export async function voidHold(
  db: Database,
  { holdId }: { holdId: string; scheduleId: string },
): Promise<HoldEnd> {
  const [row] = await rowsOf<{ sale: HoldEnd }>(db, sql`SELECT void_hold(${holdId}) AS sale`);
  return row?.sale ?? { orderId: null };
}
