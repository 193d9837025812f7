import { sql } from "drizzle-orm";
import type { Coupon, CouponChange, CreateCoupon } from "../../contract/money/discounts.ts";
import type { CouponTerms } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import type { Actor } from "../admin/audit.ts";
import { within } from "../staff/access.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

/** A coupon `c` as the price is worked out from it. */
export const couponTermsJson = sql`jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'cut', c.cut,
  'minimumMinor', c.minimum_minor, 'zones', c.zones, 'concertId', c.concert_id, 'scheduleId', c.schedule_id,
  'tier', c.tier, 'opensAtMs', epoch_ms(c.opens_at), 'closesAtMs', epoch_ms(c.closes_at),
  'isOpen', c.is_open AND c.paused_at IS NULL)`;

type CouponRow = CouponTerms &
  Pick<Coupon, "currency" | "usesMax" | "usesPerAccountMax" | "uses" | "revision" | "isPaused"> & {
    createdAtMs: number;
  };

export async function createCoupon(
  db: Database,
  { id, by, coupon }: { id: string; by: Actor; coupon: CreateCoupon },
): Promise<Outcome<{ id: string }>> {
  const { code, usesMax, zones } = coupon;
  const concert = sql`concert c WHERE ${within(by.scope, sql`c.organization_id`, sql`c.id`)}`;
  const [row] = await rowsOf<{ isOurs: boolean; isAdded: boolean }>(
    db,
    sql`WITH place AS (
      SELECT (${coupon.concertId}::uuid IS NULL OR EXISTS (SELECT FROM ${concert} AND c.id = ${coupon.concertId}))
        AND (${coupon.scheduleId}::uuid IS NULL OR EXISTS (SELECT FROM schedule s, ${concert}
          AND s.id = ${coupon.scheduleId} AND c.id = s.concert_id)) AS is_ours
    ), added AS (
      INSERT INTO coupon (id, organization_id, code, name, cut, currency, minimum_minor, zones, concert_id, schedule_id, tier, opens_at,
        closes_at, uses_max, uses_left, uses_per_account_max)
      SELECT ${id}::uuid, ${by.scope.organizationId}::uuid, ${code}, ${JSON.stringify(coupon.name)}::jsonb,
        ${JSON.stringify(coupon.cut)}::jsonb, ${coupon.currency}, ${coupon.minimumMinor}::bigint,
        ${zones && JSON.stringify(zones)}::jsonb, ${coupon.concertId}::uuid, ${coupon.scheduleId}::uuid, ${coupon.tier},
        ${coupon.opensAt}::timestamptz, ${coupon.closesAt}::timestamptz, ${usesMax}::int, ${usesMax}::int,
        ${coupon.usesPerAccountMax}::int FROM place WHERE is_ours
      ON CONFLICT (organization_id, code) DO NOTHING RETURNING *
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'coupon.create', id::text, to_jsonb(added), ${by.requestId} FROM added
    ) SELECT is_ours AS "isOurs", EXISTS (SELECT FROM added) AS "isAdded" FROM place`,
  );
  if (!row?.isOurs) return refuse("not-found", "concertId or scheduleId");
  return row.isAdded ? done({ id }) : refuse("conflict", "code");
}

/** Changes or pauses a coupon, unless it was changed since `seen`. */
export function changeCoupon(
  db: Database,
  wanted: { couponId: string; by: Actor; seen: number; change: CouponChange },
): Promise<Outcome<{ revision: number }>> {
  const { couponId, by, seen, change } = wanted;
  return outcomeOf(
    db,
    sql`SELECT change_coupon(${couponId}, ${seen}, ${JSON.stringify(change)}::jsonb, ${by.scope.organizationId},
      ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}

/** Takes a coupon out of use. Orders that have it keep it. */
export async function closeCoupon(
  db: Database,
  { couponId, by }: { couponId: string; by: Actor },
): Promise<Outcome<{ id: string }>> {
  const rows = await rowsOf(
    db,
    sql`WITH closed AS (
      UPDATE coupon SET is_open = false WHERE id = ${couponId} RETURNING id, to_jsonb(old) AS before, to_jsonb(new) AS after
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'coupon.close', id::text, before, after, ${by.requestId} FROM closed
    ) SELECT id FROM closed`,
  );
  return rows.length > 0 ? done({ id: couponId }) : refuse("not-found");
}

/** The coupons of an organization with how often each was used or is reserved, newest first. */
export async function listCoupons(
  db: Database,
  { scope, after, limit }: { scope: Scope; after: string | null; limit: number },
): Promise<Outcome<Page<Coupon>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [createdAtMs, id] = cursor;
  const rows = await rowsOf<{ coupon: CouponRow }>(
    db,
    sql`SELECT ${couponTermsJson} || jsonb_build_object('currency', c.currency, 'isOpen', c.is_open, 'isPaused', c.paused_at IS NOT NULL,
      'revision', c.revision, 'usesMax', c.uses_max,
      'usesPerAccountMax', c.uses_per_account_max, 'createdAtMs', epoch_ms(c.created_at),
      'uses', (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id)) AS coupon
    FROM coupon c WHERE c.organization_id = ${scope.organizationId}
    ${id ? sql`AND (c.created_at, c.id) < (${universalTime(Number(createdAtMs))}::timestamptz, ${id}::uuid)` : sql``}
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ coupon }: { coupon: CouponRow }) =>
    writeCursor(coupon.createdAtMs, coupon.id);
  return done(pageOf(rows, limit, cursorOf, ({ coupon }) => toCoupon(coupon)));
}

function toCoupon({ opensAtMs, closesAtMs, createdAtMs, ...row }: CouponRow): Coupon {
  const timeOf = (epochMs: number | null) => (epochMs === null ? null : universalTime(epochMs));
  return {
    ...row,
    opensAt: timeOf(opensAtMs),
    closesAt: timeOf(closesAtMs),
    createdAt: universalTime(createdAtMs),
  };
}
