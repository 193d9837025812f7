import { seatCode } from "../../../src/contract/live/live.ts";
import type { Books } from "../books.ts";
import { eventually } from "../eventually.ts";
import { statuses } from "../fans.ts";
import type { Server } from "../server.ts";

const mustBeEmpty = {
  "the ledger does not sum to zero":
    "SELECT sum(balance_minor) FROM ledger_balance HAVING sum(balance_minor) <> 0",
  "a wallet is not what its ledger says": `SELECT w.account_id, w.balance_minor, l.balance_minor AS ledger FROM wallet w
    LEFT JOIN ledger_balance l ON l.ledger_account_id = w.account_id
    WHERE w.balance_minor < 0 OR w.balance_minor <> coalesce(l.balance_minor, 0)
      OR w.lines <> (SELECT count(*) FROM transfer t WHERE t.wallet_id = w.account_id)`,
  "an order is not the sum of its seats": `SELECT o.id FROM customer_order o
    WHERE o.total_minor IS DISTINCT FROM
      (SELECT sum(b.price_minor + b.fee_minor) FROM order_seat b WHERE b.order_id = o.id)`,
  "an order was not charged once": `SELECT o.id FROM customer_order o WHERE o.total_minor IS DISTINCT FROM
      (SELECT sum(t.amount_minor) FROM transfer t WHERE t.order_id = o.id AND t.kind = 'purchase')`,
  "a refund is not what the order says": `SELECT o.id FROM customer_order o WHERE o.refunded_minor IS DISTINCT FROM
      coalesce((SELECT sum(t.amount_minor) FROM transfer t WHERE t.order_id = o.id AND t.kind = 'refund'), 0)`,
  "a seat is live without a paid order, or the reverse": `SELECT b.order_id FROM order_seat b
    JOIN customer_order o ON o.id = b.order_id WHERE b.live <> (o.status = 'paid')`,
  "an order has no settlement of its own": `SELECT o.id FROM customer_order o
    LEFT JOIN settlement s ON s.hold_id = o.hold_id WHERE s.order_id IS DISTINCT FROM o.id`,
};

/** The contradictions in the books after any events; null if there are none. */
export async function unsoundness({ sql }: Pick<Books, "sql">): Promise<string | null> {
  for (const [fault, query] of Object.entries(mustBeEmpty)) {
    const rows = await sql(query);
    if (rows.length > 0) return `${fault}: ${JSON.stringify(rows.slice(0, 3))}`;
  }
  return null;
}

/**
 * Fails if the seats that the schedule shows as taken do not become the ones that the books have sold. The schedule
 * hears of a sale just after the buyer, and until then it shows the seats as held.
 */
export const mustAgree = (server: Server, scheduleId: string): Promise<void> =>
  eventually(() => checkMap(server, scheduleId), { interval: 100 });

async function checkMap(server: Server, scheduleId: string): Promise<void> {
  const sold = await server.sql<{ seat: number }>(
    "SELECT seat FROM order_seat WHERE schedule_id = $1 AND live ORDER BY seat",
    [scheduleId],
  );
  const codes = await statuses(server, scheduleId);
  const taken = [...codes.keys()].filter((seat) => codes[seat] === seatCode.taken);
  const wanted = sold.map(({ seat }) => seat);
  if (taken.join() !== wanted.join())
    throw new Error(`${scheduleId} shows ${taken.join()} as taken; sold are ${wanted.join()}`);
}
