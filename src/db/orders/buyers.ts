import { sql } from "drizzle-orm";
import type { OrderBuyer } from "../../contract/admin/orders.ts";
import { maskedEmail, maskedPhone } from "../../contract/people/masking.ts";

/** A buyer as the books know them, with nothing masked. */
export type BuyerRow = {
  accountId: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
};

/** The buyer of an order `o`: an account, or what somebody without one has told. */
export const buyerJson = sql`(SELECT jsonb_build_object('accountId', o.account_id, 'name', coalesce(a.name, o.buyer_name),
    'email', coalesce(a.email, f.mail_to), 'phone', o.buyer_phone)
  FROM (SELECT 1) AS one LEFT JOIN account a ON a.id = o.account_id
  LEFT JOIN order_form f ON o.account_id IS NULL AND f.order_id = o.id)`;

/** A buyer as staff see them without stating a reason. */
export const toBuyer = (row: BuyerRow | null): OrderBuyer | null =>
  row && {
    ...row,
    email: row.email === null ? null : maskedEmail(row.email),
    phone: row.phone === null ? null : maskedPhone(row.phone),
  };

/** The buyer of an order, and the address that its tickets went to. */
export const seenBuyer = (orderId: string) =>
  sql`SELECT coalesce(a.name, o.buyer_name) AS name, coalesce(a.email, f.mail_to) AS email, o.buyer_phone AS phone,
      f.mail_to AS "mailTo"
    FROM customer_order o LEFT JOIN account a ON a.id = o.account_id LEFT JOIN order_form f ON f.order_id = o.id
    WHERE o.id = ${orderId}`;
