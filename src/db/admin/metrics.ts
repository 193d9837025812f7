import { sql } from "drizzle-orm";
import { saleEnd } from "../sale/closing.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { firstIdSince } from "./book-findings.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";

/** The metrics from the books. Sums are for the past hour, ages in seconds. */
export type BookFacts = {
  sales: { id: string; concert: LocalText["en"]; seats: number }[];
  hour: { currency: string; orders: number; minor: number; refundedMinor: number }[];
  paymentsOfHour: { status: string; payments: number }[];
  openPayments: { status: string; payments: number; oldestS: number }[];
  flagged: number;
  refundsDue: { refunds: number; oldestS: number | null };
  outbox: { lane: string; waiting: number; oldestS: number }[];
  failed: { lane: string; rows: number }[];
  reconciliation: {
    ageS: number;
    tookS: number;
    repaired: number;
    findings: { kind: string; findings: number }[];
  } | null;
  showsBeingCancelled: number;
  security: { kind: string; events: number }[];
};

const hourMs = 3_600_000;
/** The most objects that one request may ask. */
const salesMax = 100;

export async function bookFacts(db: Database, { now }: { now: number }): Promise<BookFacts> {
  const at = sql`${universalTime(now)}::timestamptz`;
  const since = sql`${universalTime(now - hourMs)}::timestamptz`;
  const age = (column: string) => sql`extract(epoch FROM ${at} - ${sql.raw(column)})::float8`;
  const [row] = await rowsOf<{ facts: BookFacts }>(
    db,
    sql`SELECT jsonb_build_object(
      'sales', (SELECT coalesce(jsonb_agg(sale), '[]') FROM (
        SELECT s.id, c.title->>'en' AS concert, p.seat_count AS seats FROM schedule s
        JOIN concert c ON c.id = s.concert_id JOIN seat_plan p ON p.hash = s.plan_hash
        WHERE ${saleEnd} > ${at} AND s.sale_state IN ('open', 'paused', 'draining')
          AND s.sale_opens_at - s.lobby_ms * interval '1 ms' <= ${at}
        ORDER BY s.starts_at, s.id LIMIT ${salesMax}) sale),
      'hour', (SELECT coalesce(jsonb_agg(sum), '[]') FROM (
        SELECT currency, count(DISTINCT order_id) FILTER (WHERE kind <> 'refund') AS orders,
          coalesce(sum(amount_minor) FILTER (WHERE kind <> 'refund'), 0) AS minor,
          coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0) AS "refundedMinor"
        FROM transfer WHERE id >= ${firstIdSince(now - hourMs)}::uuid AND at >= ${since}
          AND (kind IN ('purchase', 'card-purchase', 'counter-sale') OR (kind = 'refund' AND debit_id <> refunds_due_account()))
        GROUP BY currency) sum),
      'paymentsOfHour', (SELECT coalesce(jsonb_agg(many), '[]') FROM (
        SELECT status, count(*) AS payments FROM payment WHERE created_at >= ${since} GROUP BY status) many),
      'openPayments', (SELECT coalesce(jsonb_agg(open), '[]') FROM (
        SELECT status, count(*) AS payments, ${age("min(created_at)")} AS "oldestS" FROM payment
        WHERE status IN ('ready', 'awaiting-deposit', 'unknown') GROUP BY status) open),
      'flagged', (SELECT count(*) FROM payment WHERE issue IS NOT NULL),
      'refundsDue', (SELECT jsonb_build_object('refunds', count(*), 'oldestS', ${age("min(created_at)")})
        FROM refund WHERE status = 'due' AND target = 'original'),
      'outbox', (SELECT coalesce(jsonb_agg(part), '[]') FROM (
        SELECT lane, count(*) AS waiting, ${age("min(created_at)")} AS "oldestS" FROM outbox
        WHERE delivered_at IS NULL AND failed_at IS NULL GROUP BY lane) part),
      'failed', (SELECT coalesce(jsonb_agg(part), '[]') FROM (
        SELECT lane, count(*) AS rows FROM outbox WHERE failed_at IS NOT NULL GROUP BY lane) part),
      'reconciliation', (SELECT jsonb_build_object('ageS', ${age("finished_at")},
        'tookS', extract(epoch FROM finished_at - started_at)::float8,
        'repaired', jsonb_array_length(report->'repaired'),
        'findings', (SELECT coalesce(jsonb_agg(kinds), '[]') FROM (
          SELECT found->>'kind' AS kind, count(*) AS findings FROM jsonb_array_elements(report->'findings') found
          GROUP BY found->>'kind') kinds)) FROM reconciliation ORDER BY id DESC LIMIT 1),
      'showsBeingCancelled', (SELECT count(*) FROM show_cancellation WHERE done_at IS NULL),
      'security', (SELECT coalesce(jsonb_agg(kinds), '[]') FROM (
        SELECT kind, sum(times)::int AS events FROM security_event
        WHERE id >= ${firstIdSince(now - hourMs)}::uuid GROUP BY kind) kinds)) AS facts`,
  );
  if (!row) throw new Error("the books told nothing of themselves");
  return row.facts;
}
