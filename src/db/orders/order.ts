import { type SQL, sql } from "drizzle-orm";
import type { AdminOrder } from "../../contract/admin/orders.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { maskedEmail } from "../../contract/people/masking.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { orderJson, type OrderRow, surroundings, toOrder } from "../money/orders.ts";
import { type StoredRefund, toRefund } from "../money/payment-rows.ts";
import { within } from "../staff/access.ts";
import { type BuyerRow, buyerJson, toBuyer } from "./buyers.ts";

type Row = Pick<AdminOrder, "channel"> & {
  order: OrderRow;
  buyer: BuyerRow | null;
  visitors: Record<string, string> | null;
  keptOut: number[];
  refunds: StoredRefund[];
};

const isSeen = (people: Scope | null): SQL =>
  people ? within(people, sql`c.organization_id`, sql`c.id`) : sql`false`;

/** What a refund says of people: whose account it goes to, and what somebody wrote. */
const unseen = sql`'{"account": null, "reason": null}'::jsonb`;

/** One order; without the right to see people it shows no buyer, no visitor, no address and no bank account. */
export async function orderForAdmins(
  db: Database,
  { orderId, people, now }: { orderId: string; people: Scope | null; now: number },
): Promise<AdminOrder | null> {
  const [row] = await rowsOf<Row>(
    db,
    sql`SELECT ${orderJson} || CASE WHEN ${isSeen(people)} THEN '{}' ELSE '{"mailTo": null}'::jsonb END AS order,
      o.channel, CASE WHEN ${isSeen(people)} THEN ${buyerJson} END AS buyer,
      CASE WHEN ${isSeen(people)} THEN (SELECT jsonb_object_agg(b.seat, b.visitor) FROM order_seat b
        WHERE b.order_id = o.id AND b.visitor IS NOT NULL) END AS visitors,
      (SELECT coalesce(jsonb_agg(b.seat), '[]') FROM order_seat b WHERE b.order_id = o.id AND b.kept_out) AS "keptOut",
      (SELECT coalesce(jsonb_agg(refund_row(r) || CASE WHEN ${isSeen(people)} THEN '{}' ELSE ${unseen} END
          ORDER BY r.created_at, r.id), '[]') FROM refund r
        WHERE r.order_id = o.id) AS refunds
    FROM customer_order o ${surroundings} WHERE o.id = ${orderId}`,
  );
  return row ? toAdminOrder(row, now) : null;
}

function toAdminOrder(row: Row, now: number): AdminOrder {
  const { canCancel: _, seats, mailTo, ...order } = toOrder(row.order, now);
  return {
    ...order,
    mailTo: mailTo === null ? null : maskedEmail(mailTo),
    seats: seats.map((seat) => ({
      ...seat,
      visitor: row.visitors?.[seat.seat] ?? null,
      isKeptOut: row.keptOut.includes(seat.seat),
    })),
    channel: row.channel,
    buyer: toBuyer(row.buyer),
    refunds: row.refunds.map(toRefund),
  };
}
