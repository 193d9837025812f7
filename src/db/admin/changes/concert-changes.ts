import { type SQL, sql } from "drizzle-orm";
import type { ConcertChange, DateChange } from "../../../contract/admin/changes/concert-changes.ts";
import { done, type Outcome, refuse } from "../../../contract/problems.ts";
import { universalTime } from "../../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../../connection/database.ts";
import type { Actor } from "../audit.ts";

type Changed = { revision: number };

/** Changes the texts of a concert, unless it was changed since `seen`. What is left out stays. */
export async function changeConcert(
  db: Database,
  wanted: { concertId: string; by: Actor; seen: number; change: ConcertChange },
): Promise<Outcome<Changed>> {
  const { concertId, by, seen, change } = wanted;
  const text = (name: keyof ConcertChange, column: string): SQL =>
    sql`${sql.identifier(column)} = CASE WHEN ${change[name] !== undefined}
      THEN nullif(${JSON.stringify(change[name] ?? null)}::jsonb, 'null') ELSE ${sql.identifier(column)} END`;
  const value = (name: keyof ConcertChange, column: string, type: "text" | "int"): SQL =>
    sql`${sql.identifier(column)} = CASE WHEN ${change[name] !== undefined}
      THEN ${change[name] ?? null}::${sql.raw(type)} ELSE ${sql.identifier(column)} END`;
  const fields = [
    text("title", "title"),
    text("artist", "artist"),
    text("description", "description"),
    text("notice", "notice"),
    text("organizer", "organiser"),
    value("genre", "genre", "text"),
    value("poster", "poster", "text"),
    value("ageLimit", "age_limit", "int"),
    value("runningMinutes", "running_minutes", "int"),
  ];
  const [row] = await rowsOf<{ changed: number | null; revision: number }>(
    db,
    sql`WITH changed AS (
      UPDATE concert SET ${sql.join(fields, sql`, `)} WHERE id = ${concertId} AND revision = ${seen}
      RETURNING new.*, to_jsonb(old) AS before, to_jsonb(new) AS after
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, 'concert.change', id::text, before, after,
        ${by.requestId} FROM changed
    ) SELECT (SELECT revision FROM changed) AS changed, c.revision FROM concert c WHERE c.id = ${concertId}`,
  );
  if (!row) return refuse("not-found");
  return row.changed === null
    ? refuse("changed-meanwhile", String(row.revision))
    : done({ revision: row.changed });
}

/** Changes a date, unless it was changed since `seen`; `change_schedule` says what can no longer change. */
export function changeDate(
  db: Database,
  wanted: { scheduleId: string; by: Actor; seen: number; change: DateChange; now: number },
): Promise<Outcome<Changed>> {
  const { scheduleId, by, seen, change, now } = wanted;
  return outcomeOf(
    db,
    sql`SELECT change_schedule(${scheduleId}, ${seen}, ${JSON.stringify(change)}::jsonb, ${universalTime(now)},
      ${by.scope.organizationId}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}
