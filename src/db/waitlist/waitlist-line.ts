import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

/** A waitlist entry and its choice; no zones means any zone. */
export type InLine = {
  entryId: string;
  rank: string;
  accountId: string;
  zoneIds: string[];
  count: number;
  together: boolean;
};
export type OpenOffer = {
  offerId: string;
  accountId: string;
  seats: number[];
  expiresAtMs: number;
};
export type Line = {
  waiting: InLine[];
  open: OpenOffer[];
  /** Zones with waitlist entries or offers; `any` if an entry would take any zone. */
  awaited: { any: boolean; zoneIds: string[] };
};

/** Seats of one zone that came back: how many, and how many of them at most side by side. */
export type Returned = { zoneId: string; count: number; together: number };

/** The next of a schedule's waitlist after a rank among those whom these seats could serve, and its open offers. */
export async function waitlistLine(
  db: Database,
  wanted: { scheduleId: string; returned: Returned[]; after: string | null; limit: number },
): Promise<Line> {
  const { scheduleId, returned, after, limit } = wanted;
  const isServed = sql`EXISTS (
    SELECT FROM jsonb_to_recordset(${JSON.stringify(returned)}::jsonb) AS r("zoneId" text, count int, together int)
    WHERE (w.zones = '{}' OR r."zoneId" = ANY (w.zones))
      AND w.seats <= CASE WHEN w.together THEN r.together ELSE r.count END)`;
  const isNext = after === null ? sql`true` : sql`w.rank > ${after}::uuid`;
  const [row] = await rowsOf<{ line: Line }>(
    db,
    sql`SELECT jsonb_build_object(
      'waiting', coalesce((SELECT jsonb_agg(jsonb_build_object('entryId', e.id, 'rank', e.rank, 'accountId', e.account_id,
          'zoneIds', e.zones, 'count', e.seats, 'together', e.together) ORDER BY e.rank)
        FROM (SELECT * FROM waitlist_entry w WHERE w.schedule_id = ${scheduleId} AND w.state = 'waiting'
          AND ${isNext} AND ${isServed} ORDER BY w.rank LIMIT ${limit}) e), '[]'),
      'open', coalesce((SELECT jsonb_agg(jsonb_build_object('offerId', o.id, 'accountId', e.account_id, 'seats', o.seats,
          'expiresAtMs', epoch_ms(o.expires_at)))
        FROM waitlist_offer o JOIN waitlist_entry e ON e.id = o.entry_id
        WHERE o.schedule_id = ${scheduleId} AND o.state = 'open'), '[]'),
      'awaited', (SELECT jsonb_build_object('any', coalesce(bool_or(zones = '{}'), false),
          'zoneIds', coalesce((SELECT jsonb_agg(DISTINCT zone) FROM waitlist_entry w, unnest(w.zones) AS zone
            WHERE w.schedule_id = ${scheduleId} AND w.state IN ('waiting', 'offered')), '[]'))
        FROM waitlist_entry WHERE schedule_id = ${scheduleId} AND state IN ('waiting', 'offered'))) AS line`,
  );
  if (!row) throw new Error("the statement gave no line");
  return row.line;
}

export type OfferEnd = { id: string; how: "declined" | "lapsed" | "void" };
export type NewOffer = {
  id: string;
  entryId: string;
  seats: number[];
  seatKeys: string[];
  zoneId: string;
  expiresAtMs: number;
};

/** Ends offers and makes others, with the messages that tell of them. Gives those that could be made. */
export async function moveWaitlist(
  db: Database,
  moved: { scheduleId: string; ends: OfferEnd[]; offers: NewOffer[]; now: number },
): Promise<string[]> {
  const { scheduleId, ends, offers, now } = moved;
  const [row] = await rowsOf<{ made: string[] }>(
    db,
    sql`SELECT move_waitlist(${scheduleId}, ${JSON.stringify(ends)}::jsonb, ${JSON.stringify(offers)}::jsonb,
      ${new Date(now).toISOString()}::timestamptz) AS made`,
  );
  return row?.made ?? [];
}

/** The recent waitlist entries by schedule, which an object may not know yet. */
export function freshWaitlists(
  db: Database,
  { sinceMs, limit }: { sinceMs: number; limit: number },
): Promise<{ scheduleId: string; any: boolean; zoneIds: string[] }[]> {
  return rowsOf(
    db,
    sql`SELECT schedule_id AS "scheduleId", bool_or(zones = '{}') AS any,
      coalesce(array_agg(DISTINCT zone) FILTER (WHERE zone IS NOT NULL), '{}') AS "zoneIds"
    FROM waitlist_entry LEFT JOIN LATERAL unnest(zones) AS zone ON true
    WHERE state = 'waiting' AND changed_at > ${new Date(sinceMs).toISOString()}::timestamptz
    GROUP BY schedule_id LIMIT ${limit}`,
  );
}
