import { type SQL, sql } from "drizzle-orm";
import type { LocalText } from "../../contract/money/money.ts";
import type {
  AdminPayment,
  GatewayMethod,
  Payment,
  PaymentStatus,
  PaymentStory,
} from "../../contract/money/payments.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { moneyWithin } from "../staff/access.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import {
  shownPayment,
  type StoredPayment,
  type StoredRefund,
  toPayment,
  toRefund,
} from "./payment-rows.ts";

/** A payment as its owner sees it, but for the address of its checkout, which only the adapter knows. */
export type PaymentView = Omit<Payment, "checkoutUrl">;

/** A payment in a list, with its purpose. */
type ListedView = PaymentView & { concert: LocalText | null };

type Row = { payment: StoredPayment; refunds: StoredRefund[] };
type ShowRow = { title: LocalText; startsAtMs: number; timeZone: string };
type AdminRow = Row & { email: string; orderNumber: string | null; show: ShowRow | null };

const refundsOfPayment = sql`(SELECT coalesce(jsonb_agg(refund_row(r) ORDER BY r.created_at, r.id), '[]')
  FROM refund r WHERE r.payment_id = p.id) AS refunds`;
const adminColumns = sql`payment_row(p) AS payment, ${refundsOfPayment},
  (SELECT a.email FROM account a WHERE a.id = p.account_id) AS email,
  (SELECT o.number FROM customer_order o WHERE o.id = p.order_id) AS "orderNumber",
  (SELECT jsonb_build_object('title', c.title, 'startsAtMs', epoch_ms(s.starts_at), 'timeZone', v.time_zone)
    FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    WHERE s.id = p.schedule_id) AS show`;

/** An account's payments for orders and top-ups, newest first, each with its refunds. */
export async function paymentsOf(
  db: Database,
  { accountId, after, limit }: { accountId: string; after: string | null; limit: number },
): Promise<Outcome<Page<ListedView>>> {
  const before = beforeCursor(after);
  if (before === null) return refuse("invalid-request", "cursor");
  const rows = await rowsOf<Row & { concert: LocalText | null }>(
    db,
    sql`SELECT payment_row(p) AS payment, ${refundsOfPayment}, (SELECT c.title FROM schedule s
      JOIN concert c ON c.id = s.concert_id WHERE s.id = p.schedule_id) AS concert FROM payment p
    WHERE p.account_id = ${accountId} AND ${before} ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit + 1}`,
  );
  const toListed = (row: (typeof rows)[number]) => ({ ...toView(row), concert: row.concert });
  return done(pageOf(rows, limit, cursorOf, toListed));
}

/** One payment with its refunds. */
export async function paymentView(
  db: Database,
  { paymentId, accountId }: { paymentId: string; accountId: string },
): Promise<PaymentView | null> {
  const [row] = await rowsOf<Row>(
    db,
    sql`SELECT payment_row(p) AS payment, ${refundsOfPayment} FROM payment p
    WHERE p.id = ${paymentId} AND p.account_id = ${accountId}`,
  );
  return row ? toView(row) : null;
}

/**
 * Everybody's payments within a scope, newest first. `search` is the number of an order, an e-mail address, or an id: of the payment,
 * the order or the account, or the gateway's key.
 */
export async function listPayments(
  db: Database,
  wanted: {
    scope: Scope;
    search: string | null;
    status: PaymentStatus | null;
    method?: GatewayMethod | null;
    isFlagged?: boolean;
    since?: string | null;
    until?: string | null;
    after: string | null;
    limit: number;
  },
): Promise<Outcome<Page<AdminPayment>>> {
  const { scope, search, status, after, limit, method, since, until } = wanted;
  const before = beforeCursor(after);
  if (before === null) return refuse("invalid-request", "cursor");
  const filters = [
    ...(search === null ? [] : [matches(search)]),
    ...(status === null ? [] : [sql`p.status = ${status}`]),
    ...(method ? [sql`p.method = ${method}`] : []),
    ...(wanted.isFlagged === true ? [sql`p.issue IS NOT NULL`] : []),
    ...(since ? [sql`p.created_at >= ${since}::timestamptz`] : []),
    ...(until ? [sql`p.created_at < ${until}::timestamptz`] : []),
  ];
  const rows = await rowsOf<AdminRow>(
    db,
    sql`SELECT ${adminColumns} FROM payment p
    WHERE ${sql.join([before, moneyWithin(scope, sql`p.schedule_id`), ...filters], sql` AND `)}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit + 1}`,
  );
  return done(pageOf(rows, limit, cursorOf, toAdminPayment));
}

// The secret proves that a notice is the gateway's own, so nobody gets to see it.
const recordWithoutSecret = sql`CASE WHEN jsonb_typeof(p.record) = 'object' THEN p.record - 'secret' ELSE p.record END`;

/** A payment's whole history: its states in order, and the gateway's latest answer. */
export async function paymentStory(db: Database, paymentId: string): Promise<PaymentStory | null> {
  type Step = Omit<PaymentStory["timeline"][number], "at"> & { atMs: number };
  type Notice = Omit<PaymentStory["notices"][number], "at"> & { atMs: number };
  const [row] = await rowsOf<AdminRow & { timeline: Step[]; notices: Notice[]; record: unknown }>(
    db,
    sql`SELECT ${adminColumns}, ${recordWithoutSecret} AS record, (SELECT coalesce(jsonb_agg(jsonb_build_object('atMs', epoch_ms(e.at),
        'status', e.status, 'reason', e.reason, 'issue', e.issue) ORDER BY e.id), '[]')
      FROM payment_event e WHERE e.payment_id = p.id) AS timeline,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('atMs', epoch_ms(n.at), 'kind', n.kind, 'status', n.status)
        ORDER BY n.id), '[]') FROM payment_notice n WHERE n.payment_id = p.id) AS notices
    FROM payment p WHERE p.id = ${paymentId}`,
  );
  if (!row) return null;
  const timed = <T extends { atMs: number }>({ atMs, ...rest }: T) => {
    return { at: universalTime(atMs), ...rest };
  };
  const [timeline, notices] = [row.timeline.map(timed), row.notices.map(timed)];
  return { payment: toAdminPayment(row), timeline, notices, record: row.record };
}

/** The buyer, and the payment's data for receipts. `orderById` gives the order itself. */
export async function receiptFacts(
  db: Database,
  { orderId, accountId }: { orderId: string; accountId: string },
): Promise<{
  buyer: { name: string; email: string };
  payment: PaymentView | null;
  refunds: PaymentView["refunds"];
  agreedAt: string | null;
} | null> {
  const [row] = await rowsOf<{
    buyer: { name: string; email: string };
    payment: StoredPayment | null;
    refunds: StoredRefund[];
    agreedAtMs: number | null;
  }>(
    db,
    sql`SELECT jsonb_build_object('name', a.name, 'email', a.email) AS buyer,
      (SELECT payment_row(p) FROM payment p WHERE p.id = o.payment_id) AS payment,
      (SELECT coalesce(jsonb_agg(refund_row(r) ORDER BY r.created_at, r.id), '[]') FROM refund r
        WHERE r.order_id = o.id) AS refunds,
      (SELECT epoch_ms(f.at)::float8 FROM order_form f WHERE f.order_id = o.id AND f.agreement IS NOT NULL) AS "agreedAtMs"
    FROM customer_order o JOIN account a ON a.id = o.account_id
    WHERE o.id = ${orderId} AND o.account_id = ${accountId}`,
  );
  if (!row) return null;
  const { buyer, payment, agreedAtMs } = row;
  const refunds = row.refunds.map(toRefund);
  const view = payment && toView({ payment, refunds: row.refunds });
  const agreedAt = agreedAtMs === null ? null : universalTime(agreedAtMs);
  return { buyer, payment: view, refunds, agreedAt };
}

function matches(search: string): SQL {
  const wanted = search.trim();
  // Each has its own index; a text that is no id is searched only in text columns.
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(wanted);
  if (isId)
    return sql`${wanted.toLowerCase()}::uuid IN (p.id, p.order_id, p.account_id, p.hold_id)`;
  return sql`(p.provider_key = ${wanted}
    OR p.account_id IN (SELECT id FROM account WHERE lower(email) = lower(${wanted}))
    OR p.order_id IN (SELECT id FROM customer_order WHERE number = upper(${wanted})))`;
}

function beforeCursor(after: string | null): SQL | null {
  if (after === null) return sql`true`;
  const [createdAtMs, id] = readCursor(after, "momentAndId") ?? [];
  if (id === undefined) return null;
  return sql`(p.created_at, p.id) < (${universalTime(Number(createdAtMs))}::timestamptz, ${id}::uuid)`;
}

const cursorOf = ({ payment }: Row) => writeCursor(payment.createdAtMs, payment.id);

const toView = ({ payment, refunds }: Row): PaymentView => ({
  ...shownPayment(toPayment(payment)),
  refunds: refunds.map(toRefund),
});

function toAdminPayment(row: AdminRow): AdminPayment {
  const { accountId, provider, providerKey, issue, order } = row.payment;
  const { email, orderNumber } = row;
  const show = row.show && {
    title: row.show.title,
    startsAt: universalTime(row.show.startsAtMs),
    timeZone: row.show.timeZone,
  };
  const seats = order?.seats.map(({ key }) => key) ?? [];
  const about = { accountId, email, orderNumber, provider, providerKey, issue };
  return { ...toView(row), ...about, show, seats };
}
