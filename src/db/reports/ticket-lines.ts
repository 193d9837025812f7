import { type SQL, sql } from "drizzle-orm";
import type { LocalText } from "../../contract/money/money.ts";
import type { OrderChannel, OrderMethod } from "../../contract/money/order-channels.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { within } from "../staff/access.ts";

/** A ticket sold, exchanged or paid up to its full price, or money given back for one; the rows that a report sums. */
export type TicketLine = {
  kind: "sale" | "refund" | "exchange" | "raise";
  /** The clock at the venue. */
  at: string;
  number: string;
  concert: LocalText;
  startsAt: string;
  zone: LocalText | string;
  seat: string;
  priceType: LocalText | string | null;
  channel: OrderChannel;
  method: OrderMethod;
  tickets: number;
  priceMinor: number;
  discountMinor: number;
  feeMinor: number;
  refundMinor: number;
  keptMinor: number;
};

export type LinesAsked = {
  scope: Scope;
  from: string;
  to: string;
  concertId?: string | undefined;
  scheduleId?: string | undefined;
  channel?: OrderChannel | undefined;
  currency: string;
};

const ordersMax = 1_500;
type Row = { at: string; id: string; lines: TicketLine[] };
type Source = { kind: TicketLine["kind"]; from: SQL; time: SQL; id: SQL; lines: SQL };

const facts = sql`'number', o.number, 'concert', c.title, 'zone', coalesce(z.name, to_jsonb(b.zone_id)), 'seat', b.seat_key,
  'startsAt', to_char(s.starts_at AT TIME ZONE v.time_zone, 'YYYY-MM-DD"T"HH24:MI'),
  'priceType', CASE WHEN b.price_type IS NOT NULL OR k.price_type IS NOT NULL THEN
    coalesce(jsonb_path_query_first(s.discounts, '$.priceTypes[*] ? (@.id == $id).name',
      jsonb_build_object('id', coalesce(k.price_type, b.price_type))), to_jsonb(coalesce(k.price_type, b.price_type))) END,
  'channel', o.channel, 'method', o.method`;

/** Of a seat `b`: its zone, and the raise by which it lost its price type. */
const joined = sql`LEFT JOIN price_zone z ON z.schedule_id = b.schedule_id AND z.zone_id = b.zone_id
      LEFT JOIN ticket_raise k ON k.order_id = b.order_id AND k.seat = b.seat`;

const sources: Source[] = [
  {
    kind: "sale",
    from: sql`customer_order o`,
    time: sql`(o.paid_at AT TIME ZONE 'UTC')`,
    id: sql`o.id`,
    lines: sql`(SELECT jsonb_agg(jsonb_build_object('kind', 'sale', 'at', w.local, ${facts}, 'tickets', 1,
        'priceMinor', b.price_minor, 'discountMinor', b.discount_minor + coalesce(k.amount_minor, 0),
        'feeMinor', b.fee_minor, 'refundMinor', 0, 'keptMinor', 0) ORDER BY b.seat)
      FROM order_seat b ${joined}
      WHERE b.order_id = o.id)`,
  },
  {
    kind: "refund",
    from: sql`refund r JOIN customer_order o ON o.id = r.order_id AND r.lines->0 ? 'refundMinor'`,
    time: sql`(r.created_at AT TIME ZONE 'UTC')`,
    id: sql`r.id`,
    lines: sql`(SELECT jsonb_agg(jsonb_build_object('kind', 'refund', 'at', w.local, ${facts},
        'tickets', CASE WHEN b.refund_id = r.id THEN -1 ELSE 0 END, 'priceMinor', 0, 'discountMinor', 0, 'feeMinor', 0,
        'refundMinor', l."refundMinor", 'keptMinor', coalesce(l."chargeMinor", 0)) ORDER BY b.seat)
      FROM jsonb_to_recordset(r.lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint)
      JOIN order_seat b ON b.order_id = o.id AND b.seat = l.seat
      ${joined})`,
  },
  {
    kind: "exchange",
    from: sql`customer_order n JOIN counter_order t ON t.order_id = n.id JOIN customer_order o ON o.id = t.exchanged_from`,
    time: sql`(n.paid_at AT TIME ZONE 'UTC')`,
    id: sql`n.id`,
    lines: sql`(SELECT jsonb_agg(jsonb_build_object('kind', 'exchange', 'at', w.local, ${facts}, 'tickets', -1,
        'priceMinor', 0, 'discountMinor', 0, 'feeMinor', 0, 'refundMinor', l."refundMinor",
        'keptMinor', l."chargeMinor") ORDER BY b.seat)
      FROM jsonb_to_recordset(t.exchanged_lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint)
      JOIN order_seat b ON b.order_id = o.id AND b.seat = l.seat
      ${joined})`,
  },
  {
    kind: "raise",
    from: sql`(SELECT DISTINCT r.order_id, r.at FROM ticket_raise r) y
      JOIN customer_order o ON o.id = y.order_id`,
    time: sql`(y.at AT TIME ZONE 'UTC')`,
    id: sql`o.id`,
    lines: sql`(SELECT jsonb_agg(jsonb_build_object('kind', 'raise', 'at', w.local, ${facts}, 'tickets', 0,
        'priceMinor', 0, 'discountMinor', -k.amount_minor, 'feeMinor', 0, 'refundMinor', 0, 'keptMinor', 0) ORDER BY b.seat)
      FROM order_seat b ${joined} WHERE b.order_id = o.id AND k.at = y.at)`,
  },
];

/** The rows of a report, page by page: first all sales by their time, then what else there was, kind by kind. */
export async function* ticketLines(db: Database, asked: LinesAsked): AsyncGenerator<TicketLine[]> {
  for (const source of sources) {
    let after: Row | undefined;
    do {
      const rows = await rowsOf<Row>(db, pageSql(asked, source, after));
      yield rows.flatMap(({ lines }) => lines ?? []);
      after = rows.length < ordersMax ? undefined : rows.at(-1);
    } while (after);
  }
}

function pageSql(asked: LinesAsked, { from, time, id, lines }: Source, after?: Row): SQL {
  const { scope, concertId, scheduleId, channel, currency } = asked;
  const clock = sql`(${time} AT TIME ZONE 'UTC' AT TIME ZONE v.time_zone)`;
  // No clock on earth is further from that of UTC than this.
  const near = sql`${time} >= ${asked.from}::date - interval '15 hours' AND ${time} < ${asked.to}::date + interval '39 hours'`;
  return sql`SELECT ${time}::text AS at, ${id} AS id, ${lines} AS lines
    FROM ${from} JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id
    JOIN venue v ON v.id = c.venue_id
    CROSS JOIN LATERAL (SELECT ${clock}::date AS day, to_char(${clock}, 'YYYY-MM-DD"T"HH24:MI') AS local) w
    WHERE ${near} AND w.day >= ${asked.from}::date AND w.day <= ${asked.to}::date AND o.currency = ${currency}
      AND ${within(scope, sql`c.organization_id`, sql`c.id`)}
      ${concertId ? sql`AND c.id = ${concertId}::uuid` : sql``}
      ${scheduleId ? sql`AND o.schedule_id = ${scheduleId}::uuid` : sql``}
      ${channel ? sql`AND o.channel = ${channel}` : sql``}
      ${after ? sql`AND (${time}, ${id}) > (${after.at}::timestamp, ${after.id}::uuid)` : sql``}
    ORDER BY ${time}, ${id} LIMIT ${ordersMax}`;
}
