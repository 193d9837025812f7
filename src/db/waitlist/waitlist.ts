import { sql } from "drizzle-orm";
import { saleEnd } from "../sale/closing.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { bandOf } from "../../contract/sale/waitlist-rules.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";

type Of = { scheduleId: string; accountId: string };
export type WaitlistRequest = { zoneIds: string[]; count: number; together: boolean };

const momentOf = (ms: number) => sql`${universalTime(ms)}::timestamptz`;

/** Joins the waitlist, or changes the choice of an existing entry. */
export const joinWaitlist = (
  db: Database,
  { scheduleId, accountId, zoneIds, count, together, now }: Of & WaitlistRequest & { now: number },
): Promise<Outcome<null>> =>
  outcomeOf<null>(
    db,
    sql`SELECT join_waitlist(${scheduleId}, ${accountId}, ${sql.param(zoneIds)}::text[], ${count}, ${together},
      ${momentOf(now)}) AS outcome`,
  );

/** Gives up the place. Gives the offer that was open, whose seats are then to be let go. */
export async function leaveWaitlist(
  db: Database,
  { scheduleId, accountId }: Of,
): Promise<{ holdId: string | null }> {
  const [row] = await rowsOf<{ holdId: string | null }>(
    db,
    sql`WITH gone AS (
      UPDATE waitlist_entry SET state = 'left', changed_at = now()
      WHERE schedule_id = ${scheduleId} AND account_id = ${accountId} AND state IN ('waiting', 'offered')
      RETURNING id
    ) SELECT o.id AS "holdId" FROM gone JOIN waitlist_offer o ON o.entry_id = gone.id AND o.state = 'open'`,
  );
  return { holdId: row?.holdId ?? null };
}

type EntryRow = Omit<WaitlistEntry, "startsAt" | "closesAt" | "joinedAt" | "ahead" | "offer"> & {
  startsAtMs: number;
  closesAtMs: number;
  joinedAtMs: number;
  isOver: boolean;
  ahead: number | null;
  offer: (Omit<NonNullable<WaitlistEntry["offer"]>, "expiresAt"> & { expiresAtMs: number }) | null;
};

// Ahead of me: entries with an earlier rank that would take what I would take.
const aheadMost = 1_001;
const entryJson = sql`jsonb_build_object('scheduleId', e.schedule_id, 'startsAtMs', epoch_ms(s.starts_at),
  'closesAtMs', epoch_ms(${saleEnd}), 'joinedAtMs', epoch_ms(e.joined_at),
  'concert', jsonb_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'poster', c.poster),
  'venue', jsonb_build_object('name', v.name, 'timeZone', v.time_zone),
  'zones', coalesce((SELECT jsonb_agg(jsonb_build_object('id', z.zone_id, 'name', z.name) ORDER BY z.color, z.zone_id)
    FROM price_zone z WHERE z.schedule_id = e.schedule_id AND z.zone_id = ANY (e.zones)), '[]'),
  'isOver', s.sale_state IN ('closed', 'cancelled'), 'count', e.seats, 'together', e.together, 'missed', e.missed, 'state', e.state,
  'ahead', CASE WHEN e.state = 'waiting' THEN (SELECT count(*) FROM (SELECT FROM waitlist_entry b
    WHERE b.schedule_id = e.schedule_id AND b.state = 'waiting' AND b.rank < e.rank
      AND (b.zones = '{}' OR e.zones = '{}' OR b.zones && e.zones) LIMIT ${aheadMost}) before) END,
  'offer', CASE WHEN e.state = 'offered' THEN (SELECT jsonb_build_object('holdId', o.id, 'zoneId', o.zone_id,
    'seatKeys', o.seat_keys, 'expiresAtMs', epoch_ms(o.expires_at)) FROM waitlist_offer o
    WHERE o.entry_id = e.id AND o.state = 'open'
      AND NOT EXISTS (SELECT FROM settlement t WHERE t.hold_id = o.id AND t.order_id IS NOT NULL)) END)`;

/** An account's waitlist entries, last joined first; or only the one for a schedule. */
export async function waitlistOf(
  db: Database,
  { accountId, scheduleId, now }: { accountId: string; scheduleId?: string; now: number },
): Promise<WaitlistEntry[]> {
  const only = scheduleId === undefined ? sql`` : sql`AND e.schedule_id = ${scheduleId}`;
  const rows = await rowsOf<{ entry: EntryRow }>(
    db,
    sql`SELECT ${entryJson} AS entry FROM waitlist_entry e
    JOIN schedule s ON s.id = e.schedule_id JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    WHERE e.account_id = ${accountId} AND e.state <> 'left' ${only}
      AND (e.state IN ('waiting', 'offered') OR e.changed_at > ${momentOf(now)} - interval '14 days')
    ORDER BY e.joined_at DESC LIMIT 50`,
  );
  return rows.map(({ entry }) => toEntry(entry, now));
}

function toEntry(row: EntryRow, now: number): WaitlistEntry {
  const { startsAtMs, closesAtMs, joinedAtMs, isOver, ahead, offer, state, ...rest } = row;
  const isLive = state === "waiting" || state === "offered";
  const isClosed = isLive && (isOver || now >= closesAtMs);
  // An offer without its row in the list has just been paid for.
  const shown = state === "offered" && offer === null ? "bought" : state;
  return {
    ...rest,
    state: isClosed ? "closed" : shown,
    startsAt: universalTime(startsAtMs),
    closesAt: universalTime(closesAtMs),
    joinedAt: universalTime(joinedAtMs),
    ahead: ahead === null || isClosed ? null : bandOf(ahead),
    offer: offer && {
      holdId: offer.holdId,
      expiresAt: universalTime(offer.expiresAtMs),
      zoneId: offer.zoneId,
      seatKeys: offer.seatKeys,
    },
  };
}
