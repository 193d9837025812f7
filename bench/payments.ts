import { randomUUID } from "node:crypto";
import type { Workerd } from "../dev/workerd.ts";
import { openAccounts } from "./accounts.ts";
import { type Shopper, admit, as, holdRequest } from "./fans.ts";
import { count, type Figures } from "./figures.ts";
import { drive, inTurn, type Load, request, sendAll } from "./load.ts";
import { mustBeSame, rowsAfterKill } from "./object-rows.ts";
import { connections, inserter, tpcb } from "./plain-writes.ts";
import { report } from "./report.ts";
import { openSale, openShop, pairMinor, type Shop } from "./shop.ts";
import { compare, type Contender, type Pace } from "./slices.ts";
import type { Stage } from "./stage.ts";

/** Whole wallet payments, divided by plain writes of a Worker through the same driver and the same bridge. */
export async function measurePayments(stage: Stage, pace: Pace): Promise<Figures> {
  const shop = await openShop(stage, 2);
  const [product, peer] = [await stage.openProduct("disk"), await stage.openPeer()];
  const pay = payer(stage, pace, shop, product);
  const insert = await inserter(stage, pace, peer);
  const transact = await tpcb(stage, pace, peer);
  const comparison = await compare([pay, insert, transact], pace, stage.probe);
  const figures = report("payments", comparison, [
    { name: "pay_vs_write", of: "pay", to: "write", aim: 0.5 },
    { name: "pay_vs_tpcb", of: "pay", to: "tpcb", aim: 0.5 },
  ]);
  for (const each of [pay, insert, transact]) await each.verify();
  await peer.stop();
  return figures;
}

/** Pairs of seats, held by a fan each, paid from as many wallets. */
function payer(
  stage: Stage,
  { sliceMs }: Pace,
  shop: Shop,
  product: Workerd,
): Contender & { verify(): Promise<void> } {
  const loads: Load[] = [];
  return {
    name: "pay",
    expected: 201,
    prepare: async (answeredLast) => {
      const scheduleId = await openSale(stage, shop);
      const wanted = Math.min(Math.max(500, Math.ceil(answeredLast * 1.5)), shop.seatCount / 2);
      const shoppers = await admit(stage, product.port, scheduleId, wanted);
      const holds = shoppers.map((shopper) => holdRequest(scheduleId, shopper));
      const held = (await sendAll(product.port, holds, 201)) as { id: string }[];
      const ids = shoppers.map(({ id }) => id);
      await openAccounts(stage, ids, pairMinor);
      const orders = shoppers.map((shopper, at) =>
        orderRequest(scheduleId, shopper, held[at]?.id ?? ""),
      );
      return async () => {
        const next = inTurn(orders);
        const load = await drive({ port: product.port, connections, next, forMs: sliceMs });
        loads.push(load);
        return load;
      };
    },
    verify: () => verify(stage, product, loads),
  };
}

function orderRequest(scheduleId: string, { token }: Shopper, holdId: string): Buffer {
  const headers = { ...as(token), "idempotency-key": randomUUID() };
  return request("POST /api/v1/orders", headers, { scheduleId, holdId, method: "wallet" });
}

async function verify(stage: Stage, product: Workerd, loads: Load[]): Promise<void> {
  const bodies = loads.flatMap(({ answers }) => answers.map(({ body }) => body.toString()));
  const acknowledged = bodies.map((body) => (JSON.parse(body) as { id: string }).id);
  const { rows } = await stage.sql.query<{ id: string; hold: string; seats: number }>(
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
  const sold = (await rowsAfterKill(stage, product)).filter(({ isSold }) => isSold);
  mustBeSame(
    "sold holds",
    orders.map(({ hold }) => hold),
    sold.map(({ holdId }) => holdId),
  );
  await mustBalance(stage);
  const shown = count(acknowledged.length);
  console.log(
    `    pay: ${shown} acknowledged, all in Postgres and in the objects' rows after kill -9; the ledger sums to 0`,
  );
}

/** Fails when the ledger does not sum to nothing, or a wallet is not what its lines say. */
async function mustBalance({ sql }: Stage): Promise<void> {
  const { rows } = await sql.query<{ sum: string; wrong: number }>(
    `SELECT (SELECT sum(balance_minor) FROM ledger_balance) AS sum,
      (SELECT count(*)::int FROM wallet w LEFT JOIN ledger_balance b ON b.ledger_account_id = w.account_id
       WHERE w.balance_minor <> coalesce(b.balance_minor, 0)) AS wrong`,
  );
  const [found] = rows;
  if (Number(found?.sum) !== 0 || found?.wrong !== 0)
    throw new Error(`the ledger sums to ${found?.sum}, and ${found?.wrong} wallets differ from it`);
}
