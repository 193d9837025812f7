import { type SQL, sql } from "drizzle-orm";
import type {
  CreateRefundJob,
  RefundJob,
  RefundJobAct,
  RefundJobLine,
  RefundJobState,
  RefundSelection,
} from "../../contract/admin/refunds/refund-jobs.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { LocalText } from "../../contract/money/money.ts";
import type { Currency } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { within } from "../staff/access.ts";

/** The most orders of one job. */
const ordersMax = 50_000;

type JobRow = Omit<
  RefundJob,
  "refund" | "refunded" | "due" | "createdAt" | "startedAt" | "doneAt"
> & {
  currency: Currency;
  refundMinor: number;
  refundedMinor: number;
  dueMinor: number;
  createdAtMs: number;
  startedAtMs: number | null;
  doneAtMs: number | null;
};

function toJob(row: JobRow): RefundJob {
  const { currency, refundMinor, refundedMinor, dueMinor, createdAtMs, ...rest } = row;
  const { startedAtMs, doneAtMs, ...job } = rest;
  const money = (amount: number) => ({ amount, currency });
  const time = (ms: number | null) => (ms === null ? null : universalTime(ms));
  return {
    ...job,
    refund: money(refundMinor),
    refunded: money(refundedMinor),
    due: money(dueMinor),
    createdAt: universalTime(createdAtMs),
    startedAt: time(startedAtMs),
    doneAt: time(doneAtMs),
  };
}

/** Selects the orders of a new job, within the scope. Nothing is worked out yet. */
export async function createRefundJob(
  db: Database,
  { id, by, job }: { id: string; by: Actor; job: CreateRefundJob },
): Promise<Outcome<RefundJob>> {
  const { selection, money, seat, to, hand = null, reason } = job;
  const [row] = await rowsOf<{ job: JobRow | null; orders: number; currencies: number }>(
    db,
    sql`WITH known AS (SELECT FROM refund_job WHERE id = ${id}), chosen AS (
      SELECT o.id, o.currency FROM customer_order o JOIN schedule s ON s.id = o.schedule_id
      JOIN concert c ON c.id = s.concert_id
      WHERE ${within(by.scope, sql`c.organization_id`, sql`c.id`)} AND ${selected(selection)}
      LIMIT ${ordersMax + 1}
    ), sums AS (
      SELECT count(*)::int AS orders, count(DISTINCT currency)::int AS currencies, min(currency) AS currency FROM chosen
    ), made AS (
      INSERT INTO refund_job (id, organization_id, selection, money, seat, target, hand, reason, currency, made_by)
      SELECT ${id}, ${by.scope.organizationId}, ${JSON.stringify(selection)}, ${JSON.stringify(money)}, ${seat}, ${to},
        ${hand}, ${reason}, currency, ${by.accountId}
      FROM sums WHERE orders BETWEEN 1 AND ${ordersMax} AND currencies = 1 AND NOT EXISTS (SELECT FROM known)
      RETURNING *
    ), lines AS (
      INSERT INTO refund_job_line (job_id, order_id) SELECT made.id, chosen.id FROM made, chosen
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT organization_id, made_by, 'refund-job.create', id::text, jsonb_build_object('selection', selection,
        'money', money, 'seat', seat, 'to', target, 'reason', reason), ${by.requestId} FROM made
    )
    SELECT sums.orders, sums.currencies, (SELECT refund_job_row(made) || jsonb_build_object('orders', sums.orders,
      'ordersLeft', sums.orders) FROM made) AS job FROM sums`,
  );
  if (row?.job) return done(toJob(row.job));
  const known = await refundJob(db, id);
  if (known) return done(known);
  if (!row || row.orders === 0) return refuse("conflict", "No order has a valid ticket there");
  if (row.orders > ordersMax) return refuse("conflict", `A job takes ${ordersMax} orders at most`);
  return refuse("conflict", "The orders are in several currencies");
}

/** The orders of a selection that have a valid ticket in it. */
function selected(wanted: RefundSelection): SQL {
  const { concertId, scheduleId, zoneIds, orders, methods, paidFrom, paidUntil } = wanted;
  const ids = (orders ?? []).filter((order) => /^[0-9a-f-]{36}$/.test(order));
  const numbers = (orders ?? []).map((order) => order.toUpperCase());
  const ticket = zoneIds ? sql`AND b.zone_id = ANY (${sql.param(zoneIds)}::text[])` : sql``;
  const conditions = [
    sql`EXISTS (SELECT FROM order_seat b WHERE b.order_id = o.id AND b.live ${ticket})`,
    ...(concertId ? [sql`s.concert_id = ${concertId}`] : []),
    // By the seats of the date, since orders have no index by their date.
    ...(scheduleId
      ? [sql`o.id IN (SELECT order_id FROM order_seat WHERE schedule_id = ${scheduleId} AND live)`]
      : concertId
        ? [
            sql`o.id IN (SELECT b.order_id FROM schedule d JOIN order_seat b ON b.schedule_id = d.id AND b.live
              WHERE d.concert_id = ${concertId})`,
          ]
        : []),
    ...(orders
      ? [
          sql`o.id IN (SELECT id FROM customer_order WHERE id = ANY (${sql.param(ids)}::uuid[])
            UNION SELECT id FROM customer_order WHERE number = ANY (${sql.param(numbers)}::text[]))`,
        ]
      : []),
    ...(methods ? [sql`o.method = ANY (${sql.param(methods)}::text[])`] : []),
    ...(paidFrom ? [sql`o.paid_at >= ${universalTime(Date.parse(paidFrom))}`] : []),
    ...(paidUntil ? [sql`o.paid_at < ${universalTime(Date.parse(paidUntil))}`] : []),
  ];
  return sql.join(conditions, sql` AND `);
}

export async function refundJob(db: Database, id: string): Promise<RefundJob | null> {
  const [row] = await rowsOf<{ job: JobRow }>(
    db,
    sql`SELECT refund_job_row(j) AS job FROM refund_job j WHERE j.id = ${id}`,
  );
  return row ? toJob(row.job) : null;
}

/** The jobs of an organization, newest first. */
export async function listRefundJobs(
  db: Database,
  { scope, after, limit }: { scope: Scope; after: string | null; limit: number },
): Promise<Outcome<Page<RefundJob>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [createdAtMs, id] = cursor;
  const rest = id
    ? sql`AND (j.created_at, j.id) < (${universalTime(Number(createdAtMs))}::timestamptz, ${id}::uuid)`
    : sql``;
  const rows = await rowsOf<{ job: JobRow }>(
    db,
    sql`SELECT refund_job_row(j) AS job FROM refund_job j WHERE j.organization_id = ${scope.organizationId} ${rest}
    ORDER BY j.created_at DESC, j.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ job }: { job: JobRow }) => writeCursor(job.createdAtMs, job.id);
  return done(pageOf(rows, limit, cursorOf, ({ job }) => toJob(job)));
}

export async function controlRefundJob(
  db: Database,
  asked: { id: string; seen: number; act: RefundJobAct["act"]; by: Actor },
): Promise<Outcome<RefundJob>> {
  const { id, seen, act, by } = asked;
  const row = await outcomeOf<JobRow>(
    db,
    sql`SELECT control_refund_job(${id}, ${seen}, ${act}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
  return row.ok ? done(toJob(row.value)) : row;
}

type LineRow = Omit<RefundJobLine, "startsAt" | "charge" | "refund" | "doneAt"> & {
  startsAtMs: number;
  currency: Currency;
  chargeMinor: number;
  refundMinor: number;
  doneAtMs: number | null;
  concert: LocalText;
};

/** The orders of a job, in the order of their ids. */
export async function refundJobLines(
  db: Database,
  wanted: { id: string; state: RefundJobLine["state"] | null; after: string | null; limit: number },
): Promise<Outcome<Page<RefundJobLine>>> {
  const { id, state, after, limit } = wanted;
  if (after !== null && !/^[0-9a-f-]{36}$/.test(after)) return refuse("invalid-request", "cursor");
  const rows = await rowsOf<{ line: LineRow }>(
    db,
    sql`SELECT jsonb_build_object('orderId', l.order_id, 'number', o.number, 'concert', c.title,
        'startsAtMs', epoch_ms(s.starts_at), 'timeZone', v.time_zone, 'state', l.state, 'tickets', cardinality(l.seats),
        'currency', o.currency, 'chargeMinor', l.charge_minor, 'refundMinor', l.refund_minor, 'problem', l.problem,
        'isDue', EXISTS (SELECT FROM refund r WHERE r.order_id = o.id AND r.job_id = l.job_id AND r.status = 'due'),
        'doneAtMs', epoch_ms(l.done_at)) AS line
    FROM refund_job_line l JOIN customer_order o ON o.id = l.order_id JOIN schedule s ON s.id = o.schedule_id
    JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    WHERE l.job_id = ${id} ${state ? sql`AND l.state = ${state}` : sql``}
      ${after ? sql`AND l.order_id > ${after}::uuid` : sql``}
    ORDER BY l.order_id LIMIT ${limit + 1}`,
  );
  return done(
    pageOf(
      rows,
      limit,
      ({ line }) => line.orderId,
      ({ line }) => toLine(line),
    ),
  );
}

/** All orders of a job in pieces, so that an export of any length fits into memory. */
export async function* allJobLines(
  db: Database,
  id: string,
  atOnce = 1_000,
): AsyncGenerator<RefundJobLine[]> {
  let after: string | null = null;
  do {
    const page: Outcome<Page<RefundJobLine>> = await refundJobLines(db, {
      id,
      state: null,
      after,
      limit: atOnce,
    });
    if (!page.ok) return;
    yield page.value.items;
    after = page.value.nextCursor;
  } while (after !== null);
}

function toLine(row: LineRow): RefundJobLine {
  const { startsAtMs, currency, chargeMinor, refundMinor, doneAtMs, ...line } = row;
  return {
    ...line,
    startsAt: universalTime(startsAtMs),
    charge: { amount: chargeMinor, currency },
    refund: { amount: refundMinor, currency },
    doneAt: doneAtMs === null ? null : universalTime(doneAtMs),
  };
}

/** The jobs that go on by themselves. */
export async function openRefundJobs(db: Database): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM refund_job WHERE state IN ('planning', 'running') ORDER BY created_at`,
  );
  return rows.map(({ id }) => id);
}

export type { RefundJobState };
