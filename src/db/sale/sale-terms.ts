import { sql } from "drizzle-orm";
import type { CouponTerms } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { SaleTerms, TermsChange } from "../../contract/money/refunds.ts";
import type { Actor } from "../admin/audit.ts";
import { couponTermsJson } from "../money/coupons.ts";
import { type Database, rowsOf } from "../connection/database.ts";

const termsJson = sql`jsonb_build_object('scheduleId', s.id, 'timeZone', v.time_zone, 'discounts', s.discounts,
  'refundPolicy', s.refund_policy, 'depositMinutes', s.deposit_minutes)
  || CASE WHEN s.account_limits = '{"perDay": null, "perConcert": null}' THEN '{}'
    ELSE jsonb_build_object('accountLimits', s.account_limits) END`;

/** The discounts, refunds and ways to pay of a schedule. */
export async function saleTermsOf(db: Database, scheduleId: string): Promise<SaleTerms | null> {
  const [row] = await rowsOf<{ terms: SaleTerms }>(
    db,
    sql`SELECT ${termsJson} AS terms FROM schedule s JOIN concert c ON c.id = s.concert_id
    JOIN venue v ON v.id = c.venue_id WHERE s.id = ${scheduleId}`,
  );
  return row?.terms ?? null;
}

/** The buyer's part of a price: the tier, and the named coupon if the concert's organization has it. */
export async function buyerFacts(
  db: Database,
  {
    accountId,
    scheduleId,
    coupon,
  }: { accountId: string; scheduleId: string; coupon: string | null },
): Promise<{ tier: string | null; coupon: CouponTerms | null }> {
  const [row] = await rowsOf<{ tier: string | null; coupon: CouponTerms | null }>(
    db,
    sql`SELECT a.tier, (SELECT ${couponTermsJson} FROM coupon c WHERE c.code = ${coupon}
      AND c.organization_id = (SELECT o.organization_id FROM concert o JOIN schedule s ON s.concert_id = o.id
        WHERE s.id = ${scheduleId})) AS coupon
    FROM account a WHERE a.id = ${accountId}`,
  );
  return row ?? { tier: null, coupon: null };
}

/** Refuses as many more seats of a concert as are over the limits that its organizer set besides the one for each date. */
export async function withinLimits(
  db: Database,
  wanted: { accountId: string; scheduleId: string; holdId: string; count: number },
): Promise<Outcome<null>> {
  const { accountId, scheduleId, holdId, count } = wanted;
  const [row] = await rowsOf<{ why: string | null }>(
    db,
    sql`SELECT over_limits(${accountId}, s, ${count}, ${holdId}, now()) AS why FROM schedule s WHERE s.id = ${scheduleId}`,
  );
  return row?.why ? refuse("too-many-seats", row.why) : done(null);
}

/**
 * Takes new discounts, refund rules or deposit times, unless the date was changed since `seen`; null takes it as it is.
 * Orders that were priced before keep their prices.
 */
export async function changeTerms(
  db: Database,
  wanted: { scheduleId: string; by: Actor; change: TermsChange; seen?: number | null },
): Promise<Outcome<{ terms: SaleTerms; revision: number }>> {
  const { scheduleId, by, change, seen = null } = wanted;
  const given = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const [row] = await rowsOf<{ terms: SaleTerms | null; revision: number }>(
    db,
    sql`WITH changed AS (
      UPDATE schedule SET discounts = coalesce(${given(change.discounts)}::jsonb, discounts),
        refund_policy = coalesce(${given(change.refundPolicy)}::jsonb, refund_policy),
        deposit_minutes = coalesce(${change.depositMinutes ?? null}::int, deposit_minutes)
      WHERE id = ${scheduleId} AND revision = coalesce(${seen}::int, revision)
      RETURNING to_jsonb(old) AS before, to_jsonb(new) AS after, new.*
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'schedule.terms', id::text, before, after, ${by.requestId} FROM changed
    )
    SELECT (SELECT ${termsJson} FROM changed s JOIN concert c ON c.id = s.concert_id
      JOIN venue v ON v.id = c.venue_id) AS terms, coalesce((SELECT revision FROM changed), k.revision) AS revision
    FROM schedule k WHERE k.id = ${scheduleId}`,
  );
  if (!row) return refuse("not-found");
  const { terms, revision } = row;
  return terms ? done({ terms, revision }) : refuse("changed-meanwhile", String(revision));
}
