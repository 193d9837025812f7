import { sql } from "drizzle-orm";
import type { Scope } from "../../contract/admin/rights.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { scheduleWithin } from "../staff/access.ts";

export type SeatInBooks = {
  holder: { id: string; name: string } | null;
  order: {
    id: string;
    number: string;
    channel: string;
    paidAtMs: number;
    priceMinor: number;
    buyer: string | null;
  } | null;
};

type Wanted = {
  scheduleId: string;
  seat: number;
  /** The account of the hold; null if nobody holds the seat. */
  holderId: string | null;
  /** The scopes in which orders and people may be seen. */
  orders: Scope | null;
  people: Scope | null;
};

/** What the books know of a seat: the live order it is in, and who holds it. */
export async function seatInBooks(
  db: Database,
  { scheduleId, seat, holderId, orders, people }: Wanted,
): Promise<SeatInBooks> {
  const id = sql`${scheduleId}::uuid`;
  const sees = (scope: Scope | null) => (scope ? scheduleWithin(scope, id) : sql`false`);
  const [row] = await rowsOf<SeatInBooks>(
    db,
    sql`SELECT (SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM account a
        WHERE a.id = ${holderId}::uuid AND ${sees(people)}) AS holder,
      (SELECT jsonb_build_object('id', o.id, 'number', o.number, 'channel', o.channel, 'paidAtMs', epoch_ms(o.paid_at),
          'priceMinor', b.price_minor, 'buyer', CASE WHEN ${sees(people)} THEN coalesce(o.buyer_name, a.name) END)
        FROM order_seat b JOIN customer_order o ON o.id = b.order_id
        LEFT JOIN account a ON a.id = o.account_id
        WHERE b.schedule_id = ${id} AND b.seat = ${seat} AND b.live AND ${sees(orders)}) AS order`,
  );
  if (!row) throw new Error("the books told nothing of the seat");
  return row;
}
