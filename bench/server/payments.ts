import { fullAgreement } from "../../src/contract/money/agreement.ts";
import { randomUUID } from "node:crypto";
import type { Workerd } from "../../dev/machine/workerd.ts";
import { changeTerms } from "../../src/db/sale/sale-terms.ts";
import type { Order } from "../../src/contract/money/orders.ts";
import type { TermsChange } from "../../src/contract/money/refunds.ts";
import { openAccounts } from "../support/accounts.ts";
import { type Shopper, admit, as, holdRequest } from "../support/fans.ts";
import { count, type Figures } from "../support/figures.ts";
import { type Answer, drive, inTurn, type Load, request, sendAll } from "../support/load.ts";
import { mustBeSame, rowsAfterKill } from "./object-rows.ts";
import { connections, inserter, tpcb } from "./plain-writes.ts";
import { report } from "../support/report.ts";
import { both, nobody, openSale, openHall, pairMinor, type Hall } from "../support/halls.ts";
import { compare, type Contender, type Pace } from "../support/slices.ts";
import type { Lab } from "../support/lab.ts";

/** Whole wallet payments, divided by plain writes of a Worker through the same driver and the same bridge. */
export async function measurePayments(lab: Lab, pace: Pace): Promise<Figures> {
  const hall = await openHall(lab, 2);
  const [product, peer] = [await lab.openProduct("disk"), await lab.openPeer()];
  const loads: Load[] = [];
  const till = { lab, pace, hall, product, loads };
  const pay = payer("pay", till, null);
  const discounted = payer("pay_discounted", till, discounts);
  const insert = await inserter(lab, pace, peer);
  const transact = await tpcb(lab, pace, peer);
  const contenders = [pay, discounted, insert, transact];
  const comparison = await compare(contenders, pace, lab.probe);
  const figures = report("payments", comparison, [
    { name: "pay_vs_write", of: "pay", to: "write", aim: 0.5 },
    { name: "pay_discounted_vs_write", of: "pay_discounted", to: "write", aim: 0.45 },
    { name: "pay_vs_tpcb", of: "pay", to: "tpcb", aim: 0.5 },
  ]);
  await verify(lab, product, loads);
  for (const each of [insert, transact]) await each.verify();
  await peer.stop();
  return figures;
}

type Till = { lab: Lab; pace: Pace; hall: Hall; product: Workerd; loads: Load[] };
type Discounts = NonNullable<TermsChange["discounts"]>;

/**
 * One discount that the fan chooses for a seat, and one that applies automatically: both lines are in the order and
 * add up.
 */
const discounts: Discounts = {
  priceTypes: [
    { id: "youth", name: both("청소년 Youth"), zones: null, cut: { percent: 20 }, note: null },
  ],
  automatic: [
    {
      id: "early",
      kind: "early-bird",
      name: both("조기 예매 Early bird"),
      zones: null,
      cut: { percent: 10 },
      fromMs: null,
      untilMs: null,
      tier: null,
    },
  ],
};

/** Pairs of seats, held by a fan each, paid from as many wallets. */
function payer(
  name: string,
  { lab, pace: { sliceMs }, hall, product, loads }: Till,
  given: Discounts | null,
): Contender {
  return {
    name,
    expected: 201,
    prepare: async (answeredLast) => {
      const scheduleId = await openSale(lab, hall);
      if (given !== null)
        await changeTerms(lab.db, { scheduleId, by: nobody, change: { discounts: given } });
      const wanted = Math.min(Math.max(500, Math.ceil(answeredLast * 1.5)), hall.seatCount / 2);
      const shoppers = await admit(lab, product.port, scheduleId, wanted);
      const holds = shoppers.map((shopper) => holdRequest(scheduleId, shopper));
      const held = (await sendAll(product.port, holds, 201)) as { id: string }[];
      const ids = shoppers.map(({ id }) => id);
      await openAccounts(lab, ids, pairMinor);
      const orders = shoppers.map((shopper, at) =>
        orderRequest(scheduleId, shopper, held[at]?.id ?? "", given),
      );
      return async () => {
        const next = inTurn(orders);
        const load = await drive({ port: product.port, connections, next, forMs: sliceMs });
        loads.push(load);
        if (given !== null) for (const paid of load.answers) mustBeCheaper(paid);
        return load;
      };
    },
  };
}

function mustBeCheaper({ body }: Answer): void {
  const { total, discounts: lines } = JSON.parse(body.toString()) as Order;
  if (total.amount >= pairMinor || lines.length === 0)
    throw new Error(`an order was paid in full: ${body.toString().slice(0, 500)}`);
}

function orderRequest(
  scheduleId: string,
  { token, seats }: Shopper,
  holdId: string,
  given: Discounts | null,
): Buffer {
  const headers = { ...as(token), "idempotency-key": randomUUID() };
  const order = { scheduleId, holdId, method: "wallet", agreement: fullAgreement };
  const priceTypes = given?.priceTypes.flatMap(({ id }) =>
    seats.slice(0, 1).map((seat) => ({ seat, priceType: id })),
  );
  return request("POST /api/v1/orders", headers, priceTypes ? { ...order, priceTypes } : order);
}

async function verify(lab: Lab, product: Workerd, loads: Load[]): Promise<void> {
  const bodies = loads.flatMap(({ answers }) => answers.map(({ body }) => body.toString()));
  const acknowledged = bodies.map((body) => (JSON.parse(body) as { id: string }).id);
  const { rows } = await lab.sql.query<{ id: string; hold: string; seats: number }>(
    `SELECT o.id, o.hold_id AS hold, count(s.seat)::int AS seats
     FROM customer_order o JOIN order_seat s ON s.order_id = o.id AND s.live
     WHERE o.id = ANY ($1) OR o.paid_at >= $2 GROUP BY o.id`,
    [acknowledged, new Date(0)],
  );
  const orders = rows.filter(({ seats }) => seats === 2);
  mustBeSame(
    "orders",
    acknowledged,
    orders.map(({ id }) => id),
  );
  const sold = (await rowsAfterKill(lab, product)).filter(({ isSold }) => isSold);
  mustBeSame(
    "sold holds",
    orders.map(({ hold }) => hold),
    sold.map(({ holdId }) => holdId),
  );
  await mustBalance(lab);
  const shown = count(acknowledged.length);
  console.log(
    `    pay: ${shown} acknowledged, all in Postgres and in the objects' rows after kill -9; the ledger sums to 0`,
  );
}

/** Fails unless the ledger sums to zero and each wallet equals its lines. */
async function mustBalance({ sql }: Lab): Promise<void> {
  const { rows } = await sql.query<{ sum: string; wrong: number }>(
    `SELECT (SELECT sum(balance_minor) FROM ledger_balance) AS sum,
      (SELECT count(*)::int FROM wallet w LEFT JOIN ledger_balance b ON b.ledger_account_id = w.account_id
       WHERE w.balance_minor <> coalesce(b.balance_minor, 0)) AS wrong`,
  );
  const [found] = rows;
  if (Number(found?.sum) !== 0 || found?.wrong !== 0)
    throw new Error(`the ledger sums to ${found?.sum}, and ${found?.wrong} wallets differ from it`);
}
