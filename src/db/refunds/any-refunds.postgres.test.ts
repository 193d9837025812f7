import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RefundMoney, SeatEnd } from "../../contract/admin/refunds/staff-refunds.ts";
import { Dice } from "../../../test/simulation/dice.ts";
import {
  type Books,
  cancelOrder,
  newConcert,
  nobody,
  openBooks,
} from "../../../test/support/books.ts";
import {
  buyTickets,
  callOff,
  plain,
  runBatches,
  showOf,
  startsAt,
} from "../../../test/support/money/canceled-show.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import { refundAsStaff } from "../../../test/support/money/staff-refunds.ts";
import { settleRefund } from "../money/refunds.ts";
import { payByHand } from "./staff-refunds.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const dayMs = 86_400_000;
type Sold = { orderId: string; fan: string | null; seats: number[] };

/** Orders of every kind: from the wallet, by card, by both, and for cash without an account. */
async function sell(dice: Dice, scheduleId: string): Promise<Sold> {
  const tickets = Array.from({ length: 1 + dice.below(3) }, () => ({
    ...plain,
    discountMinor: dice.of([0, 3_333]),
  }));
  const kind = dice.below(4);
  const paid =
    kind === 0 || kind === 3 ? {} : { byCard: true, walletMinor: kind === 2 ? 5_001 : 0 };
  const { orderId, fan } = await buyTickets(books, scheduleId, tickets, paid);
  if (kind === 3)
    await books.sql(
      "UPDATE customer_order SET account_id = NULL, channel = 'counter', method = 'cash' WHERE id = $1",
      [orderId],
    );
  const rows = await books.sql<{ seat: number }>(
    "SELECT seat FROM order_seat WHERE order_id = $1 ORDER BY seat",
    [orderId],
  );
  return { orderId, fan: kind === 3 ? null : fan, seats: rows.map(({ seat }) => seat) };
}

function anyMoney(dice: Dice): RefundMoney {
  return dice.of<RefundMoney>([
    { by: "none" },
    { by: "rules" },
    { by: "full" },
    { by: "charge", percent: dice.below(101), isFeeReturned: dice.chance(0.5) },
    { by: "amount", amountMinor: 1 + dice.below(11_500) },
  ]);
}

/** The sums that must agree for every order, and the fees that are left. */
const sums = () =>
  books.sql(`SELECT o.id, o.total_minor::int AS total, o.refunded_minor::int AS "order",
      (SELECT sum(refunded_minor) FROM order_seat WHERE order_id = o.id)::int AS seats,
      (SELECT coalesce(sum(amount_minor), 0) FROM refund WHERE order_id = o.id)::int AS refunds,
      (SELECT coalesce(sum(amount_minor), 0) FROM transfer WHERE order_id = o.id AND kind = 'refund'
        AND debit_id <> refunds_due_account())::int AS ledger
    FROM customer_order o`) as Promise<
    { id: string; total: number; order: number; seats: number; refunds: number; ledger: number }[]
  >;

async function mustAgree(): Promise<void> {
  for (const { id, total, order, ...others } of await sums()) {
    expect({ id, ...others }).toEqual({ id, seats: order, refunds: order, ledger: order });
    expect(order).toBeLessThanOrEqual(total);
  }
  const [fees] = await books.sql(
    `SELECT (SELECT coalesce(sum(balance_minor), 0) FROM ledger_balance WHERE ledger_account_id = fees_account())::int AS ledger,
      (SELECT sum(fee_minor - fee_refunded_minor) FROM order_seat)::int AS tickets`,
  );
  expect(fees?.["ledger"]).toBe(fees?.["tickets"]);
  const due = (await contradictions(books)).filter(({ kind }) => kind !== "refund-overdue");
  expect(due).toEqual([]);
}

/** Ends some of what is due: at the gateway, which may refuse, or by hand. */
async function settleSome(dice: Dice): Promise<void> {
  const due = await books.sql<{ id: string; order: string; target: string }>(
    `SELECT id, order_id AS order, target FROM refund WHERE status = 'due' ORDER BY id`,
  );
  for (const { id: refundId, order: orderId, target } of due) {
    if (dice.chance(0.4)) continue;
    const status = dice.of(["done", "failed", "later", "unknown"] as const);
    if (target === "original") await settleRefund(books.db, { refundId, status, record: {} });
    else await payByHand(books.db, { orderId, refundId, hand: "bank-transfer", by: nobody });
  }
}

it("[RS14] after any series of refunds the order, its tickets, its refunds and the ledger agree", async () => {
  const seed = 20_261_130;
  const dice = new Dice(seed);
  const { concertId } = await newConcert(books);
  const counts: Record<string, number> = {};
  for (let story = 0; story < 12; story++) {
    const scheduleId = await showOf(books, concertId);
    const orders: Sold[] = [];
    for (let made = 0; made < 6; made++) orders.push(await sell(dice, scheduleId));
    for (let step = 0; step < 18; step++) {
      const { orderId, fan, seats: all } = dice.of(orders);
      const seats = all.filter(() => dice.chance(0.6));
      const now = Date.parse(startsAt) - dice.below(14 * dayMs);
      if (fan !== null && dice.chance(0.3)) {
        const to = dice.of(["wallet", "original"] as const);
        const asked = { accountId: fan, orderId, seats: seats.length > 0 ? seats : null, to, now };
        const gone = await cancelOrder(books.db, asked);
        const name = `fan: ${gone.ok ? "done" : gone.code}`;
        counts[name] = (counts[name] ?? 0) + 1;
      } else {
        const to = dice.of(["wallet", "original", "hand"] as const);
        const seat = dice.of<SeatEnd>(["sale", "kept-out", "ticket"]);
        const choice = { orderId, money: anyMoney(dice), seat, to };
        const chosen = seats.length > 0 ? { ...choice, seats } : choice;
        const ids = { now, refundId: randomUUID() };
        const made = await refundAsStaff(books, chosen, ids);
        const name = `staff: ${made.ok ? seat : made.code}`;
        counts[name] = (counts[name] ?? 0) + 1;
      }
      if (dice.chance(0.2)) await settleSome(dice);
      if (step === 12 && story % 3 === 0) await callOff(books, scheduleId);
    }
    if (story % 3 === 0) await runBatches(books, scheduleId);
    await settleSome(dice);
    await mustAgree();
  }
  // The stories have done all of it.
  for (const name of ["fan: done", "staff: sale", "staff: kept-out", "staff: ticket"])
    expect([name, (counts[name] ?? 0) > 5]).toEqual([name, true]);
}, 120_000);
