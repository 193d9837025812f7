import { sql } from "drizzle-orm";
import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { summaryJson, type SummaryRow, surroundings, toSummary } from "../catalog/catalog.ts";
import { isReachable } from "../catalog/visibility.ts";
import { type Database, rowsOf } from "../connection/database.ts";

type Wish = { accountId: string; concertId: string };

/** The concerts that an account saved, last one first. */
export async function wishesOf(
  db: Database,
  { accountId, now }: { accountId: string; now: number },
): Promise<{ concert: ConcertSummary; remind: boolean }[]> {
  const rows = await rowsOf<{ concert: SummaryRow; remind: boolean }>(
    db,
    sql`SELECT ${summaryJson} AS concert, w.remind FROM wish w
    JOIN concert c ON c.id = w.concert_id AND c.state <> 'archived' AND ${isReachable(now)} ${surroundings(now)}
    WHERE w.account_id = ${accountId} ORDER BY w.created_at DESC, c.id LIMIT 200`,
  );
  return rows.map(({ concert, remind }) => ({ concert: toSummary(concert), remind }));
}

/**
 * Keeps an eye on a concert from now on, and is told before its sale opens unless that is not wanted; false when there is
 * no such concert.
 */
export async function addWish(
  db: Database,
  { accountId, concertId, remind = true, now }: Wish & { remind?: boolean; now: number },
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`WITH known AS (SELECT c.id FROM concert c WHERE c.id = ${concertId} AND ${isReachable(now)}), added AS (
      INSERT INTO wish (account_id, concert_id, remind) SELECT ${accountId}::uuid, id, ${remind} FROM known
      ON CONFLICT (account_id, concert_id) DO UPDATE SET remind = excluded.remind
    ) SELECT id FROM known`,
  );
  return rows.length > 0;
}

export async function removeWish(db: Database, { accountId, concertId }: Wish): Promise<void> {
  await rowsOf(
    db,
    sql`DELETE FROM wish WHERE account_id = ${accountId} AND concert_id = ${concertId}`,
  );
}
