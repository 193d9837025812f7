import { sql } from "drizzle-orm";
import type { Buyer, Tender } from "../../contract/admin/counter.ts";
import type { Currency } from "../../contract/money/money.ts";
import type { OrderChannel, OrderMethod } from "../../contract/money/order-channels.ts";
import type { DiscountLine, PricedSeat } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, isStoppedBy, outcomeOf } from "../connection/database.ts";
import { newOrderNumber } from "../money/order-number.ts";
import { type StoredReceipt, toReceipt, type UnsignedReceipt } from "./receipts.ts";

/** Who acts at a counter, and the request's Idempotency-Key with the SHA-256 of its content. */
export type CounterAct = { by: Actor; key: string; requestHash: string };

export type CounterSale = CounterAct & {
  orderId: string;
  scheduleId: string;
  holdId: string;
  currency: Currency;
  seats: (PricedSeat & { proofSeen: boolean })[];
  discounts: DiscountLine[];
  tenders: Tender[];
  channel: OrderChannel;
  buyer: Buyer;
  cashReceipt: { type: "income" | "expense"; number: string | null } | null;
  giftReason: string | null;
};

/** The name of the way to pay: the kind of the tenders, if they are of one kind. */
export function methodOf(tenders: readonly Pick<Tender, "kind">[]): OrderMethod {
  const [kind, ...others] = new Set(tenders.map((tender) => tender.kind));
  if (kind === undefined) return "free";
  return others.length === 0 ? kind : "mixed";
}

/** The columns that each act at a counter ends with. */
export const actOf = ({ by, key, requestHash }: CounterAct) =>
  sql`${by.scope.organizationId}, ${by.accountId}, ${by.requestId}, ${key}, decode(${requestHash}, 'hex')`;

/** Sells a hold in one round trip. Asking again under the same key gives the same order. */
export async function counterSale(
  db: Database,
  sale: CounterSale,
): Promise<Outcome<UnsignedReceipt>> {
  const { by: _, key: __, requestHash: ___, ...rest } = sale;
  const asked = { ...rest, number: newOrderNumber(), method: methodOf(sale.tenders) };
  try {
    const sold = await outcomeOf<StoredReceipt>(
      db,
      sql`SELECT counter_sale(${JSON.stringify(asked)}, ${actOf(sale)}) AS outcome`,
    );
    return sold.ok ? done(toReceipt(sold.value, sale.tenders)) : sold;
  } catch (error) {
    if (isStoppedBy(error, "order_seat_live")) return refuse("seat-taken");
    // One in a million: the number is taken. Nothing was changed, so draw another.
    if (isStoppedBy(error, "customer_order_number")) return counterSale(db, sale);
    throw error;
  }
}
