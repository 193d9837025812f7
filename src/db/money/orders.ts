import { type SQL, sql } from "drizzle-orm";
import type { Currency, LocalText, Money } from "../../contract/money/money.ts";
import type { Order } from "../../contract/money/orders.ts";
import type { DiscountLine } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type RefundPolicy, isCancellable } from "../../contract/money/refund-rules.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type DateMoveRow, toDateMove } from "../catalog/date-move.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

/** An order as the database writes it: times in Unix milliseconds, amounts without their currency. */
export type OrderRow = Pick<
  Order,
  | "id"
  | "number"
  | "status"
  | "scheduleId"
  | "concert"
  | "venue"
  | "method"
  | "paymentId"
  | "mailTo"
> & {
  startsAtMs: number;
  doorsAtMs: number | null;
  paidAtMs: number;
  cancelledAtMs: number | null;
  currency: Currency;
  totalMinor: number;
  refundedMinor: number;
  seats: SeatRow[];
  discounts: DiscountLine[];
  policy: RefundPolicy;
  /** The replaced rules that the buyer may have read. */
  boughtUnder: RefundPolicy[];
  move: DateMoveRow | null;
  /** Null unless the show is canceled. */
  compensationPercent: number | null;
};
type SeatRow = {
  seat: number;
  key: string;
  zoneId: string;
  zoneName: LocalText;
  priceMinor: number;
  discountMinor: number;
  feeMinor: number;
  priceType: string | null;
  live: boolean;
};

/** An order `o` with its `surroundings`. */
export const orderJson = sql`jsonb_build_object('id', o.id, 'number', o.number, 'status', o.status,
  'scheduleId', o.schedule_id, 'currency', o.currency, 'totalMinor', o.total_minor,
  'refundedMinor', o.refunded_minor, 'paidAtMs', epoch_ms(o.paid_at),
  'cancelledAtMs', epoch_ms(o.cancelled_at), 'startsAtMs', epoch_ms(s.starts_at),
  'doorsAtMs', epoch_ms(s.doors_at),
  'mailTo', (SELECT f.mail_to FROM order_form f WHERE f.order_id = o.id),
  'concert', jsonb_build_object('id', c.id, 'title', c.title, 'poster', c.poster),
  'method', o.method, 'paymentId', o.payment_id, 'discounts', o.discounts, 'policy', s.refund_policy, 'boughtUnder', bought_under(o.id), 'move', last_move_of(o.id),
  'compensationPercent', (SELECT g.compensation_percent FROM show_cancellation g WHERE g.schedule_id = o.schedule_id),
  'venue', jsonb_build_object('name', v.name, 'address', v.address, 'timeZone', v.time_zone),
  'seats', (SELECT jsonb_agg(jsonb_build_object('seat', b.seat, 'key', b.seat_key, 'zoneId', b.zone_id,
      'zoneName', z.name, 'priceMinor', b.price_minor, 'feeMinor', b.fee_minor,
      'discountMinor', b.discount_minor, 'priceType', b.price_type, 'live', b.live) ORDER BY b.seat)
    FROM order_seat b
    LEFT JOIN price_zone z ON z.schedule_id = o.schedule_id AND z.zone_id = b.zone_id
    WHERE b.order_id = o.id))`;
export const surroundings = sql`JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id
  JOIN venue v ON v.id = c.venue_id`;

/** An account's orders, newest first. */
export async function ordersOf(
  db: Database,
  { accountId, after, limit, now }: OrdersWanted,
): Promise<Outcome<Page<Order>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [paidAtMs, id] = cursor;
  const rows = await rowsOf<{ order: OrderRow }>(
    db,
    sql`SELECT ${orderJson} AS order FROM (
      SELECT * FROM customer_order WHERE account_id = ${accountId}
      ${id ? sql`AND (paid_at, id) < (${universalTime(Number(paidAtMs))}::timestamptz, ${id}::uuid)` : sql``}
      ORDER BY paid_at DESC, id DESC LIMIT ${limit + 1}
    ) o ${surroundings} ORDER BY o.paid_at DESC, o.id DESC`,
  );
  const cursorOf = ({ order }: { order: OrderRow }) => writeCursor(order.paidAtMs, order.id);
  return done(pageOf(rows, limit, cursorOf, ({ order }) => toOrder(order, now)));
}
type OrdersWanted = { accountId: string; after: string | null; limit: number; now: number };

type OneOrder = { orderId: string; accountId: string; now: number };

/** One order of this account; another account's order is not found. */
export function orderById(
  db: Database,
  { orderId, accountId, now }: OneOrder,
): Promise<Order | null> {
  const where = sql`FROM customer_order o ${surroundings}
    WHERE o.id = ${orderId} AND o.account_id = ${accountId}`;
  return oneOrder(db, where, now);
}

async function oneOrder(db: Database, where: SQL, now: number): Promise<Order | null> {
  const [row] = await rowsOf<{ order: OrderRow }>(db, sql`SELECT ${orderJson} AS order ${where}`);
  return row ? toOrder(row.order, now) : null;
}

export function toOrder(row: OrderRow, now: number): Order {
  const { id, number, status, scheduleId, concert, venue, method, paymentId, mailTo } = row;
  const money = (amount: number): Money => ({ amount, currency: row.currency });
  return {
    id,
    number,
    status,
    scheduleId,
    concert,
    venue,
    startsAt: universalTime(row.startsAtMs),
    doorsAt: row.doorsAtMs === null ? null : universalTime(row.doorsAtMs),
    seats: row.seats.map((seat) => toSeat(seat, row)),
    discounts: row.discounts.map(({ kind, id, name, tickets, amountMinor }) => {
      return { kind, id, name, tickets, amount: money(amountMinor) };
    }),
    total: money(row.totalMinor),
    refunded: money(row.refundedMinor),
    method,
    paymentId,
    mailTo,
    paidAt: universalTime(row.paidAtMs),
    cancelledAt: row.cancelledAtMs === null ? null : universalTime(row.cancelledAtMs),
    canCancel: canCancel(row, now),
    move: toDateMove(row.move),
  };
}

function toSeat(row: SeatRow, { currency, discounts }: OrderRow): Order["seats"][number] {
  const { seat, key, zoneId, zoneName, priceMinor, discountMinor, feeMinor, priceType } = row;
  const money = (amount: number): Money => ({ amount, currency });
  const line = discounts.find(({ kind, id }) => kind === "price-type" && id === priceType);
  // A price type that took nothing off has no line, and so no name but its own.
  const unnamed = priceType === null ? null : { ko: priceType, en: priceType };
  return {
    seat,
    key,
    zoneId,
    zoneName,
    price: money(priceMinor),
    discount: money(discountMinor),
    fee: money(feeMinor),
    priceType: line?.name ?? unnamed,
    isCancelled: !row.live,
  };
}

function canCancel(row: OrderRow, now: number): boolean {
  const { policy, boughtUnder, startsAtMs, paidAtMs: bookedAtMs, compensationPercent } = row;
  const seats = row.seats.filter(({ live }) => live);
  const { timeZone } = row.venue;
  const freeUntilMs = row.move?.refundUntilMs ?? null;
  const asked = { policy, boughtUnder, freeUntilMs, seats, bookedAtMs, startsAtMs, timeZone, now };
  return row.status === "paid" && isCancellable({ ...asked, compensationPercent });
}
