import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { AdminOrder } from "../../../../contract/admin/orders.ts";
import {
  StaffRefund,
  StaffRefundPreview,
} from "../../../../contract/admin/refunds/staff-refunds.ts";
import { StockBlockSeats } from "../../../../contract/admin/stock/stock.ts";
import { Order } from "../../../../contract/money/orders.ts";
import { connect } from "../../../../db/connection/connect.ts";
import { gatewayHas, awaited, paid } from "../../../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  person,
  type Person,
  refused,
  testEnv,
} from "../../../../../test/support/worker/shop.ts";
import { worker } from "../../../../../test/support/worker/staff.ts";

let admin: Person;
let scheduleId: string;
beforeAll(async () => {
  admin = await person("admin");
  ({ scheduleId } = await openShop(admin, 3, { seatsPerAccount: 9 }));
});

const full = { money: { by: "full" }, seat: "sale", to: "wallet", reason: "Ill" };

const preview = (orderId: string, body: object, as = admin) =>
  answer(
    call(`POST /admin/orders/${orderId}/refund-preview`, { as, body }),
    200,
    StaffRefundPreview,
  );

type Headers = Record<string, string>;
const act = (orderId: string, body: object, headers: Headers, as = admin) =>
  call(`POST /admin/orders/${orderId}/refunds`, { as, body, headers });

/** Previews, and then does what the preview said. */
async function refund(
  orderId: string,
  body: object,
  key: string = crypto.randomUUID(),
  as = admin,
) {
  const { fingerprint } = await preview(orderId, body, as);
  const headers = { "if-match": `"${fingerprint}"`, "idempotency-key": key };
  return { headers, made: await answer(act(orderId, body, headers, as), 200, StaffRefund) };
}

/** Whether a fan can hold this seat, as one can who comes after the refund. */
async function isFree(seat: number): Promise<boolean> {
  const fan = await person();
  try {
    await holding(fan, scheduleId, [seat]);
    return true;
  } catch {
    return false;
  }
}

it("[RS15] staff refund exactly what the preview showed, once, and the card gets its money back", async () => {
  const fan = await person();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0, 1]));
  await paid(fan, payment);
  const orderId = payment.orderId ?? "";
  const body = {
    ...full,
    to: "original",
    seats: [0],
    money: { by: "charge", percent: 10, isFeeReturned: true },
  };
  const shown = await preview(orderId, body);
  expect(shown).toMatchObject({
    refund: { amount: 10_000 },
    charge: { amount: 1_000 },
    parts: [{ to: "original", amount: { amount: 10_000 } }],
    after: { tickets: 1, paid: { amount: 12_000 } },
    targets: ["original", "wallet", "hand"],
  });
  const key = crypto.randomUUID();
  await refused(act(orderId, body, { "idempotency-key": key }), "if-match-missing");
  const old = { "if-match": `"${"0".repeat(32)}"`, "idempotency-key": key };
  await refused(act(orderId, body, old), "refund-changed");
  const { made, headers } = await refund(orderId, body, key);
  expect(made).toMatchObject({ refund: { amount: 10_000 }, seats: [0], isReplayed: false });
  expect((await gatewayHas(payment)).balanceAmount).toBe(12_000);
  const again = await answer(act(orderId, body, headers), 200, StaffRefund);
  expect(again).toEqual({ ...made, status: "done", isReplayed: true });
  const other = { ...body, seats: [1] };
  await refused(act(orderId, other, headers), "idempotency-mismatch");
  expect(await isFree(0)).toBe(true);
});

it("[RS8] a seat that is kept out cannot be held by anybody until staff release it", async () => {
  const fan = await person();
  const order = await bought(fan, scheduleId, [2, 3]);
  const { made } = await refund(order.id, { ...full, seats: [2], seat: "kept-out" });
  expect(made).toMatchObject({ refund: { amount: 11_000 }, seats: [2] });
  const seen = await answer(call(`GET /orders/${order.id}`, { as: fan }), 200, Order);
  expect(seen.seats.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
  expect(await isFree(2)).toBe(false);
  const keptOut = async () =>
    (await answer(call(`GET /admin/orders/${order.id}`, { as: admin }), 200, AdminOrder)).seats.map(
      ({ isKeptOut }) => isKeptOut,
    );
  expect(await keptOut()).toEqual([true, false]);
  const path = `POST /admin/orders/${order.id}/kept-seats/release`;
  const Seats = z.object({ seats: z.array(z.number()) });
  const freed = () => answer(call(path, { as: admin, body: { seats: [2, 3] } }), 200, Seats);
  expect(await freed()).toEqual({ seats: [2] });
  expect(await isFree(2)).toBe(true);
  expect(await keptOut()).toEqual([false, false]);
  expect(await freed()).toEqual({ seats: [] });
});

it("[RS21] a refund can put its seats into a block of the stock, where no fan gets them, and a repeat moves nothing", async () => {
  const fan = await person();
  const order = await bought(fan, scheduleId, [15, 16]);
  const stock = `/admin/schedules/${scheduleId}/stock`;
  const made = await call(`POST ${stock}`, {
    as: admin,
    headers: { "idempotency-key": crypto.randomUUID() },
    body: { kind: "house", reason: "guest", seats: [17] },
  });
  const block = StockBlockSeats.parse(await made.json());
  const seatsOf = async () =>
    (await answer(call(`GET ${stock}/${block.id}`, { as: admin }), 200, StockBlockSeats)).seats;
  const into = { ...full, blockId: block.id };
  await refused(
    call(`POST /admin/orders/${order.id}/refund-preview`, {
      as: admin,
      body: { ...into, seat: "kept-out" },
    }),
    "invalid-request",
  );
  const finance = await worker("finance");
  const { fingerprint } = await preview(order.id, { ...into, seats: [15] });
  const keyed = (key: string) => ({ "if-match": `"${fingerprint}"`, "idempotency-key": key });
  const asked = { ...into, seats: [15] };
  await refused(act(order.id, asked, keyed(crypto.randomUUID()), finance), "right-missing");
  const unknown = { ...asked, blockId: crypto.randomUUID() };
  await refused(act(order.id, unknown, keyed(crypto.randomUUID())), "not-found");
  expect(await seatsOf()).toEqual([17]);
  const key = crypto.randomUUID();
  await answer(act(order.id, asked, keyed(key)), 200, StaffRefund);
  expect([await seatsOf(), await isFree(15)]).toEqual([[15, 17], false]);
  const out = { seen: 2, remove: [15] };
  expect((await call(`PATCH ${stock}/${block.id}`, { as: admin, body: out })).status).toBe(200);
  await answer(act(order.id, asked, keyed(key)), 200, StaffRefund);
  expect([await seatsOf(), await isFree(15)]).toEqual([[17], true]);
});

it("[RS16] a refund needs a reason unless the rules decide, and the buyer never sees it", async () => {
  const fan = await person();
  const order = await bought(fan, scheduleId, [4]);
  const { reason: _, ...unexplained } = full;
  const { fingerprint } = await preview(order.id, unexplained);
  const headers = { "if-match": `"${fingerprint}"`, "idempotency-key": crypto.randomUUID() };
  const problem = await refused(act(order.id, unexplained, headers), "invalid-request");
  expect(problem.errors?.[0]?.pointer).toBe("/reason");
  const secret = "Saw a doctor's note";
  const money = { by: "amount", amountMinor: 1_000 };
  await refund(order.id, { ...full, seat: "ticket", money, reason: secret });
  await refund(order.id, { ...unexplained, money: { by: "rules" } });
  const told = await Promise.all(
    [`/orders/${order.id}`, "/payments", "/wallet", `/orders/${order.id}/statements/refund`].map(
      async (path) => (await call(`GET ${path}`, { as: fan })).text(),
    ),
  );
  expect(told.filter((said) => said.includes(secret))).toEqual([]);
  const seen = call(`GET /admin/orders/${order.id}`, { as: admin });
  expect(await answer(seen, 200, AdminOrder)).toMatchObject({
    status: "cancelled",
    refunds: [{ amount: { amount: 1_000 } }, { to: "wallet" }],
  });
});

it("[RS17] the box office refunds what the counter sold, and only finance refunds other orders", async () => {
  const cashier = await worker("box-office");
  const order = await bought(await person(), scheduleId, [5]);
  const path = `POST /admin/orders/${order.id}/refund-preview`;
  await refused(call(path, { as: cashier, body: full }), "right-missing");
  await connect(testEnv).execute(
    sql`UPDATE customer_order SET channel = 'counter', account_id = NULL, method = 'cash' WHERE id = ${order.id}`,
  );
  const { made } = await refund(order.id, { ...full, to: "hand" }, undefined, cashier);
  expect(made).toMatchObject({ status: "done", refund: { amount: 11_000 } });
  const finance = await worker("finance");
  const sold = await bought(await person(), scheduleId, [6]);
  expect((await refund(sold.id, full, undefined, finance)).made.refund.amount).toBe(11_000);
});
