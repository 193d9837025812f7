import { sql } from "drizzle-orm";
import { operatorId } from "../../contract/admin/organizations.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** Makes an account an owner of an organization, by default of the one that operates the deployment. */
export async function makeOwner(
  db: Database,
  { email, organizationId = operatorId }: { email: string; organizationId?: string },
): Promise<Outcome<{ accountId: string }>> {
  const [row] = await rowsOf<{ accountId: string }>(
    db,
    sql`WITH made AS (
      INSERT INTO staff (id, organization_id, account_id, role)
      SELECT gen_random_uuid(), ${organizationId}::uuid, a.id, 'owner' FROM account a
      WHERE lower(a.email) = lower(${email})
      ON CONFLICT ON CONSTRAINT staff_once DO UPDATE SET role = 'owner', suspended_at = NULL,
        revision = staff.revision + 1 RETURNING *
    ), logged AS (
      INSERT INTO audit_log (organization_id, action, subject, after, origin)
      SELECT organization_id, 'staff.owner', account_id::text, jsonb_build_object('role', role), 'npm run owner' FROM made
    ) SELECT account_id AS "accountId" FROM made`,
  );
  return row ? done(row) : refuse("not-found", "account");
}
