import { type SQL, sql } from "drizzle-orm";
import type { OrderEvent, OrderStory } from "../../contract/admin/orders/order-story.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { Currency } from "../../contract/money/money.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { within } from "../staff/access.ts";

type EventRow = Omit<OrderEvent, "at" | "amount"> & { atMs: number; amountMinor: number | null };
type TransferRow = { atMs: number; kind: string; from: string; to: string; amountMinor: number };
type Row = {
  currency: Currency;
  totalMinor: number;
  refundedMinor: number;
  events: EventRow[];
  ledger: TransferRow[];
  paidMinor: number;
  backMinor: number;
};

/** Everything that has happened to an order, and its money in the ledger. */
export async function orderStory(
  db: Database,
  { orderId, people }: { orderId: string; people: Scope | null },
): Promise<OrderStory | null> {
  const isSeen = people ? within(people, sql`c.organization_id`, sql`c.id`) : sql`false`;
  const [row] = await rowsOf<Row>(
    db,
    sql`SELECT o.currency, o.total_minor::float8 AS "totalMinor", o.refunded_minor::float8 AS "refundedMinor",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('atMs', epoch_ms(e.at), 'kind', e.kind, 'what', e.what,
          'state', e.state, 'amountMinor', e.minor, 'by', e.by, 'text', CASE WHEN ${isSeen} THEN e.text END)
          ORDER BY e.at, e.place), '[]')
        FROM (${events}) AS e(at, place, kind, what, state, minor, by, text)) AS events,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('atMs', epoch_ms(t.at), 'kind', t.kind, 'from', ${accountName(sql`t.debit_id`)},
          'to', ${accountName(sql`t.credit_id`)}, 'amountMinor', t.amount_minor) ORDER BY t.id), '[]')
        FROM transfer t WHERE t.order_id = o.id) AS ledger,
      (SELECT coalesce(sum(t.amount_minor), 0)::float8 FROM transfer t
        WHERE t.order_id = o.id AND t.credit_id = c.id AND t.kind <> 'fee-refund') AS "paidMinor",
      (SELECT coalesce(sum(t.amount_minor), 0)::float8 FROM transfer t
        WHERE t.order_id = o.id AND t.debit_id = c.id AND t.kind NOT IN ('fee', 'compensation')) AS "backMinor"
    FROM customer_order o JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id
    WHERE o.id = ${orderId}`,
  );
  if (!row) return null;
  const { currency, paidMinor, backMinor } = row;
  const money = (amount: number) => ({ amount, currency });
  return {
    events: row.events.map(({ atMs, amountMinor, ...event }) => ({
      ...event,
      at: universalTime(atMs),
      amount: amountMinor === null ? null : money(amountMinor),
    })),
    ledger: row.ledger.map(({ atMs, amountMinor, ...transfer }) => ({
      ...transfer,
      at: universalTime(atMs),
      amount: money(amountMinor),
    })),
    paid: money(paidMinor),
    refunded: money(backMinor),
    isEven: paidMinor === row.totalMinor && backMinor === row.refundedMinor,
  };
}

/** An order `o` of a concert `c` in events: time, place among those of one moment, and what they are. */
const events = sql`SELECT p.created_at, 1, 'payment', 'ready', 'done', p.amount_minor, NULL::text, NULL::text
    FROM payment p WHERE p.id = o.payment_id
  UNION ALL SELECT e.at, 2, 'payment', e.status, 'done', NULL, NULL, coalesce(e.issue, e.reason)
    FROM payment_event e WHERE e.payment_id = o.payment_id AND e.status <> 'ready'
  UNION ALL SELECT o.paid_at, 3, 'order', 'paid', 'done', o.total_minor, NULL, NULL
  UNION ALL SELECT o.cancelled_at, 7, 'order', 'cancelled', 'done', NULL, NULL, o.cancel_reason
    WHERE o.cancelled_at IS NOT NULL
  UNION ALL SELECT r.created_at, 6, 'refund', r.target, CASE r.status WHEN 'done' THEN 'done' ELSE 'waiting' END,
    r.amount_minor, NULL, r.reason FROM refund r WHERE r.order_id = o.id
  UNION ALL SELECT coalesce(m.delivered_at, m.failed_at, m.created_at), 8, 'mail', m.topic,
    CASE WHEN m.failed_at IS NOT NULL THEN 'failed' WHEN m.delivered_at IS NULL THEN 'waiting' ELSE 'done' END,
    NULL, NULL, m.failure FROM outbox m
    WHERE m.lane = 'mail' AND coalesce(m.payload->>'orderId', m.payload->>'refundId') IN (
      SELECT o.id::text UNION ALL SELECT r.id::text FROM refund r WHERE r.order_id = o.id)
  UNION ALL SELECT a.at, 5, 'act', a.action, 'done', NULL, (SELECT p.name FROM account p WHERE p.id = a.actor_id),
    coalesce(a.after->>'note', a.after->>'reason', a.after->>'visitor')
    FROM audit_log a WHERE a.subject = o.id::text AND a.organization_id = c.organization_id`;

/** A ledger account in a word. */
const accountName = (
  id: SQL,
): SQL => sql`CASE ${id} WHEN c.id THEN 'concert' WHEN o.account_id THEN 'wallet'
  ELSE coalesce((SELECT y.name FROM system_account y WHERE y.id = ${id}), 'wallet') END`;
