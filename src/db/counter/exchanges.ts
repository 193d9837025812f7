import { sql } from "drizzle-orm";
import type { Tender } from "../../contract/admin/counter.ts";
import type { DiscountLine, PricedSeat } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, isStoppedBy, outcomeOf } from "../connection/database.ts";
import { newOrderNumber } from "../money/order-number.ts";
import { type StoredReceipt, toReceipt, type UnsignedReceipt } from "./receipts.ts";
import { actOf, type CounterAct, methodOf } from "./sales.ts";

export type Exchange = CounterAct & {
  orderId: string;
  newOrderId: string;
  scheduleId: string;
  holdId: string;
  /** The old tickets, with the money of each that goes to the new order. */
  from: { seat: number; movedMinor: number }[];
  to: (PricedSeat & { proofSeen: boolean })[];
  discounts: DiscountLine[];
  tenders: Tender[];
  isWaived: boolean;
  reason: string | null;
};

/** The seats of the old order that its schedule has to hear about. */
export type Freed = {
  orderId: string;
  scheduleId: string;
  holdId: string;
  accountId: string;
  seats: number[];
  kept: number[];
};

/** Exchanges tickets in one round trip. Asking again under the same key gives the same new order. */
export async function exchangeTickets(
  db: Database,
  exchange: Exchange,
): Promise<Outcome<{ receipt: UnsignedReceipt; freed: Freed | null }>> {
  const { by: _, key: __, requestHash: ___, ...rest } = exchange;
  const asked = { ...rest, number: newOrderNumber(), method: methodOf(exchange.tenders) };
  try {
    const made = await outcomeOf<StoredReceipt & { freed?: Freed }>(
      db,
      sql`SELECT exchange_tickets(${JSON.stringify(asked)}, ${actOf(exchange)}) AS outcome`,
    );
    if (!made.ok) return made;
    return done({
      receipt: toReceipt(made.value, exchange.tenders),
      freed: made.value.freed ?? null,
    });
  } catch (error) {
    if (isStoppedBy(error, "order_seat_live")) return refuse("seat-taken");
    if (isStoppedBy(error, "customer_order_number")) return exchangeTickets(db, exchange);
    throw error;
  }
}
