import { type SQL, sql } from "drizzle-orm";
import type { Member } from "../../contract/money/discounts.ts";
import { maskedEmail } from "../../contract/people/masking.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

const member = (account: SQL) =>
  sql`jsonb_build_object('id', ${account}.id, 'email', ${account}.email, 'name', ${account}.name,
    'tier', ${account}.tier)`;

/** The member with this email address; upper and lower case are the same. */
export async function memberByEmail(db: Database, email: string): Promise<Member | null> {
  const [row] = await rowsOf<{ member: Member }>(
    db,
    sql`SELECT ${member(sql`a`)} AS member FROM account a WHERE lower(a.email) = lower(${email})`,
  );
  return row?.member ?? null;
}

/** Sets an account's tier, or none. Past purchases keep their price. The address is masked, since nobody said why they look. */
export async function setTier(
  db: Database,
  { accountId, tier, by }: { accountId: string; tier: string | null; by: Actor },
): Promise<Outcome<Member>> {
  const [row] = await rowsOf<{ member: Member }>(
    db,
    sql`WITH changed AS (
      UPDATE account SET tier = coalesce(${tier}, (SELECT tier_for(f.spent_minor) FROM account_sum f WHERE f.account_id = account.id)),
        tier_by_hand = ${tier !== null} WHERE id = ${accountId} RETURNING new.*, old.tier AS before
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'account.tier', id::text, to_jsonb(before), to_jsonb(tier), ${by.requestId}
      FROM changed
    ) SELECT ${member(sql`changed`)} AS member FROM changed`,
  );
  return row ? done({ ...row.member, email: maskedEmail(row.member.email) }) : refuse("not-found");
}
