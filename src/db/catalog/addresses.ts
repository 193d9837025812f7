import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";
import { isReachable } from "./visibility.ts";
import { universalTime } from "./universal-time.ts";

export type ConcertAddress = { id: string; slug: string };

/** What fans find a concert by, also while it does not show, and whether it shows now. */
export async function concertAddress(
  db: Database,
  { concertId, now }: { concertId: string; now: number },
): Promise<(ConcertAddress & { isShown: boolean }) | null> {
  const [row] = await rowsOf<ConcertAddress & { isShown: boolean }>(
    db,
    sql`SELECT c.id, c.slug, ${isReachable(now)} AS "isShown" FROM concert c WHERE c.id = ${concertId}`,
  );
  return row ?? null;
}

/** The concerts at a venue that have dates to come: at most `limit`. */
export const concertsAt = (
  db: Database,
  { venueId, now, limit }: { venueId: string; now: number; limit: number },
): Promise<ConcertAddress[]> =>
  rowsOf<ConcertAddress>(
    db,
    sql`SELECT c.id, c.slug FROM concert c WHERE c.venue_id = ${venueId} AND EXISTS (
      SELECT FROM schedule s WHERE s.concert_id = c.id AND s.starts_at > ${universalTime(now)}::timestamptz
    ) ORDER BY c.id DESC LIMIT ${limit}`,
  );
