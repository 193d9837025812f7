import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

/** Asks the books for the least that they can answer. */
export async function health(db: Database): Promise<{ latencyMs: number }> {
  const askedAt = performance.now();
  await rowsOf(db, sql`SELECT 1`);
  return { latencyMs: performance.now() - askedAt };
}
