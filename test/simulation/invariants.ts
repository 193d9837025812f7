import { soldOf } from "../../src/db/admin/reconciliation.ts";
import { contradictions } from "../support/money/money.ts";
import type { MoneySimulation } from "./money-simulation.ts";

/** Every violation, in words. */
export async function violations(simulation: MoneySimulation): Promise<string[]> {
  const found = await contradictions(simulation.books);
  await forgetCalledOff(simulation);
  return [
    ...found.map(({ kind, subject, detail }) => `${kind} ${subject}: ${detail}`),
    ...(await wrongLedger(simulation)),
    ...(await wrongWallets(simulation)),
    ...(await wrongSeats(simulation)),
    ...(await wrongPayments(simulation)),
    ...(await wrongCoupons(simulation)),
  ];
}

/**
 * The canceled show refunds the rest of its orders, plus a tenth of the ticket prices: the amount that did not go to
 * the card, or that the card did not take, goes to the wallet.
 */
async function forgetCalledOff(simulation: MoneySimulation): Promise<void> {
  const toCards = await calledOffToCards(simulation);
  for (const order of simulation.orders.values()) {
    if (!order.room.isCalledOff || order.tickets.size === 0) continue;
    const tickets = [...order.tickets.values()];
    const sum = (minor: number[]) => minor.reduce((total, each) => total + each, 0);
    simulation.credit(
      order.accountId,
      sum(tickets.map(({ ticketMinor }) => Math.floor(ticketMinor / 10))),
    );
    const paidMinor = sum(tickets.map((ticket) => ticket.paidMinor));
    simulation.credit(order.accountId, paidMinor - (toCards.get(order.orderId) ?? 0));
    order.tickets.clear();
    order.couponId = null;
  }
}

/**
 * The part of each order that the books refund to its card; the gateway makes sure that it never exceeds the charge.
 */
async function calledOffToCards({
  books,
  requested,
  walleted,
}: MoneySimulation): Promise<Map<string, number>> {
  const rows = await books.sql<{ id: string; orderId: string; minor: number; target: string }>(
    `SELECT id, order_id AS "orderId", amount_minor::int AS minor, target FROM refund
    WHERE order_id IS NOT NULL AND payment_id IS NOT NULL`,
  );
  const sums = new Map<string, number>();
  for (const { id, orderId, minor, target } of rows) {
    if (requested.has(id) || (target === "wallet" && !walleted.has(id))) continue;
    sums.set(orderId, (sums.get(orderId) ?? 0) + minor);
  }
  return sums;
}

async function wrongLedger({ books, gateway }: MoneySimulation): Promise<string[]> {
  const rows = await books.sql<{ name: string; minor: string }>(
    `SELECT coalesce(s.name, CASE WHEN w.account_id IS NULL THEN 'concert' ELSE 'wallet' END) AS name,
      sum(b.balance_minor) AS minor FROM ledger_balance b
    LEFT JOIN system_account s ON s.id = b.ledger_account_id LEFT JOIN wallet w ON w.account_id = b.ledger_account_id
    GROUP BY 1`,
  );
  const balances = new Map(rows.map(({ name, minor }) => [name, Number(minor)]));
  const total = [...balances.values()].reduce((sum, minor) => sum + minor, 0);
  const wrong = total === 0 ? [] : [`the ledger sums to ${total}`];
  // The fees of every ticket, less the refunded ones.
  const [fees] = await books.sql<{ minor: number }>(
    "SELECT coalesce(sum(fee_minor - fee_refunded_minor), 0)::int AS minor FROM order_seat",
  );
  if ((balances.get("fees") ?? 0) !== fees?.minor)
    wrong.push(`the fees are ${balances.get("fees")}, the tickets say ${fees?.minor}`);
  const due = balances.get("refunds-due") ?? 0;
  if (due !== 0) wrong.push(`${due} is still due to cards`);
  const drawn = gateway.taken.reduce((sum, { key, amountMinor }) => {
    return sum + amountMinor - gateway.givenBack(key);
  }, 0);
  if (drawn !== -(balances.get("gateway") ?? 0))
    wrong.push(
      `the payment gateway has let go ${drawn}, the ledger says ${-(balances.get("gateway") ?? 0)}`,
    );
  return wrong;
}

async function wrongWallets({ books, balances, fans }: MoneySimulation): Promise<string[]> {
  const rows = await books.sql<{ id: string; minor: number }>(
    "SELECT account_id AS id, balance_minor::int AS minor FROM wallet",
  );
  const held = new Map(rows.map(({ id, minor }) => [id, minor]));
  return fans.flatMap((fan) => {
    const wanted = balances.get(fan) ?? 0;
    return held.get(fan) === wanted ? [] : [`wallet ${fan} has ${held.get(fan)}, not ${wanted}`];
  });
}

async function wrongSeats({ db, rooms, orders, books }: MoneySimulation): Promise<string[]> {
  const wrong: string[] = [];
  for (const { scheduleId } of rooms) {
    const inBooks = (await soldOf(db, scheduleId)).map(
      ({ orderId, seats }) => `${orderId} ${seats.join()}`,
    );
    const known = [...orders.values()].filter(
      ({ room, tickets }) => room.scheduleId === scheduleId && tickets.size > 0,
    );
    const told = known.map(({ orderId, tickets }) => {
      return `${orderId} ${[...tickets.keys()].sort((a, b) => a - b).join()}`;
    });
    for (const sale of inBooks) if (!told.includes(sale)) wrong.push(`nobody was told of ${sale}`);
    for (const sale of told) if (!inBooks.includes(sale)) wrong.push(`not in the books: ${sale}`);
  }
  const open = await books.sql(
    "SELECT hold_id FROM payment p WHERE hold_id IS NOT NULL AND NOT EXISTS (SELECT FROM settlement s WHERE s.hold_id = p.hold_id)",
  );
  if (open.length > 0) wrong.push(`${open.length} holds have neither been paid nor given up`);
  return wrong;
}

/** Money that was taken has bought seats, or has been given back. */
async function wrongPayments({ books, gateway }: MoneySimulation): Promise<string[]> {
  const rows = await books.sql<{ key: string; state: string; toWallet: number; toCard: number }>(
    `SELECT 'key-' || p.id AS key, p.purpose || ' ' || p.status AS state,
      coalesce(sum(r.amount_minor) FILTER (WHERE r.target = 'wallet' AND r.order_id IS NULL), 0)::int AS "toWallet",
      coalesce(sum(r.amount_minor) FILTER (WHERE r.target = 'original'), 0)::int AS "toCard"
    FROM payment p LEFT JOIN refund r ON r.payment_id = p.id AND r.status = 'done' GROUP BY p.id`,
  );
  const taken = new Map(gateway.taken.map(({ key, amountMinor }) => [key, amountMinor]));
  return rows.flatMap(({ key, state, toWallet, toCard }) => {
    const minor = taken.get(key);
    const given = gateway.givenBack(key);
    if (given !== toCard) return [`${key} gave back ${given}, the books say ${toCard}`];
    if (minor === undefined)
      return /paid|refunded|to-refund/.test(state) ? [`${key}: ${state}`] : [];
    if (state === "order refunded") return toWallet + toCard === minor ? [] : [`${key} is short`];
    return state === "order paid" || state === "top-up paid" ? [] : [`${key} was taken: ${state}`];
  });
}

async function wrongCoupons({ books, coupons, orders }: MoneySimulation): Promise<string[]> {
  const rows = await books.sql<{ id: string; uses: number }>(
    "SELECT c.id, count(u.order_id)::int AS uses FROM coupon c LEFT JOIN coupon_use u ON u.coupon_id = c.id GROUP BY c.id",
  );
  return coupons.flatMap(({ id, code }) => {
    const wanted = [...orders.values()].filter(({ couponId }) => couponId === id).length;
    const uses = rows.find((row) => row.id === id)?.uses;
    return uses === wanted ? [] : [`coupon ${code} was used ${uses} times, not ${wanted}`];
  });
}
