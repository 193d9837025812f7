import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

type Wanted = {
  by: Actor;
  /** The id of what is looked at, and the name of the act in the log. */
  subject: string;
  action: `${string}.look`;
  /** Why, in the words of who looks. */
  reason: string;
  /** A statement that gives the unmasked columns, in one row. */
  seen: SQL;
};

/** Shows what is masked to somebody who has said why. The log has the look in the same statement, or nothing is shown. */
export async function lookAt<Row extends Record<string, unknown>>(
  db: Database,
  { by, subject, action, reason, seen }: Wanted,
): Promise<Row | null> {
  const [row] = await rowsOf<Row>(
    db,
    sql`WITH seen AS (${seen}), noted AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, ${action}, ${subject},
        jsonb_build_object('reason', ${reason}::text), ${by.requestId} FROM seen RETURNING id
    ) SELECT seen.* FROM seen, noted`,
  );
  return row ?? null;
}
