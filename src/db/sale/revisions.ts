import { sql } from "drizzle-orm";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";

export type Revised = { scheduleId: string; revision: number };

/** Schedules with a revision that the cron has not told their objects. */
export const untoldSchedules = (db: Database, { limit }: { limit: number }): Promise<Revised[]> =>
  rowsOf(
    db,
    sql`SELECT id AS "scheduleId", revision FROM schedule WHERE revision > told_revision
    ORDER BY id LIMIT ${limit}`,
  );

/** Writes down which revisions were told. */
export async function markTold(db: Database, told: readonly Revised[]): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE schedule s SET told_revision = greatest(s.told_revision, t.revision)
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS t("scheduleId" uuid, revision int)
    WHERE s.id = t."scheduleId"`,
  );
}

/** Schedules of shows that began before a time and whose objects still have their rows, with their number of intakes. */
export const unretiredSchedules = (
  db: Database,
  { beforeMs, limit }: { beforeMs: number; limit: number },
): Promise<{ scheduleId: string; intakes: number }[]> =>
  rowsOf(
    db,
    sql`SELECT id AS "scheduleId", intakes FROM schedule
    WHERE retired_at IS NULL AND starts_at < ${universalTime(beforeMs)}::timestamptz
    ORDER BY starts_at LIMIT ${limit}`,
  );

export async function markRetired(db: Database, scheduleIds: readonly string[]): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE schedule SET retired_at = now() WHERE id = ANY (${sql.param([...scheduleIds])}::uuid[])`,
  );
}
