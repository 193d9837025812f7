import { type SQL, sql } from "drizzle-orm";
import type { AdminOrder } from "../../contract/admin/orders.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { universalTime } from "../catalogue/local-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { orderJson, type OrderRow, surroundings, toOrder } from "../money/orders.ts";
import { type StoredRefund, toRefund } from "../money/payment-rows.ts";

type Row = { order: OrderRow; account: AdminOrder["account"]; refunds: StoredRefund[] };

const columns = sql`${orderJson} AS order,
  (SELECT jsonb_build_object('id', a.id, 'name', a.name, 'email', a.email) FROM account a
    WHERE a.id = o.account_id) AS account,
  (SELECT coalesce(jsonb_agg(refund_row(r) ORDER BY r.created_at, r.id), '[]') FROM refund r
    WHERE r.order_id = o.id) AS refunds`;

export type OrdersSearch = { search: string; after: string | null; limit: number; now: number };

/** Everybody's orders, newest first, by their number, their id, their account's id or its e-mail address. */
export async function findOrders(
  db: Database,
  { search, after, limit, now }: OrdersSearch,
): Promise<Outcome<Page<AdminOrder>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [paidAtMs, id] = cursor;
  const rest = id
    ? sql`AND (o.paid_at, o.id) < (${universalTime(Number(paidAtMs))}::timestamptz, ${id}::uuid)`
    : sql``;
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT ${columns} FROM customer_order o ${surroundings} WHERE ${matches(search)} ${rest}
    ORDER BY o.paid_at DESC, o.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ order }: Row) => writeCursor(order.paidAtMs, order.id);
  return done(pageOf(rows, limit, cursorOf, (row) => toAdminOrder(row, now)));
}

export async function orderForAdmins(
  db: Database,
  { orderId, now }: { orderId: string; now: number },
): Promise<AdminOrder | null> {
  const [row] = await rowsOf<Row>(
    db,
    sql`SELECT ${columns} FROM customer_order o ${surroundings} WHERE o.id = ${orderId}`,
  );
  return row ? toAdminOrder(row, now) : null;
}

function matches(search: string): SQL {
  const wanted = search.trim();
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(wanted);
  if (isId) return sql`${wanted.toLowerCase()}::uuid IN (o.id, o.account_id)`;
  return sql`o.id IN (SELECT id FROM customer_order WHERE number = upper(${wanted})
    UNION SELECT m.id FROM account a JOIN customer_order m ON m.account_id = a.id WHERE lower(a.email) = lower(${wanted}))`;
}

function toAdminOrder({ order, account, refunds }: Row, now: number): AdminOrder {
  const { canCancel: _, ...rest } = toOrder(order, now);
  return { ...rest, account, refunds: refunds.map(toRefund) };
}
