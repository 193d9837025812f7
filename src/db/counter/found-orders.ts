import { type SQL, sql } from "drizzle-orm";
import type { FoundOrder } from "../../contract/admin/counter-orders.ts";
import { fullPriceDifference } from "../../contract/money/counter-price.ts";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import type { DiscountLine, DiscountTerms } from "../../contract/money/price.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** What the words of a search are taken for, when somebody looks for an order at the counter. */
export type CollectionWords =
  | { by: "number"; number: string }
  | { by: "phone"; digits: string }
  | { by: "seat"; key: string }
  | { by: "name"; name: string };

type StoredOrder = Pick<FoundOrder, "id" | "number" | "channel" | "name" | "phone"> & {
  paidAtMs: number;
  currency: Currency;
  terms: DiscountTerms;
  discounts: DiscountLine[];
  seats: {
    seat: number;
    key: string;
    zoneId: string;
    zoneName: LocalText;
    priceMinor: number;
    discountMinor: number;
    priceType: string | null;
    isProven: boolean;
    handedOutAtMs: number | null;
    handedOutBy: string | null;
  }[];
};

export type CollectionAsked = { scheduleId: string; words: CollectionWords; limit: number };

const ofSchedule = (scheduleId: string, where: SQL): SQL => sql`SELECT o.id FROM customer_order o
  WHERE o.id IN (SELECT b.order_id FROM order_seat b WHERE b.schedule_id = ${scheduleId} AND b.live) AND ${where}`;

/** An account's phone number as it is dialed in Korea, and as others say it. */
const atHome = sql`regexp_replace(a.phone, '^[+]82', '0')`;

/** The orders that these words name. */
function matching(scheduleId: string, words: CollectionWords): SQL {
  switch (words.by) {
    case "number":
      return sql`SELECT o.id FROM customer_order o WHERE o.number = ${words.number} AND o.schedule_id = ${scheduleId}`;
    case "phone":
      return ofSchedule(
        scheduleId,
        sql`(right(o.buyer_phone, length(${words.digits})) = ${words.digits} OR EXISTS (SELECT FROM account a
          WHERE a.id = o.account_id AND right(${atHome}, length(${words.digits})) = ${words.digits}))`,
      );
    case "seat":
      return sql`SELECT b.order_id FROM order_seat b WHERE b.schedule_id = ${scheduleId} AND b.live
        AND lower(b.seat_key) = lower(${words.key})`;
    case "name": {
      const name = words.name.replaceAll(" ", "").toLowerCase();
      const isNamed = (column: SQL) => sql`strpos(lower(replace(${column}, ' ', '')), ${name}) > 0`;
      return ofSchedule(
        scheduleId,
        sql`(${isNamed(sql`o.buyer_name`)} OR EXISTS (SELECT FROM account a WHERE a.id = o.account_id AND ${isNamed(sql`a.name`)}))`,
      );
    }
  }
}

/** Orders of a date with live tickets, those that wait first. */
export async function findToCollect(
  db: Database,
  { scheduleId, words, limit }: CollectionAsked,
): Promise<FoundOrder[]> {
  const where = sql`o.id IN (${matching(scheduleId, words)})`;
  return (await storedWhere(db, where, limit)).map(toFound);
}

/** A ticket that can be handed out: the price type that it has, and what it costs more without. */
export type CollectibleTicket = {
  seat: number;
  type: string | null;
  needsProof: boolean;
  fullMinor: number;
};

/** The live tickets of an order; none if there is no such order. */
export async function collectibleTickets(
  db: Database,
  orderId: string,
): Promise<CollectibleTicket[]> {
  const [order] = await storedWhere(db, sql`o.id = ${orderId}`, 1);
  return (order?.seats ?? []).map((seat) => {
    const type = order?.terms.priceTypes.find(({ id }) => id === seat.priceType);
    return {
      seat: seat.seat,
      type: seat.priceType,
      needsProof: !seat.isProven && (type?.note ?? null) !== null,
      fullMinor: order ? fullPriceDifference(order.terms, seat) : 0,
    };
  });
}

async function storedWhere(db: Database, where: SQL, limit: number): Promise<StoredOrder[]> {
  const rows = await rowsOf<{ order: StoredOrder }>(
    db,
    sql`SELECT jsonb_build_object('id', o.id, 'number', o.number, 'channel', o.channel,
      'name', coalesce(o.buyer_name, (SELECT a.name FROM account a WHERE a.id = o.account_id)),
      'phone', masked(coalesce(o.buyer_phone, (SELECT ${atHome} FROM account a WHERE a.id = o.account_id)), 3, 4),
      'paidAtMs', epoch_ms(o.paid_at), 'currency', o.currency,
      'terms', s.discounts, 'discounts', o.discounts, 'seats', held.seats) AS order
    FROM customer_order o JOIN schedule s ON s.id = o.schedule_id
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('seat', b.seat, 'key', b.seat_key, 'zoneId', b.zone_id,
        'zoneName', z.name, 'priceMinor', b.price_minor, 'discountMinor', b.discount_minor, 'priceType', b.price_type,
        'isProven', EXISTS (SELECT FROM ticket_proof q WHERE q.order_id = b.order_id AND q.seat = b.seat
          AND q.price_type = b.price_type),
        'handedOutAtMs', epoch_ms(h.at), 'handedOutBy', p.name) ORDER BY b.seat) AS seats, count(*) - count(h.id) AS waiting
      FROM order_seat b LEFT JOIN price_zone z ON z.schedule_id = b.schedule_id AND z.zone_id = b.zone_id
      LEFT JOIN ticket_handout h ON h.order_id = b.order_id AND h.seat = b.seat AND h.undone_at IS NULL
      LEFT JOIN account p ON p.id = h.by
      WHERE b.order_id = o.id AND b.live) held
    WHERE ${where} AND held.seats IS NOT NULL
    ORDER BY held.waiting = 0, o.paid_at DESC, o.id DESC LIMIT ${limit}`,
  );
  return rows.map(({ order }) => order);
}

function toFound({
  terms,
  discounts,
  paidAtMs,
  currency,
  seats,
  ...order
}: StoredOrder): FoundOrder {
  return {
    ...order,
    paidAt: universalTime(paidAtMs),
    seats: seats.map(({ seat, key, zoneId, zoneName, handedOutAtMs, handedOutBy, ...ticket }) => {
      const { priceType, isProven } = ticket;
      const type = terms.priceTypes.find(({ id }) => id === priceType);
      const line = discounts.find(({ kind, id }) => kind === "price-type" && id === priceType);
      const unnamed = priceType === null ? null : { ko: priceType, en: priceType };
      return {
        seat,
        key,
        zoneId,
        zoneName,
        handedOutBy,
        priceType: line?.name ?? type?.name ?? unnamed,
        proof: isProven ? null : (type?.note ?? null),
        fullPriceDifference: { amount: fullPriceDifference(terms, ticket), currency },
        handedOutAt: handedOutAtMs === null ? null : universalTime(handedOutAtMs),
      };
    }),
  };
}
