import { type SQL, sql } from "drizzle-orm";
import type { AdminVenue, NewVenue, VenueChange } from "../../contract/admin/venues.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type VenueRow = Omit<AdminVenue, "archivedAt"> & {
  archivedAtMs: number | null;
  createdAtMs: number;
};

const venueJson = (now: number): SQL => sql`jsonb_build_object('id', v.id, 'revision', v.revision,
  'name', v.name, 'city', v.city, 'address', v.address, 'timeZone', v.time_zone, 'transit', v.transit,
  'access', v.access, 'position', v.position, 'gates', v.gates, 'capacity', v.capacity, 'contact', v.contact,
  'archivedAtMs', epoch_ms(v.archived_at), 'createdAtMs', epoch_ms(v.created_at),
  'planCount', (SELECT count(*) FROM plan_revision r WHERE r.venue_id = v.id),
  'comingDates', dates_to_come(v.id, ${universalTime(now)}::timestamptz))`;

export async function createVenue(
  db: Database,
  { id, by, venue }: { id: string; by: Actor; venue: NewVenue },
): Promise<Outcome<{ id: string }>> {
  const { transit = null, access = null, position = null, gates = [], ...given } = venue;
  const { capacity = null, contact = null, name, city, address, timeZone } = given;
  await rowsOf(
    db,
    sql`WITH added AS (
      INSERT INTO venue (id, organization_id, name, city, address, time_zone, transit, access, position, gates,
        capacity, contact)
      VALUES (${id}, ${by.scope.organizationId}, ${json(name)}, ${json(city)}, ${json(address)}, ${timeZone},
        ${jsonOrNull(transit)}, ${jsonOrNull(access)}, ${jsonOrNull(position)}, ${json(gates)}, ${capacity}, ${contact}) RETURNING *
    ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT organization_id, ${by.accountId}::uuid, 'venue.create', id::text, to_jsonb(added), ${by.requestId} FROM added`,
  );
  return done({ id });
}

type VenuesWanted = {
  scope: Scope;
  search?: string | undefined;
  isArchived: boolean;
  after: string | null;
  limit: number;
  now: number;
};

/** The venues of an organization, the newest first. */
export async function listVenues(
  db: Database,
  { scope, search = "", isArchived, after, limit, now }: VenuesWanted,
): Promise<Outcome<Page<AdminVenue>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [createdAt, id] = cursor;
  const rest = id
    ? sql`AND (v.created_at, v.id) < (${universalTime(Number(createdAt))}::timestamptz, ${id}::uuid)`
    : sql``;
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const said = (column: SQL) =>
    sql`${column}->>'ko' ILIKE ${like} OR ${column}->>'en' ILIKE ${like}`;
  const saying =
    search === ""
      ? sql``
      : sql`AND (${said(sql`v.name`)} OR ${said(sql`v.city`)} OR ${said(sql`v.address`)})`;
  const rows = await rowsOf<{ venue: VenueRow }>(
    db,
    sql`SELECT ${venueJson(now)} AS venue FROM venue v
    WHERE v.organization_id = ${scope.organizationId}::uuid
      AND v.archived_at IS ${isArchived ? sql`NOT NULL` : sql`NULL`} ${saying} ${rest}
    ORDER BY v.created_at DESC, v.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ venue }: { venue: VenueRow }) => writeCursor(venue.createdAtMs, venue.id);
  return done(pageOf(rows, limit, cursorOf, ({ venue }) => toVenue(venue)));
}

export async function venueById(
  db: Database,
  { venueId, now }: { venueId: string; now: number },
): Promise<AdminVenue | null> {
  const [row] = await rowsOf<{ venue: VenueRow }>(
    db,
    sql`SELECT ${venueJson(now)} AS venue FROM venue v WHERE v.id = ${venueId}`,
  );
  return row ? toVenue(row.venue) : null;
}

type Changed = Outcome<{ revision: number }>;

/** Changes a venue, unless it was changed since `seen`. */
export function changeVenue(
  db: Database,
  wanted: { venueId: string; seen: number; change: VenueChange; by: Actor; now: number },
): Promise<Changed> {
  const { venueId, seen, change, by, now } = wanted;
  return outcomeOf(
    db,
    sql`SELECT change_venue(${venueId}, ${seen}, ${json(change)}, ${universalTime(now)}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}

export function archiveVenue(
  db: Database,
  wanted: { venueId: string; isArchived: boolean; by: Actor; now: number },
): Promise<Changed> {
  const { venueId, isArchived, by, now } = wanted;
  return outcomeOf(
    db,
    sql`SELECT archive_venue(${venueId}, ${isArchived}, ${universalTime(now)}, ${by.accountId}, ${by.requestId})
      AS outcome`,
  );
}

export type ComingDate = { scheduleId: string; title: LocalText; startsAt: string };

/** The next dates at a venue, canceled ones left out. */
export async function datesToCome(
  db: Database,
  { venueId, now, limit }: { venueId: string; now: number; limit: number },
): Promise<ComingDate[]> {
  const rows = await rowsOf<{ scheduleId: string; title: LocalText; startsAtMs: number }>(
    db,
    sql`SELECT s.id AS "scheduleId", c.title, epoch_ms(s.starts_at)::float8 AS "startsAtMs"
    FROM concert c JOIN schedule s ON s.concert_id = c.id
    WHERE c.venue_id = ${venueId} AND s.starts_at > ${universalTime(now)}::timestamptz AND s.sale_state <> 'cancelled'
    ORDER BY s.starts_at, s.id LIMIT ${limit}`,
  );
  return rows.map(({ startsAtMs, ...date }) => ({ ...date, startsAt: universalTime(startsAtMs) }));
}

function toVenue(row: VenueRow): AdminVenue {
  const { archivedAtMs, createdAtMs: _, ...venue } = row;
  return { ...venue, archivedAt: archivedAtMs === null ? null : universalTime(archivedAtMs) };
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;

const jsonOrNull = (value: unknown): SQL => (value === null ? sql`NULL::jsonb` : json(value));
