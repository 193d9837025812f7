import { sql } from "drizzle-orm";
import type { Finding, Reconciliation } from "../../contract/money/payments.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { type PaymentRow, type StoredPayment, toPayment } from "../money/payment-rows.ts";
import type { Sold } from "../sale/setup.ts";

/** The seats of a schedule that are sold or kept out of the sale, to compare with its object. */
export async function soldOf(db: Database, scheduleId: string): Promise<Sold[]> {
  const rows = await rowsOf<{ sold: Sold }>(
    db,
    sql`SELECT jsonb_build_object('holdId', o.hold_id, 'orderId', o.id, 'accountId', coalesce(o.account_id, o.hold_id),
      'seats', jsonb_agg(s.seat ORDER BY s.seat)) AS sold
    FROM order_seat s JOIN customer_order o ON o.id = s.order_id
    WHERE s.schedule_id = ${scheduleId} AND (s.live OR s.kept_out) GROUP BY o.id ORDER BY o.id`,
  );
  return rows.map(({ sold }) => sold);
}

/** The schedules whose seats still matter: open for sale, or not yet over. */
export async function scheduleIdsOnSale(db: Database, { now }: { now: number }): Promise<string[]> {
  const at = sql`${universalTime(now)}::timestamptz`;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM schedule WHERE starts_at > ${at} AND sale_opens_at <= ${at} ORDER BY starts_at, id`,
  );
  return rows.map(({ id }) => id);
}

/** Payments begun since a moment, oldest first, to compare with the gateway's. */
export async function gatewayPayments(
  db: Database,
  { since, after, limit }: { since: number; after: string | null; limit: number },
): Promise<Outcome<Page<PaymentRow>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [createdAtMs, id] = cursor;
  const rows = await rowsOf<{ payment: StoredPayment }>(
    db,
    sql`SELECT payment_row(p) AS payment FROM payment p WHERE p.created_at >= ${universalTime(since)}
    ${id ? sql`AND (p.created_at, p.id) > (${universalTime(Number(createdAtMs))}::timestamptz, ${id}::uuid)` : sql``}
    ORDER BY p.created_at, p.id LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ payment }: { payment: StoredPayment }) =>
    writeCursor(payment.createdAtMs, payment.id);
  return done(pageOf(rows, limit, cursorOf, ({ payment }) => toPayment(payment)));
}

/** Records the findings of a comparison. */
export async function saveReconciliation(
  db: Database,
  run: {
    startedAtMs: number;
    checked: Record<string, number>;
    repaired: Finding[];
    findings: Finding[];
  },
): Promise<void> {
  const { startedAtMs, ...report } = run;
  await rowsOf(
    db,
    sql`INSERT INTO reconciliation (started_at, report)
    VALUES (${universalTime(startedAtMs)}, ${JSON.stringify(report)})`,
  );
}

export async function lastReconciliation(db: Database): Promise<Reconciliation | null> {
  type Report = Pick<Reconciliation, "checked" | "repaired" | "findings">;
  const [row] = await rowsOf<{ startedAtMs: string; finishedAtMs: string; report: Report }>(
    db,
    sql`SELECT epoch_ms(started_at) AS "startedAtMs", epoch_ms(finished_at) AS "finishedAtMs", report
    FROM reconciliation ORDER BY id DESC LIMIT 1`,
  );
  if (!row) return null;
  const { checked, repaired, findings } = row.report;
  const startedAt = universalTime(Number(row.startedAtMs));
  const finishedAt = universalTime(Number(row.finishedAtMs));
  return { startedAt, finishedAt, checked, repaired, findings };
}
