import { sql } from "drizzle-orm";
import type { ConcertSummary } from "../contract/concerts.ts";
import { summaryJson, type SummaryRow, surroundings, toSummary } from "./catalogue.ts";
import { type Database, rowsOf } from "./database.ts";

type Wish = { accountId: string; concertId: string };

/** The concerts that an account keeps an eye on, the last one first. */
export async function wishesOf(
  db: Database,
  { accountId, now }: { accountId: string; now: number },
): Promise<ConcertSummary[]> {
  const rows = await rowsOf<{ concert: SummaryRow }>(
    db,
    sql`SELECT ${summaryJson} AS concert FROM wish w
    JOIN concert c ON c.id = w.concert_id AND c.is_published ${surroundings(now)}
    WHERE w.account_id = ${accountId} ORDER BY w.created_at DESC, c.id LIMIT 200`,
  );
  return rows.map(({ concert }) => toSummary(concert));
}

/** Keeps an eye on a concert from now on; false when there is no such concert. */
export async function addWish(db: Database, { accountId, concertId }: Wish): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`WITH known AS (SELECT id FROM concert WHERE id = ${concertId} AND is_published), added AS (
      INSERT INTO wish (account_id, concert_id) SELECT ${accountId}::uuid, id FROM known ON CONFLICT DO NOTHING
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
