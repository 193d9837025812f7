import { type SQL, sql } from "drizzle-orm";
import type { Suggestions } from "../../contract/catalog/suggestions.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "./universal-time.ts";
import { named } from "./search.ts";
import { isListed } from "./visibility.ts";

const most = { found: 200, concerts: 5, others: 3 } as const;

/** Concerts to come, those first whose names begin so or were meant with fewer slips; and the artists and venues of such. */
export async function suggest(
  db: Database,
  { text, now }: { text: string; now: number },
): Promise<Suggestions> {
  const asOf = sql`${universalTime(now)}::timestamptz`;
  const [row] = await rowsOf<Suggestions>(
    db,
    sql`WITH found AS (
      SELECT c.id, c.slug, c.title, c.artist, c.poster, v.id AS venue_id, v.name AS venue, v.city, d.next,
        ${namesMatch(text, sql`(c.title->>'ko')`, true)} OR ${namesMatch(text, sql`(c.title->>'en')`, true)}
          OR ${namesMatch(text, sql`(c.artist->>'ko')`, true)} OR ${namesMatch(text, sql`(c.artist->>'en')`, true)}
          AS is_begun, n.slips,
        ${namesMatch(text, sql`(c.artist->>'ko') || ' ' || (c.artist->>'en')`)} AS by_artist,
        ${namesMatch(text, sql`(v.name->>'ko') || ' ' || (v.name->>'en')`)} AS by_venue
      FROM ${named(text, asOf)} n JOIN concert c ON c.id = n.concert_id JOIN venue v ON v.id = c.venue_id
      CROSS JOIN LATERAL (
        SELECT min(s.starts_at) AS next FROM schedule s WHERE s.concert_id = c.id AND s.starts_at >= ${asOf}
      ) d
      WHERE ${isListed(now)} AND d.next IS NOT NULL
      ORDER BY d.next, c.id LIMIT ${most.found}
    )
    SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('slug', slug, 'title', title, 'artist', artist,
        'poster', poster, 'venue', venue) ORDER BY NOT is_begun, slips, next, id)
      FROM (SELECT * FROM found ORDER BY NOT is_begun, slips, next, id LIMIT ${most.concerts}) c), '[]') AS concerts,
    coalesce((SELECT jsonb_agg(jsonb_build_object('name', artist, 'concerts', concerts) ORDER BY next, artist)
      FROM (SELECT artist, count(*) AS concerts, min(next) AS next FROM found WHERE by_artist
        GROUP BY artist ORDER BY next, artist LIMIT ${most.others}) a), '[]') AS artists,
    coalesce((SELECT jsonb_agg(jsonb_build_object('name', venue, 'city', city, 'concerts', concerts)
        ORDER BY next, venue)
      FROM (SELECT venue, city, count(*) AS concerts, min(next) AS next FROM found WHERE by_venue
        GROUP BY venue_id, venue, city ORDER BY next, venue LIMIT ${most.others}) v), '[]') AS venues`,
  );
  return row ?? { concerts: [], artists: [], venues: [] };
}

/** True if the typed text means this name and not another part of the same concert. */
function namesMatch(text: string, name: SQL, isAtStart = false): SQL {
  const isConsonants = /^[ㄱ-ㅎ\s]+$/.test(text);
  const letters = isConsonants ? sql`ko_cho` : sql`ko_jamo`;
  return sql`${letters}(${name}) LIKE ${isAtStart ? "" : "%"} || ${letters}(${text}) || '%'`;
}
