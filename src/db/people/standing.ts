import { sql } from "drizzle-orm";
import type { TierRules } from "../../contract/admin/people/people.ts";
import type { Currency } from "../../contract/money/money.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";

type OfAccount = { accountId: string; by: Actor };
const signed = ({ by }: { by: Actor }) =>
  sql`${by.scope.organizationId}::uuid, ${by.accountId}::uuid, ${by.requestId}`;

export const suspendAccount = (
  db: Database,
  { accountId, reason, withRoles = false, by }: OfAccount & { reason: string; withRoles?: boolean },
): Promise<Outcome<{ isNew: boolean }>> =>
  outcomeOf(
    db,
    sql`SELECT suspend_account(${accountId}, ${reason}, ${withRoles}, ${signed({ by })}) AS outcome`,
  );

export const restoreAccount = (
  db: Database,
  { accountId, reason, by }: OfAccount & { reason: string },
): Promise<Outcome<object>> =>
  outcomeOf(db, sql`SELECT restore_account(${accountId}, ${reason}, ${signed({ by })}) AS outcome`);

type Asked = OfAccount & { id: string; amountMinor: number; currency: Currency; reason: string };

export const askCorrection = (
  db: Database,
  { id, accountId, amountMinor, currency, reason, by }: Asked,
): Promise<Outcome<object>> =>
  outcomeOf(
    db,
    sql`SELECT ask_correction(${id}, ${accountId}, ${amountMinor}, ${currency}, ${reason}, ${signed({ by })}) AS outcome`,
  );

export const decideCorrection = (
  db: Database,
  { id, accountId, isApproved, by }: OfAccount & { id: string; isApproved: boolean },
): Promise<Outcome<object>> =>
  outcomeOf(
    db,
    sql`SELECT decide_correction(${id}, ${accountId}, ${isApproved}, ${signed({ by })}) AS outcome`,
  );

export async function tierRules(db: Database): Promise<TierRules> {
  const [row] = await rowsOf<{ rules: TierRules["rules"] }>(
    db,
    sql`SELECT coalesce(jsonb_agg(jsonb_build_object('tier', r.tier, 'spentMinor', r.spent_minor)
      ORDER BY r.spent_minor), '[]') AS rules FROM tier_rule r`,
  );
  return { rules: row?.rules ?? [] };
}

export const saveTierRules = (
  db: Database,
  { rules, by }: TierRules & { by: Actor },
): Promise<Outcome<TierRules>> =>
  outcomeOf(
    db,
    sql`SELECT save_tier_rules(${JSON.stringify(rules)}::jsonb, ${signed({ by })}) AS outcome`,
  );

/** Folds the next day of orders and refunds at most, and tells whether there is more to fold. */
export async function foldAccountSums(db: Database): Promise<{ isBehind: boolean }> {
  const [row] = await rowsOf<{ folded: { isBehind: boolean } }>(
    db,
    sql`SELECT fold_account_sums() AS folded`,
  );
  if (!row) throw new Error("the fold gave no row");
  return row.folded;
}

/** The dates on which an account may hold seats or stand in line: those that are on sale, or will be soon. */
export async function datesOnSale(db: Database, max: number): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT s.id FROM schedule s WHERE s.starts_at > now() AND s.sale_state NOT IN ('closed', 'cancelled')
      AND s.sale_closes_at > now() AND (s.sale_opens_at - s.lobby_ms * interval '1 ms' <= now()
        OR EXISTS (SELECT FROM presale p WHERE p.schedule_id = s.id
          AND p.opens_at - s.lobby_ms * interval '1 ms' <= now()))
      ORDER BY s.starts_at LIMIT ${max}`,
  );
  return rows.map(({ id }) => id);
}
