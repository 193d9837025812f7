import { type SQL, sql } from "drizzle-orm";
import type {
  BuyerMessage,
  MessageAudience,
  Recipients,
  SendMessage,
  TestMessage,
} from "../../contract/admin/orders/buyer-messages.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type Asked = { concertId: string } & MessageAudience;

/** The buyers with valid tickets, each once with all their orders; null collects the orders without any address. */
const buyers = ({ concertId, scheduleId, zoneId, orderId }: Asked): SQL =>
  sql`SELECT coalesce(o.account_id::text, lower(f.mail_to)) AS buyer, o.account_id, array_agg(o.id ORDER BY o.paid_at DESC) AS orders
    FROM schedule s JOIN customer_order o ON o.schedule_id = s.id
    LEFT JOIN order_form f ON o.account_id IS NULL AND f.order_id = o.id
    WHERE s.concert_id = ${concertId}::uuid AND o.status = 'paid'
      ${scheduleId === undefined ? sql`` : sql`AND s.id = ${scheduleId}::uuid`}
      ${orderId === undefined ? sql`` : sql`AND o.id = ${orderId}::uuid`}
      ${
        zoneId === undefined
          ? sql``
          : sql`AND EXISTS (SELECT FROM order_seat b WHERE b.order_id = o.id AND b.live AND b.zone_id = ${zoneId})`
      }
    GROUP BY 1, 2`;

export async function countRecipients(db: Database, asked: Asked): Promise<Recipients> {
  const [row] = await rowsOf<Recipients>(
    db,
    sql`SELECT count(*) FILTER (WHERE buyer IS NOT NULL)::int AS buyers,
      coalesce(sum(cardinality(orders)) FILTER (WHERE buyer IS NOT NULL), 0)::int AS orders,
      coalesce(sum(cardinality(orders)) FILTER (WHERE buyer IS NULL), 0)::int AS without
    FROM (${buyers(asked)}) AS b`,
  );
  if (!row) throw new Error("the count gave no row");
  return row;
}

/** Writes to every buyer once. The same message sent again goes to nobody; another with its id is refused. */
export async function sendToBuyers(
  db: Database,
  { concertId, message, by }: { concertId: string; message: SendMessage; by: Actor },
): Promise<Outcome<{ id: string }>> {
  const { id, subject, body, scheduleId = null, zoneId = null, orderId = null } = message;
  const said = sql`(${scheduleId}::uuid, ${zoneId}::text, ${orderId}::uuid, ${JSON.stringify(subject)}::jsonb, ${JSON.stringify(body)}::jsonb)`;
  const [row] = await rowsOf<{ isElsewhere: boolean; isSame: boolean }>(
    db,
    sql`WITH wanted AS MATERIALIZED (SELECT * FROM (${buyers({ concertId, ...message })}) AS b WHERE buyer IS NOT NULL),
    kept AS (
      INSERT INTO buyer_message AS b (id, concert_id, schedule_id, zone_id, order_id, subject, body, buyers, sent_by)
      SELECT ${id}::uuid, ${concertId}::uuid, ${scheduleId}::uuid, ${zoneId}, ${orderId}::uuid,
        ${JSON.stringify(subject)}::jsonb, ${JSON.stringify(body)}::jsonb, count(*), ${by.accountId}::uuid
      FROM wanted HAVING count(*) > 0
      -- Returns also a row that another attempt writes at this moment; of a new row, xmax is 0.
      ON CONFLICT (id) DO UPDATE SET id = b.id RETURNING b.*, b.xmax = 0 AS is_new
    ), made AS (
      SELECT id, buyers FROM kept WHERE is_new
    ), mailed AS (
      INSERT INTO outbox (topic, payload) SELECT 'buyers.message', jsonb_build_object('messageId', m.id,
        'accountId', w.account_id, 'orderId', w.orders[1], 'orderIds', w.orders)
      FROM made m, wanted w RETURNING id
    ), copied AS (
      INSERT INTO buyer_message_copy (message_id, outbox_id) SELECT m.id, o.id FROM made m, mailed o
    ), noted AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, 'message.send',
        coalesce(${orderId}, ${scheduleId}, ${concertId}),
        jsonb_build_object('subject', ${subject.ko}::text, 'buyers', m.buyers), ${by.requestId} FROM made m
    ) SELECT b.concert_id <> ${concertId}::uuid AS "isElsewhere",
        (b.schedule_id, b.zone_id, b.order_id, b.subject, b.body) IS NOT DISTINCT FROM ${said} AS "isSame"
      FROM (SELECT concert_id, schedule_id, zone_id, order_id, subject, body FROM kept
        UNION ALL SELECT concert_id, schedule_id, zone_id, order_id, subject, body FROM buyer_message
        WHERE id = ${id}::uuid AND NOT EXISTS (SELECT FROM kept)) AS b`,
  );
  if (!row) return refuse("conflict", "Nobody has a ticket there");
  if (row.isElsewhere) return refuse("conflict", "Another message has this id");
  return row.isSame
    ? done({ id })
    : refuse("idempotency-mismatch", "The message was sent in other words or to others");
}

/** Mails a message to its writer alone, in both languages. */
export async function sendTest(
  db: Database,
  { concertId, message, by }: { concertId: string; message: TestMessage; by: Actor },
): Promise<void> {
  await rowsOf(
    db,
    sql`WITH mailed AS (
      INSERT INTO outbox (topic, payload) SELECT 'buyers.message', jsonb_build_object('accountId', ${by.accountId}::uuid,
        'language', language, 'test', ${JSON.stringify({ ...message, concertId })}::jsonb)
      FROM unnest('{ko,en}'::text[]) AS language RETURNING id
    ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, 'message.test', ${concertId}::text,
      jsonb_build_object('subject', ${message.subject.ko}::text), ${by.requestId}`,
  );
}

type Row = Omit<BuyerMessage, "at" | "startsAt"> & { atMs: number; startsAtMs: number | null };

/** What was written to a concert's buyers, newest first, with how far each message has come. */
export async function listMessages(
  db: Database,
  { concertId, after, limit }: { concertId: string; after: string | null; limit: number },
): Promise<Outcome<Page<BuyerMessage>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [atMs, id] = cursor;
  const rows = await rowsOf<{ message: Row }>(
    db,
    sql`SELECT jsonb_build_object('id', m.id, 'scheduleId', m.schedule_id, 'startsAtMs', epoch_ms(s.starts_at),
      'timeZone', v.time_zone, 'zoneId', m.zone_id, 'orderId', m.order_id, 'orderNumber', o.number,
      'subject', m.subject, 'body', m.body, 'buyers', m.buyers, 'sent', m.buyers - waiting.open - waiting.failed,
      'failed', waiting.failed, 'by', (SELECT p.name FROM account p WHERE p.id = m.sent_by), 'atMs', epoch_ms(m.sent_at)) AS message
    FROM buyer_message m JOIN concert c ON c.id = m.concert_id JOIN venue v ON v.id = c.venue_id
    LEFT JOIN schedule s ON s.id = m.schedule_id LEFT JOIN customer_order o ON o.id = m.order_id
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE b.failed_at IS NULL)::int AS open,
        count(*) FILTER (WHERE b.failed_at IS NOT NULL)::int AS failed
      FROM buyer_message_copy k JOIN outbox b ON b.id = k.outbox_id
      WHERE k.message_id = m.id AND b.delivered_at IS NULL) AS waiting
    WHERE m.concert_id = ${concertId}
      ${id ? sql`AND (m.sent_at, m.id) < (${universalTime(Number(atMs))}::timestamptz, ${id}::uuid)` : sql``}
    ORDER BY m.sent_at DESC, m.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ message }: { message: Row }) => writeCursor(message.atMs, message.id);
  return done(pageOf(rows, limit, cursorOf, ({ message }) => toMessage(message)));
}

const toMessage = ({ atMs, startsAtMs, ...message }: Row): BuyerMessage => ({
  ...message,
  at: universalTime(atMs),
  startsAt: startsAtMs === null ? null : universalTime(startsAtMs),
});
