import { type SQL, sql } from "drizzle-orm";
import type { Concert, ConcertSummary, SaleState } from "../../contract/catalog/concerts.ts";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "./universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { isListed, isReachable } from "./visibility.ts";
import { saleAt } from "./schedules.ts";
import { type ConcertFilter, matching } from "./search.ts";
import { type Left, stockOf } from "./stock.ts";

export type SummaryRow = Pick<
  ConcertSummary,
  "id" | "slug" | "title" | "artist" | "genre" | "poster" | "venue"
> &
  Left & {
    currency: Currency;
    firstStartsAtMs: number | null;
    lastStartsAtMs: number | null;
    firstOnSaleStartsAtMs: number | null;
    saleOpensAtMs: number | null;
    sale: SaleState | null;
    totalFromMinor: number | null;
    openings: OpeningRow[];
  };
type OpeningRow = {
  opensAtMs: number;
  presale: LocalText | null;
  firstStartsAtMs: number;
  lastStartsAtMs: number;
};
type Details = Pick<
  Concert,
  | "description"
  | "notice"
  | "organizer"
  | "seller"
  | "isListed"
  | "ageLimit"
  | "runningMinutes"
  | "posterAlt"
  | "cast"
> &
  Pick<Concert["venue"], "transit" | "access" | "position" | "gates">;
type ConcertRow = SummaryRow & Details;

export const summaryJson = sql`jsonb_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'artist', c.artist,
  'genre', c.genre, 'poster', c.poster, 'currency', c.currency,
  'venue', jsonb_build_object('id', v.id, 'name', v.name, 'city', v.city, 'address', v.address,
    'timeZone', v.time_zone),
  'firstStartsAtMs', epoch_ms(d.first_start), 'lastStartsAtMs', epoch_ms(d.last_start),
  'firstOnSaleStartsAtMs', epoch_ms(d.first_on_sale),
  'saleOpensAtMs', epoch_ms(d.sale_opens_at), 'sale', d.sale, 'totalFromMinor', d.price_from,
  'seatsLeft', d.seats_left, 'seatsTotal', d.seats_total, 'openings', n.openings)`;

const openingsWithinMs = 30 * 86_400_000;
const openingsMax = 5;

/**
 * The venue and the dates of a concert `c`; its sale is the best of theirs, and opens when that one does. A date that is
 * sold out comes after one that is still to be sold. What is left is left on all dates that are on sale, if all were counted.
 * Dates that open at the same moment are one opening.
 */
export const surroundings = (now: number): SQL => sql`JOIN venue v ON v.id = c.venue_id
  CROSS JOIN LATERAL (
    SELECT min(s.starts_at) AS first_start, max(s.starts_at) AS last_start,
      min(s.starts_at) FILTER (WHERE s.rank = 1) AS first_on_sale, min(z.price_from) AS price_from,
      (array_agg(s.sale ORDER BY s.rank, s.sale_opens_at))[1] AS sale,
      (array_agg(s.sale_opens_at ORDER BY s.rank, s.sale_opens_at))[1] AS sale_opens_at,
      CASE WHEN bool_and(s.seats_left IS NOT NULL) FILTER (WHERE s.sale = 'open')
        THEN sum(s.seats_left) FILTER (WHERE s.sale = 'open') END AS seats_left,
      sum(s.seats_total) FILTER (WHERE s.sale = 'open') AS seats_total
    FROM (
      SELECT *, CASE WHEN sale = 'open' AND seats_left = 0 THEN 3
        ELSE array_position(ARRAY['open', 'upcoming', NULL, 'paused', 'closed', 'cancelled'], sale) END AS rank
      FROM (
        SELECT s.*, ${saleAt(now)} AS sale, t.seats_left, t.seats_total
        FROM schedule s LEFT JOIN schedule_stock t ON t.schedule_id = s.id WHERE s.concert_id = c.id
      ) s
    ) s
    CROSS JOIN LATERAL (
      SELECT min(price_minor + fee_minor) AS price_from FROM price_zone WHERE schedule_id = s.id
    ) z
  ) d
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('opensAtMs', epoch_ms(o.opens_at), 'presale', o.presale,
      'firstStartsAtMs', epoch_ms(o.first_start), 'lastStartsAtMs', epoch_ms(o.last_start))
      ORDER BY o.opens_at, o.first_start), '[]') AS openings
    FROM (
      SELECT o.opens_at, o.presale, min(s.starts_at) AS first_start, max(s.starts_at) AS last_start
      FROM schedule s CROSS JOIN LATERAL (
        SELECT s.sale_opens_at AS opens_at, NULL::jsonb AS presale
        UNION ALL SELECT opens_at, name FROM presale WHERE schedule_id = s.id
      ) o
      WHERE s.concert_id = c.id AND ${saleAt(now)} = 'upcoming' AND o.opens_at > ${universalTime(now)}::timestamptz
        AND o.opens_at <= ${universalTime(now + openingsWithinMs)}::timestamptz
      GROUP BY o.opens_at, o.presale ORDER BY o.opens_at, first_start LIMIT ${openingsMax}
    ) o
  ) n`;

export type ConcertsWanted = {
  after: string | null;
  limit: number;
  now: number;
  filter?: ConcertFilter;
};

/** Published concerts with a date to come, the soonest first. */
export async function listConcerts(
  db: Database,
  { after, limit, now, filter = {} }: ConcertsWanted,
): Promise<Outcome<Page<ConcertSummary>>> {
  const cursor = after === null ? [] : readCursor(after, "sinceMomentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  // All pages use the first page's moment, or a concert could move between pages while somebody reads on.
  const [since = now, startsAt, id] = cursor;
  const asOf = sql`${universalTime(Number(since))}::timestamptz`;
  const rest = id
    ? sql`AND (s.starts_at, s.concert_id) > (${universalTime(Number(startsAt))}::timestamptz, ${id}::uuid)`
    : sql``;
  const rows = await rowsOf<{ concert: SummaryRow; nextMs: number }>(
    db,
    sql`SELECT ${summaryJson} AS concert, epoch_ms(page.starts_at)::float8 AS "nextMs" FROM (
      SELECT s.starts_at, s.concert_id FROM schedule s
      JOIN concert c ON c.id = s.concert_id AND ${isListed(Number(since))}
      WHERE s.starts_at >= ${asOf} ${rest} AND NOT EXISTS (
        SELECT FROM schedule e
        WHERE e.concert_id = s.concert_id AND e.starts_at >= ${asOf} AND e.starts_at < s.starts_at
      ) ${matching(filter, asOf)} ORDER BY s.starts_at, s.concert_id LIMIT ${limit + 1}
    ) page JOIN concert c ON c.id = page.concert_id ${surroundings(now)}
    ORDER BY page.starts_at, page.concert_id`,
  );
  const cursorOf = ({ concert, nextMs }: { concert: SummaryRow; nextMs: number }) =>
    writeCursor(since, nextMs, concert.id);
  return done(pageOf(rows, limit, cursorOf, ({ concert }) => toSummary(concert)));
}

/** One concert that its address leads to, by its id or its slug. */
export async function concertById(
  db: Database,
  { concert, now }: { concert: string; now: number },
): Promise<Concert | null> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(concert);
  const [row] = await rowsOf<{ concert: ConcertRow }>(
    db,
    sql`SELECT ${summaryJson} || jsonb_build_object('description', c.description, 'ageLimit', c.age_limit,
      'runningMinutes', c.running_minutes, 'notice', c.notice, 'organizer', c.organiser, 'cast', c.performers, 'isListed', ${isListed(now)},
      'seller', (SELECT o.identity FROM organization o WHERE o.id = c.organization_id),
      'transit', v.transit, 'access', v.access, 'position', v.position, 'gates', v.gates,
      'posterAlt', (SELECT i.alt FROM image i WHERE i.hash = ANY (images_in(to_jsonb(c.poster))))) AS concert
    FROM concert c ${surroundings(now)}
    WHERE ${isReachable(now)} AND ${isId ? sql`c.id = ${concert}` : sql`c.slug = ${concert}`}`,
  );
  if (!row) return null;
  const { description, notice, organizer, seller, isListed: listed } = row.concert;
  const { ageLimit, runningMinutes, posterAlt, cast = [] } = row.concert;
  const { transit, access, position, gates } = row.concert;
  const summary = toSummary(row.concert);
  const told = {
    description,
    notice,
    organizer,
    seller,
    isListed: listed,
    ageLimit,
    runningMinutes,
    ...(posterAlt ? { posterAlt } : {}),
    ...(cast.length > 0 ? { cast } : {}),
  };
  return { ...summary, ...told, venue: { ...summary.venue, transit, access, position, gates } };
}

export function toSummary(row: SummaryRow): ConcertSummary {
  const { id, slug, title, artist, genre, poster, venue, currency, totalFromMinor } = row;
  const time = (epochMs: number | null) => (epochMs === null ? null : universalTime(epochMs));
  return {
    id,
    slug,
    title,
    artist,
    genre,
    poster,
    venue,
    firstStartsAt: time(row.firstStartsAtMs),
    lastStartsAt: time(row.lastStartsAtMs),
    firstOnSaleStartsAt: time(row.firstOnSaleStartsAtMs),
    saleOpensAt: time(row.saleOpensAtMs),
    openings: row.openings.map((opening) => ({
      opensAt: universalTime(opening.opensAtMs),
      presale: opening.presale,
      firstStartsAt: universalTime(opening.firstStartsAtMs),
      lastStartsAt: universalTime(opening.lastStartsAtMs),
    })),
    // A concert whose dates are not known yet is still to be sold.
    sale: row.sale ?? "upcoming",
    stock: row.sale === "open" ? stockOf(row) : null,
    totalFrom: totalFromMinor === null ? null : { amount: totalFromMinor, currency },
  };
}
