import { sql } from "drizzle-orm";
import type { Actor } from "./catalogue-changes.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** Writes down an act that changes nothing in the books themselves. */
export async function logAct(
  db: Database,
  { by, action, subject, after }: { by: Actor; action: string; subject: string; after: object },
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO audit_log (actor_id, action, subject, after, request_id) VALUES
      (${by.accountId}::uuid, ${action}, ${subject}, ${JSON.stringify(after)}::jsonb, ${by.requestId})`,
  );
}
