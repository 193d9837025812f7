import { type SQL, sql } from "drizzle-orm";
import type { Act, ActObject } from "../../contract/admin/activity.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type ObjectRow = Omit<ActObject, "date"> & { startsAtMs?: number; timeZone?: string };
type ActRow = Omit<Act, "at" | "object"> & { atMs: number; object: ObjectRow | null };

type Wanted = {
  scope: Scope;
  subject?: string | undefined;
  search?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  after: string | null;
  limit: number;
};

/** The audit log of an organization, newest first, with an optional filter. */
export async function listActs(
  db: Database,
  { scope, after, limit, ...filter }: Wanted,
): Promise<Outcome<Page<Act>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [, id] = cursor;
  const rows = await rowsOf<{ act: ActRow }>(
    db,
    sql`SELECT jsonb_build_object('id', a.id, 'atMs', epoch_ms(a.at), 'action', a.action, 'subject', a.subject,
      'origin', a.origin,      'object', ${objectJson},
      'actor', (SELECT jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email) FROM account p
        WHERE p.id = a.actor_id),
      'changes', ${changesJson}) AS act
    FROM audit_log a WHERE a.organization_id = ${scope.organizationId} AND ${matching(filter)}
      ${id ? sql`AND a.id < ${id}::uuid` : sql``}
    ORDER BY a.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ act }: { act: ActRow }) => writeCursor(act.atMs, act.id);
  return done(pageOf(rows, limit, cursorOf, ({ act }) => toAct(act)));
}

function matching({
  subject,
  search,
  since,
  until,
}: Omit<Wanted, "scope" | "after" | "limit">): SQL {
  const conditions = [
    sql`true`,
    ...(subject === undefined ? [] : [about(subject)]),
    ...(search === undefined ? [] : [saying(search)]),
    ...(since === undefined ? [] : [sql`a.at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [sql`a.at < ${until}::timestamptz`]),
  ];
  return sql.join(conditions, sql` AND `);
}

/** Acts on an object, or on a date of the concert that it is. */
const about = (subject: string): SQL =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject)
    ? sql`(a.subject = ${subject} OR a.subject IN (SELECT s.id::text FROM schedule s
        WHERE s.concert_id = ${subject}::uuid))`
    : sql`a.subject = ${subject}`;

/** True if an act's name, actor or changes contain a text. A search cannot reveal a lottery's seed letter by letter. */
function saying(search: string): SQL {
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const said = (column: "a.before" | "a.after") =>
    sql`(${fieldsOf(column)} - 'draw_seed')::text ILIKE ${like}`;
  return sql`(a.action ILIKE ${like} OR ${said("a.before")} OR ${said("a.after")} OR EXISTS (SELECT FROM account p
    WHERE p.id = a.actor_id AND (p.name ILIKE ${like} OR p.email ILIKE ${like})))`;
}

/** The changes of a row since a revision: the last value of each changed field, and who changed it. */
export async function changesSince(
  db: Database,
  { scope, rowId, seen }: { scope: Scope; rowId: string; seen: number },
): Promise<{ field: string; after: unknown; by: string | null }[]> {
  const rows = await rowsOf<{ by: string | null; changes: Act["changes"] }>(
    db,
    sql`SELECT (SELECT p.name FROM account p WHERE p.id = a.actor_id) AS by, ${changesJson} AS changes FROM audit_log a
    WHERE a.organization_id = ${scope.organizationId}
      AND a.subject IN (${rowId}, (SELECT f.account_id::text FROM staff f WHERE f.id = ${rowId}::uuid))
      AND a.before->>'id' = ${rowId} AND (a.before->>'revision')::int >= ${seen} ORDER BY a.id`,
  );
  const last = new Map(
    rows.flatMap(({ by, changes }) =>
      changes.map(({ field, after }) => [field, { field, after, by }] as const),
    ),
  );
  return [...last.values()];
}

/** The table that an act's subject belongs to, by the first word of its action. */
const objectJson: SQL = sql`CASE WHEN a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
  CASE split_part(a.action, '.', 1)
    WHEN 'concert' THEN (SELECT jsonb_build_object('kind', 'concert', 'id', c.id, 'name', c.title)
      FROM concert c WHERE c.id = a.subject::uuid)
    WHEN 'coupon' THEN (SELECT jsonb_build_object('kind', 'coupon', 'id', c.id, 'name', ${inBoth(sql`c.code`)})
      FROM coupon c WHERE c.id = a.subject::uuid)
    WHEN 'organization' THEN (SELECT jsonb_build_object('kind', 'organization', 'id', o.id, 'name', o.name)
      FROM organization o WHERE o.id = a.subject::uuid)
    WHEN 'staff' THEN coalesce(
      (SELECT jsonb_build_object('kind', 'staff', 'id', p.id, 'name', ${inBoth(sql`p.name`)}) FROM account p
        WHERE p.id = a.subject::uuid),
      (SELECT jsonb_build_object('kind', 'staff', 'id', i.id, 'name', ${inBoth(sql`i.email`)}) FROM staff_invitation i
        WHERE i.id = a.subject::uuid))
    WHEN 'account' THEN (SELECT jsonb_build_object('kind', 'account', 'id', p.id, 'name', ${inBoth(sql`p.email`)})
      FROM account p WHERE p.id = a.subject::uuid)
    WHEN 'payment' THEN (SELECT jsonb_build_object('kind', m.purpose, 'id', m.id,
        'name', ${inBoth(sql`coalesce(o.number, p.email)`)})
      FROM payment m JOIN account p ON p.id = m.account_id LEFT JOIN customer_order o ON o.id = m.order_id
      WHERE m.id = a.subject::uuid)
    ELSE coalesce(
      (SELECT jsonb_build_object('kind', 'schedule', 'id', s.id, 'name', c.title,
          'startsAtMs', epoch_ms(s.starts_at), 'timeZone', v.time_zone)
        FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
        WHERE s.id = a.subject::uuid),
      (SELECT jsonb_build_object('kind', 'venue', 'id', v.id, 'name', v.name) FROM venue v
        WHERE v.id = a.subject::uuid))
  END END`;

function inBoth(name: SQL): SQL {
  return sql`jsonb_build_object('ko', ${name}, 'en', ${name})`;
}

// Nobody, not even an admin, may see a lottery's seed before the draw. A revision number is not a change itself.
const changesJson: SQL = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'before', b.value,
    'after', n.value) ORDER BY field), '[]')
  FROM jsonb_each(${fieldsOf("a.before")}) AS b(field, value)
  FULL JOIN jsonb_each(${fieldsOf("a.after")}) AS n(field, value) USING (field)
  WHERE b.value IS DISTINCT FROM n.value AND field NOT IN ('draw_seed', 'revision', 'told_revision', 'retired_at'))`;

function fieldsOf(column: "a.before" | "a.after"): SQL {
  const value = sql.raw(column);
  return sql`CASE WHEN ${value} IS NULL THEN '{}' WHEN jsonb_typeof(${value}) = 'object' THEN ${value}
    ELSE jsonb_build_object('value', ${value}) END`;
}

function toAct({ atMs, object, ...act }: ActRow): Act {
  const changes = act.changes.map(({ field, before, after }) => {
    return { field, before: shown(before), after: shown(after) };
  });
  return { ...act, changes, object: object && toObject(object), at: universalTime(atMs) };
}

const storedTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;

/** Converts the log's times, stored in Postgres's own form, to the form of all answers. */
const shown = (value: unknown): unknown =>
  typeof value === "string" && storedTime.test(value) ? universalTime(Date.parse(value)) : value;

function toObject({ kind, id, name, startsAtMs, timeZone }: ObjectRow): ActObject {
  const isDated = startsAtMs !== undefined && timeZone !== undefined;
  const date = isDated ? { startsAt: universalTime(startsAtMs), timeZone } : null;
  return { kind, id, name, date };
}
