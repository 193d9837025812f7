import { type SQL, sql } from "drizzle-orm";
import type { LocalText } from "../../contract/money/money.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "./universal-time.ts";
import { isListed } from "./visibility.ts";

/** The filter for concerts; days are calendar days at the venue. */
export type ConcertFilter = {
  text?: string | undefined;
  genre?: string | undefined;
  city?: string | undefined;
  fromDay?: string | undefined;
  toDay?: string | undefined;
};

/** Further conditions on a concert `c` that has a date from `asOf` on. */
export function matching(filter: ConcertFilter, asOf: SQL): SQL {
  const { text, genre, city, fromDay, toDay } = filter;
  const conditions: SQL[] = [];
  if (genre !== undefined) conditions.push(sql`AND c.genre = ${genre}`);
  if (city !== undefined)
    conditions.push(
      sql`AND EXISTS (SELECT FROM venue v WHERE v.id = c.venue_id AND lower(v.city->>'en') = lower(${city}))`,
    );
  if (fromDay !== undefined || toDay !== undefined) {
    const day = sql`(f.starts_at AT TIME ZONE v.time_zone)::date`;
    conditions.push(sql`AND EXISTS (
      SELECT FROM schedule f JOIN venue v ON v.id = c.venue_id
      WHERE f.concert_id = c.id AND f.starts_at >= ${asOf}
        AND ${day} >= ${fromDay ?? "-infinity"}::date AND ${day} <= ${toDay ?? "infinity"}::date
    )`);
  }
  if (text !== undefined && text.trim() !== "")
    conditions.push(sql`AND c.id IN (SELECT concert_id FROM ${named(text, asOf)})`);
  return sql.join(conditions, sql` `);
}

/** Which concerts to come were meant, and with how many slips: a table of `concert_id` and `slips`. */
export const named = (text: string, asOf: SQL): SQL => sql`concerts_named(${text.trim()}, ${asOf})`;

/** The cities that have a concert to come, those with the most first. */
export async function citiesToCome(db: Database, now: number): Promise<LocalText[]> {
  const rows = await rowsOf<{ city: LocalText }>(
    db,
    sql`SELECT v.city FROM concert c JOIN venue v ON v.id = c.venue_id
    WHERE ${isListed(now)} AND EXISTS (
      SELECT FROM schedule s WHERE s.concert_id = c.id AND s.starts_at >= ${universalTime(now)}::timestamptz
    ) GROUP BY v.city ORDER BY count(*) DESC, v.city->>'en'`,
  );
  return rows.map(({ city }) => city);
}
