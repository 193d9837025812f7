import { sql } from "drizzle-orm";
import { saleEnd } from "./closing.ts";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import type { SeatingRules } from "../../contract/sale/seating-rules.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type StoredBlock, stockOfSchedule } from "../stock/stock-blocks.ts";
import type { QueueOrder, StoredSale } from "../schema/concerts.ts";

/** All that a schedule needs to know from the books when it starts. */
export type ScheduleSetup = {
  scheduleId: string;
  concertId: string;
  currency: Currency;
  planHash: string;
  plan: SeatPlan;
  seatCount: number;
  /** Of two readings the one with the higher revision is the newer one. */
  revision: number;
  startsAtMs: number;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
  saleState: StoredSale;
  seatsPerAccount: number;
  holdMs: number;
  seating: SeatingRules;
  shoppersMax: number;
  admitPerMinute: number;
  lobbyMs: number;
  queueOrder: QueueOrder;
  drawSeed: string;
  intakes: number;
  notice: LocalText | null;
  presales: { id: string; opensAtMs: number; closesAtMs: number; seatsMax: number | null }[];
  zones: { id: string; priceMinor: number; feeMinor: number }[];
  /** Zones with waitlist entries; `any` if an entry would take any zone. */
  awaited: { any: boolean; zoneIds: string[] };
  sold: Sold[];
  /** The blocks of seats, those that are over included. */
  stock: StoredBlock[];
};

export type Sold = {
  holdId: string;
  orderId: string;
  /** The hold's own id for an order without an account. */
  accountId: string;
  seats: number[];
  /** The presale that the sale counts against. */
  presale: string | null;
};

type SetupRow = Omit<ScheduleSetup, "sold">;
type SoldRow = { ids: string | null; seats: string | null; presales: string | null };

/**
 * Before the opening to everybody only fans of an open presale can buy, so an order from then is of a presale that its
 * account was verified for: the open one, or the last one if the payment ended later.
 */
const presaleOfOrder = sql`(SELECT r.id FROM presale r JOIN presale_grant g ON g.presale_id = r.id
  WHERE r.schedule_id = s.id AND g.account_id = o.account_id AND r.opens_at <= o.paid_at
  ORDER BY o.paid_at < r.closes_at DESC, r.opens_at DESC, r.id LIMIT 1)`;

/** Reads a schedule with its plan, its prices and its sold seats; null when there is none. */
export async function scheduleSetup(
  db: Database,
  scheduleId: string,
): Promise<ScheduleSetup | null> {
  // As bytes and one list, 100,000 single tickets are 7 MB; Neon's limit is 10.
  const [row] = await rowsOf<{ setup: SetupRow } & SoldRow>(
    db,
    sql`SELECT jsonb_build_object('scheduleId', s.id, 'concertId', c.id, 'currency', c.currency,
      'revision', s.revision, 'planHash', p.hash, 'plan', p.plan, 'seatCount', p.seat_count, 'startsAtMs', epoch_ms(s.starts_at),
      'saleOpensAtMs', epoch_ms(s.sale_opens_at), 'saleClosesAtMs', epoch_ms(${saleEnd}),
      'saleState', s.sale_state, 'seatsPerAccount', s.seats_per_account, 'holdMs', s.hold_ms, 'seating', s.seating,
      'shoppersMax', s.shoppers_max, 'admitPerMinute', s.admit_per_minute,
      'lobbyMs', s.lobby_ms, 'queueOrder', s.queue_order, 'drawSeed', s.draw_seed, 'intakes', s.intakes,
      'notice', s.notice, 'presales', coalesce((SELECT jsonb_agg(jsonb_build_object('id', b.id,
        'opensAtMs', epoch_ms(b.opens_at), 'closesAtMs', epoch_ms(b.closes_at), 'seatsMax', b.seats_max)
        ORDER BY b.opens_at) FROM presale b WHERE b.schedule_id = s.id), '[]'),
      'awaited', (SELECT jsonb_build_object('any', coalesce(bool_or(w.zones = '{}'), false), 'zoneIds',
        coalesce(jsonb_agg(DISTINCT zone) FILTER (WHERE zone IS NOT NULL), '[]'))
        FROM waitlist_entry w LEFT JOIN LATERAL unnest(w.zones) AS zone ON true
        WHERE w.schedule_id = s.id AND w.state IN ('waiting', 'offered')),
      'stock', ${stockOfSchedule},
      'zones', (SELECT jsonb_agg(jsonb_build_object('id', z.zone_id, 'priceMinor', z.price_minor,
        'feeMinor', z.fee_minor) ORDER BY z.zone_id) FROM price_zone z WHERE z.schedule_id = s.id)) AS setup,
      sold.ids, sold.seats, sold.presales
    FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN seat_plan p ON p.hash = s.plan_hash
    CROSS JOIN LATERAL (
      SELECT EXISTS (SELECT FROM presale b WHERE b.schedule_id = s.id) AS has_presales
    ) early
    CROSS JOIN LATERAL (
      SELECT translate(encode(string_agg(uuid_send(o.hold_id) || uuid_send(o.id) || uuid_send(coalesce(o.account_id, o.hold_id)), ''
        ORDER BY o.id), 'base64'), E'\n', '') AS ids, string_agg(b.seats, ';' ORDER BY o.id) AS seats,
        string_agg(CASE WHEN early.has_presales AND o.paid_at < s.sale_opens_at
          THEN coalesce(${presaleOfOrder}::text, '') ELSE '' END, ';' ORDER BY o.id) AS presales
      FROM (SELECT order_id, string_agg(seat::text, ',' ORDER BY seat) AS seats FROM (
          SELECT order_id, seat FROM order_seat WHERE schedule_id = s.id AND live
          UNION ALL SELECT order_id, seat FROM order_seat WHERE schedule_id = s.id AND kept_out) taken
        GROUP BY order_id) b
      JOIN customer_order o ON o.id = b.order_id
    ) sold
    WHERE s.id = ${scheduleId}`,
  );
  return row ? { ...row.setup, sold: readSold(row) } : null;
}

function readSold({ ids, seats, presales }: SoldRow): Sold[] {
  if (ids === null || seats === null) return [];
  const bytes = atob(ids);
  const of = presales?.split(";") ?? [];
  return seats.split(";").map((list, index) => {
    const id = (position: number) => uuidAt(bytes, (index * 3 + position) * 16);
    return {
      holdId: id(0),
      orderId: id(1),
      accountId: id(2),
      seats: list.split(",").map(Number),
      presale: of[index] || null,
    };
  });
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function uuidAt(bytes: string, start: number): string {
  let id = "";
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) id += "-";
    id += hex[bytes.charCodeAt(start + at)];
  }
  return id;
}
