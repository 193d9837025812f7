import { sql } from "drizzle-orm";
import type { AdminConcertSummary } from "../../../contract/admin/changes/concert-list.ts";
import type { Scope } from "../../../contract/admin/rights.ts";
import { done, type Outcome, refuse } from "../../../contract/problems.ts";
import { universalTime } from "../../catalog/universal-time.ts";
import { type Database, rowsOf } from "../../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../../connection/page.ts";
import { within } from "../../staff/access.ts";
import { named } from "../schedules.ts";

type Wanted = {
  scope: Scope;
  search: string | null;
  after: string | null;
  limit: number;
  now: number;
};
type Row = { concert: AdminConcertSummary; createdAtMs: number };

/** The concerts within a scope in all their states, newest first. */
export async function listAdminConcerts(
  db: Database,
  { scope, search, after, limit, now }: Wanted,
): Promise<Outcome<Page<AdminConcertSummary>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [createdAtMs, id] = cursor;
  const page = id
    ? sql`(c.created_at, c.id) < (${universalTime(Number(createdAtMs))}::timestamptz, ${id}::uuid)`
    : sql`true`;
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT epoch_ms(c.created_at) AS "createdAtMs", jsonb_build_object('id', c.id, 'slug', c.slug,
      'title', c.title, 'poster', c.poster, 'state', c.state, 'publishAt', utc_text(c.publish_at),
      'venue', jsonb_build_object('name', v.name, 'timeZone', v.time_zone), 'dateCount', d.dates,
      'nextStartsAt', utc_text(d.next), 'lastStartsAt', utc_text(d.last), 'seats', d.seats, 'sold', d.sold) AS concert
    FROM concert c JOIN venue v ON v.id = c.venue_id CROSS JOIN LATERAL (
      SELECT count(*) AS dates, min(s.starts_at) FILTER (WHERE is_coming) AS next, max(s.starts_at) AS last,
        coalesce(sum(coalesce(t.seats_total, p.seat_count)) FILTER (WHERE is_coming), 0) AS seats,
        coalesce(sum(t.seats_sold) FILTER (WHERE is_coming), 0) AS sold
      FROM schedule s JOIN seat_plan p ON p.hash = s.plan_hash
      LEFT JOIN schedule_stock t ON t.schedule_id = s.id
      CROSS JOIN LATERAL (SELECT s.starts_at > ${universalTime(now)}::timestamptz AND s.sale_state <> 'cancelled' AS is_coming) k
      WHERE s.concert_id = c.id) d
    WHERE ${page} AND ${within(scope, sql`c.organization_id`, sql`c.id`)} AND ${search === null ? sql`true` : named(search)}
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ concert, createdAtMs: at }: Row) => writeCursor(at, concert.id);
  return done(pageOf(rows, limit, cursorOf, ({ concert }) => concert));
}
