import { sql } from "drizzle-orm";
import type { Scope } from "../../contract/admin/rights.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** The account and the request that change something, and the part of an organization that they may change. */
export type Actor = { accountId: string | null; requestId: string | null; scope: Scope };

/** Logs an act that changes nothing in the books. */
export async function logAct(
  db: Database,
  { by, action, subject, after }: { by: Actor; action: string; subject: string; after: object },
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id) VALUES
      (${by.scope.organizationId}::uuid, ${by.accountId}::uuid, ${action}, ${subject}, ${JSON.stringify(after)}::jsonb, ${by.requestId})`,
  );
}
