import { type SQL, sql } from "drizzle-orm";
import type { AdminOrder } from "../../contract/admin/orders.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { within } from "../staff/access.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { orderJson, type OrderRow, surroundings, toOrder } from "../money/orders.ts";
import { type StoredRefund, toRefund } from "../money/payment-rows.ts";

type Row = Pick<AdminOrder, "account" | "channel" | "buyer"> & {
  order: OrderRow;
  refunds: StoredRefund[];
};

/** Without the right to see people, an order shows no buyer and no address. */
const columns = (people: Scope | null): SQL => sql`
  ${orderJson} || CASE WHEN ${isSeen(people)} THEN '{}' ELSE '{"mailTo": null}'::jsonb END AS order,
  (SELECT jsonb_build_object('id', a.id, 'name', a.name, 'email', a.email) FROM account a
    WHERE a.id = o.account_id AND ${isSeen(people)}) AS account,
  o.channel, CASE WHEN o.account_id IS NULL AND ${isSeen(people)}
    THEN jsonb_build_object('name', o.buyer_name, 'phone', o.buyer_phone) END AS buyer,
  (SELECT coalesce(jsonb_agg(refund_row(r) ORDER BY r.created_at, r.id), '[]') FROM refund r
    WHERE r.order_id = o.id) AS refunds`;

const isSeen = (people: Scope | null): SQL =>
  people ? within(people, sql`c.organization_id`, sql`c.id`) : sql`false`;

export type OrdersSearch = {
  scope: Scope;
  /** The scope in which buyers may be seen. */
  people: Scope | null;
  search: string;
  after: string | null;
  limit: number;
  now: number;
};

/** Finds orders within a scope by number, id, account id or email address, newest first. */
export async function findOrders(
  db: Database,
  { scope, people, search, after, limit, now }: OrdersSearch,
): Promise<Outcome<Page<AdminOrder>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [paidAtMs, id] = cursor;
  const rest = id
    ? sql`AND (o.paid_at, o.id) < (${universalTime(Number(paidAtMs))}::timestamptz, ${id}::uuid)`
    : sql``;
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT ${columns(people)} FROM customer_order o ${surroundings} WHERE ${matches(search, people)} ${rest}
      AND ${within(scope, sql`c.organization_id`, sql`c.id`)}
    ORDER BY o.paid_at DESC, o.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ order }: Row) => writeCursor(order.paidAtMs, order.id);
  return done(pageOf(rows, limit, cursorOf, (row) => toAdminOrder(row, now)));
}

export async function orderForAdmins(
  db: Database,
  { orderId, people, now }: { orderId: string; people: Scope | null; now: number },
): Promise<AdminOrder | null> {
  const [row] = await rowsOf<Row>(
    db,
    sql`SELECT ${columns(people)} FROM customer_order o ${surroundings} WHERE o.id = ${orderId}`,
  );
  return row ? toAdminOrder(row, now) : null;
}

// A role that cannot see people cannot search by them either.
function matches(search: string, people: Scope | null): SQL {
  const wanted = search.trim();
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(wanted);
  const id = sql`${wanted.toLowerCase()}::uuid`;
  const itself = isId ? sql`id = ${id}` : sql`number = upper(${wanted})`;
  const byPeople = isId
    ? sql`SELECT id FROM customer_order WHERE account_id = ${id}`
    : sql`SELECT m.id FROM account a JOIN customer_order m ON m.account_id = a.id WHERE lower(a.email) = lower(${wanted})`;
  const found = sql`SELECT id FROM customer_order WHERE ${itself}`;
  if (!people) return sql`o.id IN (${found})`;
  return sql`(o.id IN (${found} UNION ${byPeople}) AND (o.${itself} OR ${isSeen(people)}))`;
}

function toAdminOrder({ order, refunds, ...buyer }: Row, now: number): AdminOrder {
  const { canCancel: _, ...rest } = toOrder(order, now);
  return { ...rest, ...buyer, refunds: refunds.map(toRefund) };
}
