import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

export async function isSchedule(db: Database, scheduleId: string): Promise<boolean> {
  const rows = await rowsOf(db, sql`SELECT 1 FROM schedule WHERE id = ${scheduleId}`);
  return rows.length > 0;
}

/** The ids of all schedules, in one value that is short to send and quick to read. */
export async function scheduleIds(db: Database): Promise<string[]> {
  const [row] = await rowsOf<{ ids: string | null }>(
    db,
    sql`SELECT string_agg(id::text, ' ') AS ids FROM schedule`,
  );
  return row?.ids?.split(" ") ?? [];
}
