import { sql } from "drizzle-orm";
import type { Actor } from "../admin/audit.ts";
import type { Database } from "../connection/database.ts";
import { lookAt } from "../staff/looks.ts";

/** An account's address in full, for a stated reason. */
export const lookAtAccount = (
  db: Database,
  { accountId, reason, by }: { accountId: string; reason: string; by: Actor },
): Promise<{ email: string; name: string } | null> =>
  lookAt(db, {
    by,
    subject: accountId,
    action: "account.look",
    reason,
    seen: sql`SELECT a.email, a.name FROM account a WHERE a.id = ${accountId}`,
  });
