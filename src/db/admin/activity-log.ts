import { type SQL, sql } from "drizzle-orm";
import type { Act } from "../../contract/admin/activity.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalogue/local-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type ActRow = Omit<Act, "at"> & { atMs: number };

/** What admins have done, newest first: all of it, or what was done to one thing. */
export async function listActs(
  db: Database,
  { subject, after, limit }: { subject: string | null; after: string | null; limit: number },
): Promise<Outcome<Page<Act>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [, id] = cursor;
  const rows = await rowsOf<{ act: ActRow }>(
    db,
    sql`SELECT jsonb_build_object('id', a.id, 'atMs', epoch_ms(a.at), 'action', a.action, 'subject', a.subject,
      'concert', CASE WHEN a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (SELECT c.title
        FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = a.subject::uuid) END,
      'actor', (SELECT jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email) FROM account p
        WHERE p.id = a.actor_id),
      'changes', ${changesJson}) AS act
    FROM audit_log a WHERE ${subject === null ? sql`true` : sql`a.subject = ${subject}`}
      ${id ? sql`AND a.id < ${id}::uuid` : sql``}
    ORDER BY a.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ act }: { act: ActRow }) => writeCursor(act.atMs, act.id);
  return done(pageOf(rows, limit, cursorOf, ({ act }) => toAct(act)));
}

// The seed of a lottery is nobody's business before the draw, an admin's neither.
const changesJson: SQL = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'before', b.value,
    'after', n.value) ORDER BY field), '[]')
  FROM jsonb_each(${fieldsOf("a.before")}) AS b(field, value)
  FULL JOIN jsonb_each(${fieldsOf("a.after")}) AS n(field, value) USING (field)
  WHERE b.value IS DISTINCT FROM n.value AND field <> 'draw_seed')`;

function fieldsOf(column: "a.before" | "a.after"): SQL {
  const value = sql.raw(column);
  return sql`CASE WHEN ${value} IS NULL THEN '{}' WHEN jsonb_typeof(${value}) = 'object' THEN ${value}
    ELSE jsonb_build_object('value', ${value}) END`;
}

function toAct({ atMs, ...act }: ActRow): Act {
  return { ...act, at: universalTime(atMs) };
}
