import { type SQL, sql } from "drizzle-orm";
import type { OrderSummary, OrderSearch, OrderState } from "../../contract/admin/orders.ts";
import type { Meaning } from "../../contract/admin/orders/search-text.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { OrderChannel, OrderMethod } from "../../contract/money/order-channels.ts";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { scheduleWithin, within } from "../staff/access.ts";
import { type BuyerRow, buyerJson, toBuyer } from "./buyers.ts";
import { byMeaning } from "./meanings.ts";

export type OrdersWanted = {
  scope: Scope;
  /** The scope in which buyers may be seen. */
  people: Scope | null;
  /** How the search may be read; null for no search. */
  meanings: Meaning[] | null;
  concertId?: string | undefined;
  scheduleId?: string | undefined;
  channel?: OrderChannel | undefined;
  method?: OrderMethod | undefined;
  state?: OrderState | undefined;
  since?: string | undefined;
  until?: string | undefined;
  after: string | null;
  limit: number;
};

type FoundRow = Omit<
  OrderSummary,
  "startsAt" | "paidAt" | "total" | "refunded" | "buyer" | "concert"
> & {
  concert: { id: string; title: LocalText };
  startsAtMs: number;
  paidAtMs: number;
  totalMinor: number;
  refundedMinor: number;
  currency: Currency;
  buyer: BuyerRow | null;
};

/** Finds orders within a scope, newest first, in one statement. */
export async function findOrders(
  db: Database,
  wanted: OrdersWanted,
): Promise<Outcome<OrderSearch>> {
  const { after, limit, meanings } = wanted;
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [atMs, id] = cursor;
  const rest = id
    ? sql`AND (o.paid_at, o.id) < (${universalTime(Number(atMs))}::timestamptz, ${id}::uuid)`
    : sql``;
  const asked = sql`${filtersOf(wanted)} ${rest}`;
  const statement = meanings ? searched(wanted, meanings, asked) : listed(wanted, asked);
  const [row] = await rowsOf<{ rows: FoundRow[]; total: number | null; isCut: boolean }>(
    db,
    statement,
  );
  if (!row) throw new Error("the search gave no row");
  const cursorOf = (found: FoundRow) => writeCursor(found.paidAtMs, found.id);
  return done({
    ...pageOf(row.rows, limit, cursorOf, toFound),
    total: meanings && after === null ? (row.total ?? 0) : null,
    readAs: [...new Set((meanings ?? []).map(({ by }) => by))],
    isCut: row.isCut,
  });
}

const every = (conditions: SQL[]) =>
  conditions.length === 0 ? sql`` : sql`AND ${sql.join(conditions, sql` AND `)}`;

/** The conditions on an order `o`. */
function filtersOf({ channel, method, state, since, until }: OrdersWanted): SQL {
  const of: Record<OrderState, SQL> = {
    paid: sql`o.status = 'paid' AND o.refunded_minor = 0`,
    "partly-refunded": sql`o.status = 'paid' AND o.refunded_minor > 0`,
    cancelled: sql`o.status = 'cancelled'`,
  };
  return every([
    // An index has the few orders that the web did not make.
    ...(channel === undefined ? [] : [sql`o.channel = ${channel}`]),
    ...(channel === undefined || channel === "web" ? [] : [sql`o.channel <> 'web'`]),
    ...(method === undefined ? [] : [sql`o.method = ${method}`]),
    ...(state === undefined ? [] : [of[state]]),
    ...(since === undefined ? [] : [sql`o.paid_at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [sql`o.paid_at < ${until}::timestamptz`]),
  ]);
}

const seenBy = (people: Scope | null): SQL =>
  people ? within(people, sql`c.organization_id`, sql`c.id`) : sql`false`;

/** A concert `c` and its date `s` within the scope and the filter. */
const isAsked = ({ scope, concertId, scheduleId }: OrdersWanted): SQL =>
  sql`${within(scope, sql`c.organization_id`, sql`c.id`)} ${every([
    ...(concertId === undefined ? [] : [sql`c.id = ${concertId}::uuid`]),
    ...(scheduleId === undefined ? [] : [sql`s.id = ${scheduleId}::uuid`]),
  ])}`;

/** The found orders of a search, which are few enough to be sorted. A role that cannot see people cannot search by them. */
function searched(wanted: OrdersWanted, meanings: Meaning[], asked: SQL): SQL {
  const ways = meanings.flatMap((meaning) => byMeaning(meaning, wanted));
  const nameOf = (at: number) => sql.raw(`looked_${at}`);
  const arms = ways.map(({ orders }, at) => orders(nameOf(at)));
  const looks = ways.flatMap(({ looked }, at) => (looked ? [{ ...looked, name: nameOf(at) }] : []));
  const looked = looks.map(({ name, rows }) => sql`${name} AS MATERIALIZED (${rows}), `);
  const isCut = looks.map(({ name, max }) => sql`(SELECT count(*) FROM ${name}) > ${max}::int`);
  const found =
    arms.length === 0
      ? sql`SELECT NULL::uuid, NULL::timestamptz, NULL::uuid, true WHERE false`
      : sql.join(arms, sql` UNION ALL `);
  // Without these filters the page is found in the indexes alone.
  const isWhole =
    wanted.channel !== undefined || wanted.method !== undefined || wanted.state !== undefined;
  const orders = isWhole ? sql`found f JOIN customer_order o ON o.id = f.id` : sql`found o`;
  const isOfPerson = isWhole ? sql`f.is_of_person` : sql`o.is_of_person`;
  return sql`WITH ${sql.join(looked)} every_way (id, paid_at, schedule_id, is_of_person) AS (${found}),
    found AS (SELECT w.id, w.paid_at, w.schedule_id, bool_and(w.is_of_person) AS is_of_person FROM every_way w
      GROUP BY w.id, w.paid_at, w.schedule_id),
    page AS (SELECT o.id, o.paid_at, count(*) OVER () AS total FROM ${orders}
      JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id
      WHERE ${isAsked(wanted)} AND (NOT ${isOfPerson} OR ${seenBy(wanted.people)}) ${asked}
      ORDER BY o.paid_at DESC, o.id DESC LIMIT ${wanted.limit + 1})
    ${answered(wanted, sql`(SELECT max(total)::int FROM page)`, isCut.length === 0 ? sql`false` : sql.join(isCut, sql` OR `))}`;
}

const fewDates = 200;

/** All orders: those of a few dates by date, and those of many by time, passing over the orders of others. */
function listed(wanted: OrdersWanted, asked: SQL): SQL {
  const limit = wanted.limit + 1;
  const isOfOne = wanted.concertId !== undefined || wanted.scheduleId !== undefined;
  // Each in the words of its index: that of all times, and that of the orders that the web did not make.
  const isOffline = wanted.channel !== undefined && wanted.channel !== "web";
  const time = isOffline ? sql`o.paid_at` : sql`(o.paid_at AT TIME ZONE 'UTC')`;
  const ends = [wanted.until, wanted.after && universalTime(Number(wanted.after.split(".")[0]))];
  const until = isOffline ? [] : ends;
  const bounds = every([
    ...(isOffline || wanted.since === undefined
      ? []
      : [sql`${time} >= ${wanted.since}::timestamptz AT TIME ZONE 'UTC'`]),
    ...until.flatMap((end) =>
      end ? [sql`${time} <= ${end}::timestamptz AT TIME ZONE 'UTC'`] : [],
    ),
  ]);
  const byTime = sql`SELECT o.id, o.paid_at FROM customer_order o
    WHERE NOT (SELECT is_few FROM few) AND ${scheduleWithin(wanted.scope, sql`o.schedule_id`)} ${asked} ${bounds}
    ORDER BY ${time} DESC, o.id DESC LIMIT ${limit}`;
  const byDate = sql`SELECT x.id, x.paid_at FROM dates d CROSS JOIN LATERAL (
      SELECT o.id, o.paid_at FROM customer_order o WHERE o.schedule_id = d.id ${asked}
      ORDER BY o.paid_at DESC, o.id DESC LIMIT ${limit}
    ) x WHERE (SELECT is_few FROM few)`;
  return sql`WITH dates AS MATERIALIZED (SELECT s.id FROM schedule s JOIN concert c ON c.id = s.concert_id
      WHERE ${isAsked(wanted)}),
    few AS MATERIALIZED (SELECT ${isOfOne} OR count(*) <= ${fewDates} AS is_few FROM dates),
    page AS (SELECT o.id, o.paid_at FROM ((${byTime}) UNION ALL (${byDate})) o
      ORDER BY o.paid_at DESC, o.id DESC LIMIT ${limit})
    ${answered(wanted, sql`NULL::int`, sql`false`)}`;
}

const answered = ({ people }: OrdersWanted, total: SQL, isCut: SQL): SQL =>
  sql`SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number,
      'state', CASE WHEN o.status = 'paid' AND o.refunded_minor > 0 THEN 'partly-refunded' ELSE o.status END,
      'channel', o.channel, 'method', o.method, 'scheduleId', o.schedule_id,
      'concert', jsonb_build_object('id', c.id, 'title', c.title), 'startsAtMs', epoch_ms(s.starts_at),
      'timeZone', v.time_zone, 'currency', o.currency, 'totalMinor', o.total_minor, 'refundedMinor', o.refunded_minor,
      'paidAtMs', epoch_ms(o.paid_at), 'buyer', CASE WHEN ${seenBy(people)} THEN ${buyerJson} END,
      'seats', (SELECT coalesce(jsonb_agg(jsonb_build_object('key', b.seat_key, 'isCancelled', NOT b.live) ORDER BY b.seat), '[]')
        FROM order_seat b WHERE b.order_id = o.id)) ORDER BY o.paid_at DESC, o.id DESC)
    FROM page k JOIN customer_order o ON o.id = k.id JOIN schedule s ON s.id = o.schedule_id
    JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id), '[]') AS rows,
  ${total} AS total, ${isCut} AS "isCut"`;

function toFound(row: FoundRow): OrderSummary {
  const { startsAtMs, paidAtMs, totalMinor, refundedMinor, currency, buyer, ...rest } = row;
  return {
    ...rest,
    startsAt: universalTime(startsAtMs),
    paidAt: universalTime(paidAtMs),
    total: { amount: totalMinor, currency },
    refunded: { amount: refundedMinor, currency },
    buyer: toBuyer(buyer),
  };
}
