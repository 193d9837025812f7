import { type SQL, sql } from "drizzle-orm";
import type { Agreement } from "../../contract/money/orders.ts";
import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** A buyer's entries besides the seats. */
export type OrderForm = { mailTo: string | null; agreement: Agreement | null };

type Entries = {
  orderId?: string;
  accountId: string;
  form?: OrderForm | undefined;
  returnTo?: ReturnTo | undefined;
};

/**
 * Extends a statement that gives an `outcome`: if the outcome is a success, the same statement also keeps the buyer's form
 * and the addresses that the browser returns to. A request without either costs nothing more.
 */
export function withEntries(statement: SQL, { orderId, accountId, form, returnTo }: Entries): SQL {
  const kept: SQL[] = [];
  if (orderId !== undefined && form && (form.mailTo !== null || form.agreement !== null))
    kept.push(sql`filled AS (
      INSERT INTO order_form (order_id, account_id, mail_to, agreement)
      SELECT ${orderId}::uuid, ${accountId}::uuid, ${form.mailTo}::text,
        ${form.agreement && JSON.stringify(form.agreement)}::jsonb
      FROM asked WHERE (outcome->>'ok')::boolean ON CONFLICT DO NOTHING)`);
  if (returnTo)
    kept.push(sql`returned AS (
      INSERT INTO payment_return (payment_id, success_url, fail_url)
      SELECT (outcome->'value'->>'id')::uuid, ${returnTo.successUrl}, ${returnTo.failUrl}
      FROM asked WHERE (outcome->>'ok')::boolean ON CONFLICT DO NOTHING)`);
  if (kept.length === 0) return statement;
  return sql`WITH asked AS MATERIALIZED (${statement}), ${sql.join(kept, sql`, `)}
    SELECT outcome FROM asked`;
}

/** Where the browser goes after a payment's checkout; null for our own pages. */
export async function returnOf(db: Database, paymentId: string): Promise<ReturnTo | null> {
  const [row] = await rowsOf<ReturnTo>(
    db,
    sql`SELECT success_url AS "successUrl", fail_url AS "failUrl" FROM payment_return
    WHERE payment_id = ${paymentId}`,
  );
  return row ?? null;
}
