import { sql } from "drizzle-orm";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { maskedEmail } from "../../contract/people/masking.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

type Of = { orderId: string; by: Actor };

const resendsMax = 3;

const logged = (by: Actor, action: string) =>
  sql`INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, ${action}`;

/**
 * Mails the tickets once more, at most three times an hour. An order without an account can be given another address,
 * which is then the order's.
 */
export async function resendTickets(
  db: Database,
  { orderId, mail = null, by }: Of & { mail?: string | null },
): Promise<Outcome<{ left: number }>> {
  type Asked = { isLive: boolean; hasAddress: boolean; isTheirs: boolean; sent: number };
  const [row] = await rowsOf<Asked>(
    db,
    sql`WITH asked AS MATERIALIZED (
      SELECT o.id, o.account_id, o.schedule_id, o.hold_id, o.status = 'paid' AS is_live,
        o.account_id IS NOT NULL OR ${mail}::text IS NOT NULL
          OR EXISTS (SELECT FROM order_form f WHERE f.order_id = o.id AND f.mail_to IS NOT NULL) AS has_address,
        o.account_id IS NOT NULL AND ${mail}::text IS NOT NULL AS is_theirs,
        resends_in_turn(o.id) AS sent
      FROM customer_order o WHERE o.id = ${orderId}
    ), sendable AS (
      SELECT * FROM asked WHERE is_live AND has_address AND NOT is_theirs AND sent < ${resendsMax}::int
    ), addressed AS (
      INSERT INTO order_form (order_id, mail_to) SELECT s.id, ${mail}::text FROM sendable s WHERE ${mail}::text IS NOT NULL
      ON CONFLICT (order_id) DO UPDATE SET mail_to = excluded.mail_to
    ), mailed AS (
      INSERT INTO outbox (topic, payload) SELECT 'order.paid', jsonb_build_object('orderId', a.id, 'accountId', a.account_id,
        'scheduleId', a.schedule_id, 'holdId', a.hold_id)
      FROM sendable a RETURNING id
    ), noted AS (
      ${logged(by, "order.resend")}, ${orderId}::text, NULL,
        jsonb_strip_nulls(jsonb_build_object('mail', ${mail && maskedEmail(mail)}::text)), ${by.requestId} FROM mailed
    ) SELECT is_live AS "isLive", has_address AS "hasAddress", is_theirs AS "isTheirs", sent FROM asked`,
  );
  if (!row) return refuse("not-found");
  if (!row.isLive) return refuse("conflict", "The order is canceled");
  if (row.isTheirs) return refuse("conflict", "The tickets of an account go to its own address");
  if (!row.hasAddress) return refuse("conflict", "The order has no address");
  return row.sent < resendsMax
    ? done({ left: resendsMax - row.sent - 1 })
    : refuse("too-many-requests", "Three times an hour");
}

/** Says who comes in with a ticket; null for the buyer. A canceled ticket has nobody, and after the start it is over. */
export async function nameVisitor(
  db: Database,
  { orderId, seat, visitor, by, now }: Of & { seat: number; visitor: string | null; now: number },
): Promise<Outcome<{ seat: number }>> {
  const [row] = await rowsOf<{ isNamed: boolean; isOver: boolean }>(
    db,
    sql`WITH asked AS (
      SELECT b.order_id, b.seat, b.visitor, s.starts_at <= to_timestamp(${now}::float8 / 1000) AS is_over
      FROM order_seat b JOIN schedule s ON s.id = b.schedule_id
      WHERE b.order_id = ${orderId} AND b.seat = ${seat}::int AND b.live
    ), named AS (
      UPDATE order_seat b SET visitor = ${visitor}::text FROM asked a
      WHERE b.order_id = a.order_id AND b.seat = a.seat AND NOT a.is_over RETURNING a.visitor AS before
    ), noted AS (
      ${logged(by, "order.visitor")}, ${orderId}::text, jsonb_build_object('seat', ${seat}::int, 'visitor', before),
        jsonb_build_object('seat', ${seat}::int, 'visitor', ${visitor}::text), ${by.requestId} FROM named
    ) SELECT is_over AS "isOver", EXISTS (SELECT FROM named) AS "isNamed" FROM asked`,
  );
  if (!row) return refuse("conflict", "The order has no such ticket any more");
  return row.isNamed ? done({ seat }) : refuse("conflict", "The show has begun");
}
