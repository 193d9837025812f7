import { sql } from "drizzle-orm";
import type { Order } from "../../contract/money/orders.ts";
import { done, type Outcome } from "../../contract/problems.ts";
import { type Database, outcomeOf } from "../connection/database.ts";
import { orderJson, type OrderRow, surroundings, toOrder } from "./orders.ts";
import { type PaymentRow, type StoredPayment, toPayment } from "./payment-rows.ts";

type KeyUse = { accountId: string; key: string; requestHash: string; now: number };

/**
 * The order that a request with this Idempotency-Key has made, or the payment that it has begun; null for a new key. A
 * retry cannot know which of the two its first try made, so this looks for both.
 */
export async function actByKey(
  db: Database,
  { accountId, key, requestHash, now }: KeyUse,
): Promise<Outcome<Order | PaymentRow | null>> {
  type Act = { order: OrderRow } | { payment: StoredPayment };
  const found = await outcomeOf<Act | null>(
    db,
    sql`SELECT coalesce((
      SELECT CASE
        WHEN k.request_hash <> decode(${requestHash}, 'hex') THEN refusal('idempotency-mismatch')
        WHEN k.operation = 'purchase' THEN done(jsonb_build_object('order',
          (SELECT ${orderJson} FROM customer_order o ${surroundings} WHERE o.id = k.subject_id)))
        WHEN k.operation = 'card-payment' THEN done(jsonb_build_object('payment',
          (SELECT payment_row(p) FROM payment p WHERE p.id = k.subject_id)))
        ELSE refusal('idempotency-mismatch') END
      FROM idempotency_key k WHERE k.account_id = ${accountId} AND k.key = ${key}
    ), done('null')) AS outcome`,
  );
  if (!found.ok) return found;
  const act = found.value;
  if (act === null) return done(null);
  return done("order" in act ? toOrder(act.order, now) : toPayment(act.payment));
}
