import { sql } from "drizzle-orm";
import type { ReportDelivery } from "../../contract/admin/reports/report-files.ts";
import type { LocalText } from "../../contract/money/money.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** What was sold and cancelled on a day, of one date, zone and price type. */
export type DayLine = {
  concertId: string;
  concert: LocalText;
  scheduleId: string;
  startsAt: string;
  zone: string;
  priceType: string;
  sold: number;
  cancelled: number;
  soldMinor: number;
  refundMinor: number;
  currency: string;
};

/** The lines of a day that is over, straight from the rows. */
export function dayLines(
  db: Database,
  { organizationId, day }: { organizationId: string; day: string },
): Promise<DayLine[]> {
  return rowsOf<DayLine>(
    db,
    sql`SELECT c.id AS "concertId", c.title AS concert, s.id AS "scheduleId", utc_text(s.starts_at) AS "startsAt",
      split_part(f.key, chr(31), 1) AS zone, split_part(f.key, chr(31), 2) AS "priceType", sum(f.tickets)::int AS sold,
      sum(f.returned)::int AS cancelled, sum(f.price_minor - f.discount_minor + f.fee_minor)::float8 AS "soldMinor",
      sum(f.refund_minor)::float8 AS "refundMinor", f.currency
    FROM sales_facts(${day}::date - interval '15 hours', ${day}::date + interval '39 hours') f
    JOIN schedule s ON s.id = f.schedule_id JOIN concert c ON c.id = s.concert_id
    WHERE f.slice = 'ticket' AND f.day = ${day}::date AND f.organization_id = ${organizationId}::uuid
    GROUP BY c.id, s.id, f.key, f.currency ORDER BY s.starts_at, s.id, f.key`,
  );
}

/** The days of a span on which an organization has sold or cancelled something and that have no file yet, as far as the
 * fold has passed them, the oldest first. */
export function daysWithoutFile(
  db: Database,
  { from, to }: { from: string; to: string },
): Promise<{ organizationId: string; day: string }[]> {
  return rowsOf<{ organizationId: string; day: string }>(
    db,
    sql`SELECT DISTINCT f.day::text AS day, f.organization_id AS "organizationId"
    FROM sales_fold_organization f JOIN fold_progress p ON p.folded_until >= (f.day + interval '36 hours') AT TIME ZONE 'UTC'
    WHERE f.day BETWEEN ${from}::date AND ${to}::date AND f.slice = 'method'
      AND NOT EXISTS (SELECT FROM report_delivery d WHERE d.organization_id = f.organization_id AND d.day = f.day)
    ORDER BY 1, 2 LIMIT 50`,
  );
}

/** Keeps the file of a day; the first one stays. */
export async function keepFile(
  db: Database,
  file: { organizationId: string; day: string; body: string; sha256: string },
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO report_delivery (organization_id, day, body, sha256)
    VALUES (${file.organizationId}::uuid, ${file.day}::date, ${file.body}, ${file.sha256}) ON CONFLICT DO NOTHING`,
  );
}

export type DueFile = {
  id: string;
  organizationId: string;
  day: string;
  body: string;
  sha256: string;
  attempts: number;
};

/** Claims files to be sent for some minutes; a sender that dies leaves them to the next. */
export function claimFiles(db: Database, { limit }: { limit: number }): Promise<DueFile[]> {
  return rowsOf<DueFile>(
    db,
    sql`UPDATE report_delivery d SET attempts = d.attempts + 1,
      next_try_at = now() + least(interval '6 hours', interval '2 minutes' * power(2, least(d.attempts, 10)))
    WHERE d.id IN (SELECT id FROM report_delivery WHERE status = 'due' AND next_try_at <= now()
      ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING d.id, d.organization_id AS "organizationId", d.day::text AS day, d.body, d.sha256, d.attempts`,
  );
}

type Receipt = NonNullable<ReportDelivery["receipt"]>;

/** Notes what the receiver answered; a file that was received is not sent again by itself. */
export async function noteReceipt(
  db: Database,
  { id, receipt, isSent, now }: { id: string; receipt: Receipt; isSent: boolean; now: number },
): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE report_delivery SET receipt = ${JSON.stringify(receipt)}::jsonb,
      status = CASE WHEN ${isSent} THEN 'sent' ELSE status END,
      sent_at = CASE WHEN ${isSent} THEN ${universalTime(now)}::timestamptz ELSE sent_at END WHERE id = ${id}::uuid`,
  );
}

/** The files of an organization, the newest first. */
export function deliveriesOf(db: Database, organizationId: string): Promise<ReportDelivery[]> {
  return rowsOf<ReportDelivery>(
    db,
    sql`SELECT id, day::text AS day, status, attempts, utc_text(sent_at) AS "sentAt", sha256, receipt
    FROM report_delivery WHERE organization_id = ${organizationId}::uuid ORDER BY day DESC LIMIT 60`,
  );
}

/** The file of a delivery; null if the organization has no such file. */
export async function fileOfDelivery(
  db: Database,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<{ day: string; body: string } | null> {
  const [row] = await rowsOf<{ day: string; body: string }>(
    db,
    sql`SELECT day::text AS day, body FROM report_delivery WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid`,
  );
  return row ?? null;
}

/** Makes the same file due again, and says so in the audit log; false if there is none. */
export async function sendAgain(
  db: Database,
  { id, by }: { id: string; by: Actor },
): Promise<boolean> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`WITH due AS (
      UPDATE report_delivery SET status = 'due', next_try_at = now()
      WHERE id = ${id}::uuid AND organization_id = ${by.scope.organizationId}::uuid RETURNING *
    ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT organization_id, ${by.accountId}::uuid, 'report.resend', id::text,
      jsonb_build_object('day', day, 'sha256', sha256), ${by.requestId} FROM due RETURNING id`,
  );
  return rows.length > 0;
}
