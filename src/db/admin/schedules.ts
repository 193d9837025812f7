import { type SQL, sql } from "drizzle-orm";
import { saleEnd } from "../sale/closing.ts";
import type { AdminSchedule } from "../../contract/admin/sales.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { within } from "../staff/access.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type Timed = "startsAt" | "saleOpensAt" | "saleClosesAt" | "lobbyOpensAt" | "presales";
export type AdminScheduleRow = Omit<AdminSchedule, Timed> & {
  startsAtMs: number;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
  lobbyMs: number;
  presales: (Pick<AdminSchedule["presales"][number], "id" | "name"> & {
    opensAtMs: number;
    closesAtMs: number;
  })[];
};

/** The sale of a schedule `s` as an organizer sees it: a draining one is not over. */
export function adminSaleAt(now: number): SQL {
  const at = sql`${universalTime(now)}::timestamptz`;
  return sql`CASE WHEN s.sale_state IN ('cancelled', 'closed') THEN s.sale_state
      WHEN ${saleEnd} <= ${at} THEN 'closed' WHEN s.sale_state IN ('paused', 'draining') THEN s.sale_state
      WHEN s.sale_opens_at > ${at} THEN 'upcoming' ELSE 'open' END`;
}

/** A schedule `s` of a concert `c` in a venue `v` with a plan `p`, as an organizer sees it. */
export function adminScheduleJson(now: number): SQL {
  return sql`jsonb_build_object('id', s.id, 'revision', s.revision, 'slug', c.slug, 'title', c.title, 'venue', v.name,
    'timeZone', v.time_zone, 'startsAtMs', epoch_ms(s.starts_at), 'sale', ${adminSaleAt(now)},
    'saleOpensAtMs', epoch_ms(s.sale_opens_at), 'saleClosesAtMs', epoch_ms(s.sale_closes_at),
    'lobbyMs', s.lobby_ms, 'seatCount', p.seat_count, 'shoppersMax', s.shoppers_max,
    'admitPerMinute', s.admit_per_minute, 'order', s.queue_order, 'notice', s.notice,
    'sold', (SELECT count(*) FROM order_seat b WHERE b.schedule_id = s.id AND b.live),
    'presales', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name,
      'opensAtMs', epoch_ms(e.opens_at), 'closesAtMs', epoch_ms(e.closes_at)) ORDER BY e.opens_at), '[]')
      FROM presale e WHERE e.schedule_id = s.id))`;
}

export const adminScheduleTables = sql`schedule s JOIN concert c ON c.id = s.concert_id
  JOIN venue v ON v.id = c.venue_id JOIN seat_plan p ON p.hash = s.plan_hash`;

export async function adminSchedule(
  db: Database,
  { scheduleId, now }: { scheduleId: string; now: number },
): Promise<AdminSchedule | null> {
  const [row] = await rowsOf<{ schedule: AdminScheduleRow }>(
    db,
    sql`SELECT ${adminScheduleJson(now)} AS schedule FROM ${adminScheduleTables} WHERE s.id = ${scheduleId}`,
  );
  return row ? toAdminSchedule(row.schedule) : null;
}

/** The concert of a date. */
export async function scheduleConcert(db: Database, scheduleId: string): Promise<string | null> {
  const [row] = await rowsOf<{ concertId: string }>(
    db,
    sql`SELECT concert_id AS "concertId" FROM schedule WHERE id = ${scheduleId}`,
  );
  return row?.concertId ?? null;
}

type Wanted = {
  scope: Scope;
  when: "coming" | "past";
  search: string | null;
  after: string | null;
  limit: number;
  now: number;
};

/** The dates within a scope, of unpublished concerts too: the nearest first, on either side of now. */
export async function listAdminSchedules(
  db: Database,
  { scope, when, search, after, limit, now }: Wanted,
): Promise<Outcome<Page<AdminSchedule>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [startsAtMs, id] = cursor;
  const [beyond, way] = when === "coming" ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`];
  const from = sql`${universalTime(startsAtMs === undefined ? now : Number(startsAtMs))}::timestamptz`;
  const page = id
    ? sql`(s.starts_at, s.id) ${beyond} (${from}, ${id}::uuid)`
    : sql`s.starts_at ${beyond} ${from}`;
  const rows = await rowsOf<{ schedule: AdminScheduleRow }>(
    db,
    sql`SELECT ${adminScheduleJson(now)} AS schedule FROM ${adminScheduleTables}
    WHERE ${page} AND ${within(scope, sql`c.organization_id`, sql`c.id`)} AND ${search === null ? sql`true` : named(search)}
    ORDER BY s.starts_at ${way}, s.id ${way} LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ schedule }: { schedule: AdminScheduleRow }) =>
    writeCursor(schedule.startsAtMs, schedule.id);
  return done(pageOf(rows, limit, cursorOf, ({ schedule }) => toAdminSchedule(schedule)));
}

/** A concert `c` with a text in its title, its artist or its slug. */
export function named(search: string): SQL {
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`(c.title->>'ko' ILIKE ${like} OR c.title->>'en' ILIKE ${like} OR c.artist->>'ko' ILIKE ${like}
    OR c.artist->>'en' ILIKE ${like} OR c.slug ILIKE ${like})`;
}

export function toAdminSchedule(row: AdminScheduleRow): AdminSchedule {
  const { startsAtMs, saleOpensAtMs, saleClosesAtMs, lobbyMs, presales, ...rest } = row;
  return {
    ...rest,
    startsAt: universalTime(startsAtMs),
    saleOpensAt: universalTime(saleOpensAtMs),
    saleClosesAt: universalTime(saleClosesAtMs),
    lobbyOpensAt: universalTime(saleOpensAtMs - lobbyMs),
    presales: presales.map(({ opensAtMs, closesAtMs, ...presale }) => ({
      ...presale,
      opensAt: universalTime(opensAtMs),
      closesAt: universalTime(closesAtMs),
    })),
  };
}
