import { sql } from "drizzle-orm";
import type { AdminConcert, AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import type { Currency, LocalText } from "../../../contract/money/money.ts";
import { universalTime } from "../../catalog/universal-time.ts";
import { type Database, rowsOf } from "../../connection/database.ts";
import { adminSaleAt } from "../schedules.ts";

/** A date as the books know it; its object knows the holds and the line. */
export type BookedDate = Omit<AdminDate, "held" | "waiting" | "isPlanTaken">;
export type BookedConcert = Omit<AdminConcert, "dates"> & { dates: BookedDate[] };

type Timed = "startsAt" | "doorsAt" | "saleOpensAt" | "saleClosesAt" | "presales" | "zones";
type DateRow = Omit<BookedDate, Timed> & {
  startsAtMs: number;
  doorsAtMs: number | null;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
  zones: { id: string; name: LocalText; color: number; priceMinor: number; feeMinor: number }[];
  presales: (Omit<AdminDate["presales"][number], "opensAt" | "closesAt"> & {
    opensAtMs: number;
    closesAtMs: number;
  })[];
};
type ConcertRow = Omit<BookedConcert, "dates"> & { dates: DateRow[] };

const dateJson = (now: number) => sql`jsonb_build_object('id', s.id, 'revision', s.revision,
  'startsAtMs', epoch_ms(s.starts_at), 'doorsAtMs', epoch_ms(s.doors_at), 'sale', ${adminSaleAt(now)},
  'saleOpensAtMs', epoch_ms(s.sale_opens_at), 'saleClosesAtMs', epoch_ms(s.sale_closes_at),
  'seatCount', p.seat_count, 'planHash', s.plan_hash, 'castIds', s.performer_ids,
  'sold', (SELECT count(*) FROM order_seat b WHERE b.schedule_id = s.id AND b.live),
  'holders', (SELECT count(DISTINCT o.account_id) FROM order_seat b JOIN customer_order o ON o.id = b.order_id
    WHERE b.schedule_id = s.id AND b.live),
  'waitlisted', (SELECT count(*) FROM waitlist_entry w WHERE w.schedule_id = s.id AND w.state IN ('waiting', 'offered')),
  'zones', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', z.zone_id, 'name', z.name, 'color', z.color,
    'priceMinor', z.price_minor, 'feeMinor', z.fee_minor) ORDER BY z.color, z.zone_id), '[]')
    FROM price_zone z WHERE z.schedule_id = s.id),
  'seatsPerAccount', s.seats_per_account, 'holdMs', s.hold_ms, 'shoppersMax', s.shoppers_max,
  'admitPerMinute', s.admit_per_minute, 'lobbyMs', s.lobby_ms, 'queueOrder', s.queue_order, 'intakes', s.intakes,
  'discounts', s.discounts, 'seating', s.seating, 'accountLimits', s.account_limits, 'refundPolicy', s.refund_policy, 'depositMinutes', s.deposit_minutes,
  'presales', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name,
    'opensAtMs', epoch_ms(e.opens_at), 'closesAtMs', epoch_ms(e.closes_at), 'seatsMax', e.seats_max, 'isPaused', e.paused_at IS NOT NULL,
    'codes', (SELECT count(*) FROM presale_code x WHERE x.presale_id = e.id),
    'emails', (SELECT count(*) FROM presale_member x WHERE x.presale_id = e.id),
    'verified', (SELECT count(*) FROM presale_grant x WHERE x.presale_id = e.id)) ORDER BY e.opens_at, e.id), '[]')
    FROM presale e WHERE e.schedule_id = s.id))`;

/** A concert with its dates in their order, published or not. */
export async function adminConcert(
  db: Database,
  { concertId, now }: { concertId: string; now: number },
): Promise<BookedConcert | null> {
  const [row] = await rowsOf<{ concert: ConcertRow }>(
    db,
    sql`SELECT jsonb_build_object('id', c.id, 'revision', c.revision, 'slug', c.slug, 'title', c.title,
      'artist', c.artist, 'description', c.description, 'notice', c.notice, 'organizer', c.organiser,
      'genre', c.genre, 'poster', c.poster, 'ageLimit', c.age_limit, 'runningMinutes', c.running_minutes,
      'currency', c.currency, 'cast', c.performers, 'ticketNote', c.ticket_note, 'state', c.state, 'publishAt', utc_text(c.publish_at),
      'venue', jsonb_build_object('id', v.id, 'name', v.name, 'timeZone', v.time_zone),
      'dates', (SELECT coalesce(jsonb_agg(${dateJson(now)} ORDER BY s.starts_at, s.id), '[]')
        FROM schedule s JOIN seat_plan p ON p.hash = s.plan_hash WHERE s.concert_id = c.id)) AS concert
    FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = ${concertId}`,
  );
  if (!row) return null;
  const { dates, ...concert } = row.concert;
  return { ...concert, dates: dates.map((date) => toDate(date, concert.currency)) };
}

function toDate(row: DateRow, currency: Currency): BookedDate {
  const { startsAtMs, doorsAtMs, saleOpensAtMs, saleClosesAtMs, zones, presales, ...rest } = row;
  const money = (amount: number) => ({ amount, currency });
  return {
    ...rest,
    startsAt: universalTime(startsAtMs),
    doorsAt: doorsAtMs === null ? null : universalTime(doorsAtMs),
    saleOpensAt: universalTime(saleOpensAtMs),
    saleClosesAt: universalTime(saleClosesAtMs),
    zones: zones.map(({ priceMinor, feeMinor, ...zone }) => {
      return { ...zone, price: money(priceMinor), fee: money(feeMinor) };
    }),
    presales: presales.map(({ opensAtMs, closesAtMs, ...presale }) => {
      return { ...presale, opensAt: universalTime(opensAtMs), closesAt: universalTime(closesAtMs) };
    }),
  };
}
