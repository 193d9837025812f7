import { sql } from "drizzle-orm";
import type { Currency, Money } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, isStoppedBy, outcomeOf, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";

/** Adds vouchers, all of them or none. */
export async function createVouchers(
  db: Database,
  wanted: {
    batchId: string;
    codes: string[];
    amountMinor: number;
    currency: Currency;
    expiresAt: string | null;
    by: Actor;
  },
): Promise<Outcome<{ codes: string[] }>> {
  const { batchId, codes, amountMinor, currency, expiresAt, by } = wanted;
  try {
    await rowsOf(
      db,
      sql`WITH added AS (
        INSERT INTO voucher (code, amount_minor, currency, expires_at, batch_id)
        SELECT code, ${amountMinor}, ${currency}, ${expiresAt}::timestamptz, ${batchId}::uuid
        FROM unnest(${sql.param(codes)}::text[]) AS code RETURNING *
      )
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        'vouchers.create', count(*)::text, jsonb_build_object('amountMinor',
        ${amountMinor}::bigint, 'expiresAt', ${expiresAt}::text), ${by.requestId} FROM added`,
    );
    return done({ codes });
  } catch (error) {
    if (isStoppedBy(error, "voucher_pkey")) return refuse("conflict", "code");
    throw error;
  }
}

/** The codes of vouchers that were made together. */
export async function vouchersOf(db: Database, batchId: string): Promise<{ codes: string[] }> {
  const rows = await rowsOf<{ code: string }>(
    db,
    sql`SELECT code FROM voucher WHERE batch_id = ${batchId} ORDER BY code COLLATE "C"`,
  );
  return { codes: rows.map(({ code }) => code) };
}

/** Puts a voucher's money into the wallet. The same account gets the same answer again. */
export async function redeemVoucher(
  db: Database,
  { accountId, code, now }: { accountId: string; code: string; now: number },
): Promise<Outcome<{ amount: Money; replayed: boolean }>> {
  const redeemed = await outcomeOf<{
    amountMinor: number;
    currency: Currency;
    replayed: boolean;
  }>(db, sql`SELECT redeem_voucher(${accountId}, ${code}, ${universalTime(now)}) AS outcome`);
  if (!redeemed.ok) return redeemed;
  const { amountMinor, currency, replayed } = redeemed.value;
  return done({ amount: { amount: amountMinor, currency }, replayed });
}
