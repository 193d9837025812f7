import { type SQL, sql } from "drizzle-orm";
import type { Agreement } from "../../contract/money/orders.ts";

/** A buyer's entries besides the seats. */
export type OrderForm = { mailTo: string | null; agreement: Agreement | null };

/**
 * A statement that gives an `outcome`, and in the same breath keeps what the buyer filled in, if what they asked for was
 * done. Whoever filled in nothing costs nothing.
 */
export function withForm(
  statement: SQL,
  {
    orderId,
    accountId,
    form,
  }: { orderId: string; accountId: string; form?: OrderForm | undefined },
): SQL {
  if (!form || (form.mailTo === null && form.agreement === null)) return statement;
  return sql`WITH asked AS MATERIALIZED (${statement}), filled AS (
      INSERT INTO order_form (order_id, account_id, mail_to, agreement)
      SELECT ${orderId}::uuid, ${accountId}::uuid, ${form.mailTo}::text,
        ${form.agreement && JSON.stringify(form.agreement)}::jsonb
      FROM asked WHERE (outcome->>'ok')::boolean ON CONFLICT DO NOTHING
    ) SELECT outcome FROM asked`;
}
