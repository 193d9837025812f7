import { beforeAll, expect, it } from "vitest";
import type { z } from "@hono/zod-openapi";
import { decodeSnapshot } from "../../../contract/live/live.ts";
import { Hold, Holds } from "../../../contract/sale/holds.ts";
import { Order, Orders } from "../../../contract/money/orders.ts";
import { Turn } from "../../../contract/sale/queue.ts";
import { Ledger, Wallet } from "../../../contract/money/wallets.ts";
import { connect } from "../../../db/connection/connect.ts";
import { voidHold } from "../../../db/money/purchase.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  holdSeats,
  openShop,
  passOf,
  pay,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person, Shop } from "../../../../test/support/worker/shop.ts";

let admin: Person;
let shop: Shop;
const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;
const statuses = async (scheduleId: string) => {
  const response = await call(`GET /schedules/${scheduleId}/seats.bin`);
  return decodeSnapshot(new Uint8Array(await response.arrayBuffer()))?.statuses;
};

beforeAll(async () => {
  admin = await person("admin");
  shop = await openShop(admin, 20);
});

it("[O1] a purchase is one order, and later reads return the same", async () => {
  const fan = await person();
  const hold = await holding(fan, shop.scheduleId, [0, 1]);
  expect(hold).toMatchObject({ total: { amount: 22_000, currency: "KRW" }, phase: "choosing" });
  await fund(fan, 30_000);
  const response = await pay(fan, hold);
  const location = response.headers.get("location");
  const order = await answer(response, 201, Order);
  expect(location).toBe(`/api/v1/orders/${order.id}`);
  const later = await answer(call(`GET /orders/${order.id}`, { as: fan }), 200, Order);
  expect(later).toEqual(order);
  expect(await balanceOf(fan)).toBe(8_000);
  const mine = await answer(call("GET /orders", { as: fan }), 200, Orders);
  expect(mine).toEqual({ items: [later], nextCursor: null });
});

it("[O2] the same key returns the same order, and another body under that key is refused", async () => {
  const fan = await person();
  const hold = await holding(fan, shop.scheduleId, [2]);
  await fund(fan, 50_000);
  const key = crypto.randomUUID();
  const first = await answer(pay(fan, hold, key), 201, Order);
  const again = await answer(pay(fan, hold, key), 201, Order);
  expect(again.id).toBe(first.id);
  const other = { ...hold, id: crypto.randomUUID() };
  await refused(pay(fan, other, key), "idempotency-mismatch");
  await refused(pay(fan, hold), "already-paid");
  expect(await balanceOf(fan)).toBe(39_000);
});

it("[O3] a wallet with too little money is not charged, and the seats stay held", async () => {
  const fan = await person();
  const hold = await holding(fan, shop.scheduleId, [3]);
  await refused(pay(fan, hold), "insufficient-funds");
  const path = `GET /schedules/${shop.scheduleId}/holds`;
  const { items } = await answer(call(path, { as: fan }), 200, Holds);
  expect(items).toMatchObject([{ id: hold.id, phase: "choosing" }]);
  await fund(fan, 11_000);
  await answer(pay(fan, hold), 201, Order);
  expect(await balanceOf(fan)).toBe(0);
});

it("[O50] a wallet payment that reaches the books after its hold ended takes nothing", async () => {
  const fan = await person();
  const hold = await holding(fan, shop.scheduleId, [190]);
  await fund(fan, hold.total.amount);
  // The schedule's alarm after a payment that took too long.
  await voidHold(connect(testEnv), { holdId: hold.id, scheduleId: shop.scheduleId });
  const key = crypto.randomUUID();
  await refused(pay(fan, hold, key), "hold-expired");
  await refused(pay(fan, hold, key), "hold-expired");
  expect(await balanceOf(fan)).toBe(hold.total.amount);
  expect((await answer(call("GET /orders", { as: fan }), 200, Orders)).items).toEqual([]);
});

it("[O4] canceling an order refunds all of the money and frees all of the seats, once", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const fan = await person();
  const order = await bought(fan, scheduleId, [4, 5]);
  const headers = { "idempotency-key": crypto.randomUUID() };
  const cancel = () =>
    call(`POST /orders/${order.id}/cancellation`, { as: fan, body: {}, headers });
  const cancelled = await answer(cancel(), 200, Order);
  expect(cancelled).toMatchObject({ status: "cancelled", refunded: { amount: 22_000 } });
  expect(await answer(cancel(), 200, Order)).toEqual(cancelled);
  expect(await balanceOf(fan)).toBe(22_000);
  const { items } = await answer(call("GET /wallet/ledger", { as: fan }), 200, Ledger);
  expect(items.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ["refund", 22_000],
    ["purchase", -22_000],
    ["top-up", 22_000],
  ]);
  expect([...((await statuses(scheduleId)) ?? [])]).toEqual(Array<number>(10).fill(0));
});

it("[O86] canceling a seat that the order never had is refused as an unknown seat, and cancels nothing", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(admin, 1);
  const order = await bought(fan, scheduleId, [0, 1]);
  const cancel = (seats: number[], key: string = crypto.randomUUID()) =>
    call(`POST /orders/${order.id}/cancellation`, {
      as: fan,
      body: { seats },
      headers: { "idempotency-key": key },
    });
  for (const seats of [[5], [0, 5]])
    expect((await refused(cancel(seats), "unknown-seat")).detail).toBe("5");
  const key = crypto.randomUUID();
  const first = await answer(cancel([0], key), 200, Order);
  expect(first.seats.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
  expect(await answer(cancel([0], key), 200, Order)).toEqual(first);
  await refused(cancel([0]), "conflict");
});

it("[O5] another account's order, hold or pass is answered like one that does not exist", async () => {
  const [fan, thief] = [await person(), await person()];
  const hold = await holding(fan, shop.scheduleId, [6]);
  const pass = await passOf(fan, shop.scheduleId);
  const path = `/schedules/${shop.scheduleId}/holds`;
  await fund(thief, 20_000);
  await refused(pay(thief, hold), "hold-not-found");
  await refused(call(`DELETE ${path}/${hold.id}`, { as: thief }), "hold-not-found");
  await refused(call(`POST ${path}/${hold.id}/extension`, { as: thief }), "hold-not-found");
  await refused(holdSeats(thief, shop.scheduleId, pass, { seats: [7] }), "not-admitted");
  await fund(fan, 11_000);
  const order = await answer(pay(fan, hold), 201, Order);
  await refused(call(`GET /orders/${order.id}`, { as: thief }), "not-found");
  const headers = { "idempotency-key": "stolen" };
  const cancel = call(`POST /orders/${order.id}/cancellation`, { as: thief, body: {}, headers });
  await refused(cancel, "not-found");
  expect(await balanceOf(thief)).toBe(20_000);
});

it("[P2] two requests with one key make one hold, and another body under that key is refused", async () => {
  const fan = await person();
  const pass = await passOf(fan, shop.scheduleId);
  const ask = (seats: number[]) => holdSeats(fan, shop.scheduleId, pass, { seats }, "same-key");
  const [first, second] = await Promise.all([ask([8]), ask([8])]);
  const ids = [await answer(first, 201, Hold), await answer(second, 201, Hold)].map(({ id }) => id);
  expect(ids[0]).toBe(ids[1]);
  await refused(ask([9]), "idempotency-mismatch");
});

it("[P3] seats are held all together or not at all, and a refusal names the reason", async () => {
  const fan = await person();
  await holding(fan, shop.scheduleId, [10]);
  const rival = await person();
  const pass = await passOf(rival, shop.scheduleId);
  const ask = (body: unknown) => holdSeats(rival, shop.scheduleId, pass, body);
  await refused(ask({ seats: [10, 11] }), "seat-taken");
  await refused(ask({ seats: [200] }), "unknown-seat");
  await refused(ask({ seats: [20, 21, 22, 23, 24] }), "too-many-seats");
  const best = { zoneId: "r", count: 2, together: true };
  const hold = await answer(ask({ best }), 201, Hold);
  expect(hold.seats).toHaveLength(2);
  await refused(ask({ seats: [11] }), "hold-open");
});

it("[P4] releasing a hold frees its seats, and a hold can be extended once", async () => {
  const fan = await person();
  const hold = await holding(fan, shop.scheduleId, [12]);
  const path = `/schedules/${shop.scheduleId}/holds/${hold.id}`;
  const longer = await answer(call(`POST ${path}/extension`, { as: fan }), 200, Hold);
  expect(Date.parse(longer.expiresAt)).toBeGreaterThan(Date.parse(hold.expiresAt));
  await refused(call(`POST ${path}/extension`, { as: fan }), "already-extended");
  expect((await call(`DELETE ${path}`, { as: fan })).status).toBe(204);
  expect((await holding(await person(), shop.scheduleId, [12])).seats[0]?.seat).toBe(12);
});

it("[P5] seats can be held only with the fan's own pass for the same schedule", async () => {
  const fan = await person();
  const other = await openShop(admin, 1);
  const foreign = await passOf(fan, other.scheduleId);
  const { place } = await answer(
    call(`POST /schedules/${shop.scheduleId}/queue`, { as: fan, body: {} }),
    201,
    Turn,
  );
  for (const pass of ["", "nonsense", foreign, place, fan.token])
    await refused(holdSeats(fan, shop.scheduleId, pass, { seats: [13] }), "not-admitted");
});

it("[P6] a place in the queue is valid only for its own account and schedule", async () => {
  const [fan, thief] = [await person(), await person()];
  const enter = (as: Person, id: string, place: string) =>
    call(`POST /schedules/${id}/queue/enter`, { as, body: { place } });
  const path = `POST /schedules/${shop.scheduleId}/queue`;
  const first = await answer(call(path, { as: fan, body: {} }), 201, Turn);
  const again = await answer(call(path, { as: fan, body: {} }), 201, Turn);
  expect(again.number).toBe(first.number);
  await answer(enter(fan, shop.scheduleId, first.place), 200, Turn);
  await refused(enter(thief, shop.scheduleId, first.place), "not-admitted");
  const other = await openShop(admin, 1);
  await refused(enter(fan, other.scheduleId, first.place), "not-admitted");
  await refused(enter(fan, crypto.randomUUID(), first.place), "not-found");
  await refused(enter(fan, shop.scheduleId, "x.y.z"), "not-admitted");
});

it("[O6] a fan who has used a turn gets a new place by joining again", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(admin, 1);
  const path = `POST /schedules/${scheduleId}/queue`;
  const first = await answer(call(path, { as: fan, body: {} }), 201, Turn);
  expect((await call(`DELETE /schedules/${scheduleId}/queue`, { as: fan })).status).toBe(204);
  const enter = { as: fan, body: { place: first.place } };
  await refused(call(`${path}/enter`, enter), "place-spent");
  const turn = await answer(call(path, { as: fan, body: {} }), 201, Turn);
  expect(turn).toMatchObject({ state: "admitted", admission: { pass: expect.any(String) } });
  expect(turn.number).toBeGreaterThan(first.number);
});

it("[P7] a page of orders continues where the last one ended", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(admin, 1);
  const ids: string[] = [];
  for (const seat of [0, 1, 2]) ids.unshift((await bought(fan, scheduleId, [seat])).id);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const from: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const next: z.infer<typeof Orders> = await answer(
      call(`GET /orders?limit=2${from}`, { as: fan }),
      200,
      Orders,
    );
    seen.push(...next.items.map(({ id }) => id));
    cursor = next.nextCursor;
  }
  expect(seen).toEqual(ids);
  await refused(call("GET /orders?cursor=made-up", { as: fan }), "invalid-request");
});
