import { type SQL, sql } from "drizzle-orm";
import type { Member } from "../../contract/money/discounts.ts";
import { maskedEmail } from "../../contract/people/masking.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

const member = (account: SQL) =>
  sql`jsonb_build_object('id', ${account}.id, 'email', ${account}.email, 'name', ${account}.name,
    'tier', ${account}.tier, 'tierSeen', ${tierSeen(account)})`;

/** The member with this email address; upper and lower case are the same. */
export async function memberByEmail(db: Database, email: string): Promise<Member | null> {
  const [row] = await rowsOf<{ member: Member }>(
    db,
    sql`SELECT ${member(sql`a`)} AS member FROM account a WHERE lower(a.email) = lower(${email})`,
  );
  return row?.member ?? null;
}

/** The state of an account's tier as text, to notice a change by somebody else or by the rules. */
export const tierSeen = (account: SQL): SQL =>
  sql`md5(concat_ws('|', ${account}.tier_by_hand, ${account}.tier))`;

/**
 * Sets an account's tier, or none, unless it was changed since it was `seen`. Past purchases keep their price. The
 * address is masked, since nobody said why they look.
 */
export async function setTier(
  db: Database,
  wanted: { accountId: string; tier: string | null; by: Actor; seen?: string | null },
): Promise<Outcome<Member>> {
  const { accountId, tier, by, seen = null } = wanted;
  const [row] = await rowsOf<{ member: Member | null; tier: string | null }>(
    db,
    sql`WITH changed AS (
      UPDATE account SET tier = coalesce(${tier}, (SELECT tier_for(f.spent_minor) FROM account_sum f WHERE f.account_id = account.id)),
        tier_by_hand = ${tier !== null} WHERE id = ${accountId}
        AND (${seen}::text IS NULL OR ${tierSeen(sql`account`)} = ${seen} OR tier = ${tier}::text AND tier_by_hand
          OR ${tier}::text IS NULL AND NOT tier_by_hand)
      RETURNING new.*, old.tier AS before
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'account.tier', id::text, to_jsonb(before), to_jsonb(tier), ${by.requestId}
      FROM changed
    ) SELECT (SELECT ${member(sql`changed`)} FROM changed) AS member, a.tier FROM account a WHERE a.id = ${accountId}`,
  );
  if (!row) return refuse("not-found");
  const { member: now } = row;
  return now
    ? done({ ...now, email: maskedEmail(now.email) })
    : refuse("changed-meanwhile", JSON.stringify(row.tier));
}
