import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";
import { isReachable } from "./visibility.ts";

/** Whether there is such a schedule for fans, which there is not before its concert shows. */
export async function isSchedule(
  db: Database,
  { scheduleId, now }: { scheduleId: string; now: number },
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`SELECT 1 FROM schedule s JOIN concert c ON c.id = s.concert_id
    WHERE s.id = ${scheduleId} AND ${isReachable(now)}`,
  );
  return rows.length > 0;
}

/** The ids of all such schedules, in one value that is short to send and quick to read. */
export async function scheduleIds(db: Database, now: number): Promise<string[]> {
  const [row] = await rowsOf<{ ids: string | null }>(
    db,
    sql`SELECT string_agg(s.id::text, ' ') AS ids FROM schedule s JOIN concert c ON c.id = s.concert_id
    WHERE ${isReachable(now)}`,
  );
  return row?.ids?.split(" ") ?? [];
}
