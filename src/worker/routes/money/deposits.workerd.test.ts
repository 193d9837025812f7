import { afterEach, expect, it, vi } from "vitest";
import { Orders } from "../../../contract/money/orders.ts";
import { ShownTerms } from "../../../contract/money/prices.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import {
  age,
  atGateway,
  awaited,
  order,
  paid,
  read,
  waitOut,
} from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  holding,
  holdSeats,
  openShop,
  passOf,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

afterEach(() => {
  vi.useRealTimers();
});

const ordersOf = async (fan: Person) =>
  (await answer(call("GET /orders", { as: fan }), 200, Orders)).items;
const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;

const withDeposits = async (depositMinutes = 30, more: object = {}) => {
  const admin = await person("admin");
  const opened = { fan: await person(), ...(await openShop(admin, 1, more)) };
  const body = { depositMinutes };
  const changed = await call(`POST /admin/schedules/${opened.scheduleId}/terms`, {
    as: admin,
    body,
  });
  expect(changed.status).toBe(200);
  await changed.text();
  return opened;
};

it("[O27] a virtual account keeps its seats until the deposit arrives, and the deposit buys them", async () => {
  const { fan, scheduleId } = await withDeposits();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]), "virtualAccount");
  const waiting = await paid(fan, payment);
  expect(waiting).toMatchObject({ status: "awaiting-deposit", deposit: { bank: "20" } });
  await waitOut(scheduleId, 29 * 60_000);
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await refused(holdSeats(rival, scheduleId, pass, { seats: [0] }), "seat-taken");
  await atGateway("deposit", payment);
  expect((await read(fan, payment)).status).toBe("paid");
  expect(await ordersOf(fan)).toMatchObject([{ method: "virtualAccount" }]);
});

it("[O95] the seats of a virtual account wait until its last moment, even if deposits get less time meanwhile", async () => {
  const { fan, scheduleId } = await withDeposits(120);
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]), "virtualAccount");
  const as = await person("admin");
  const less = { as, body: { depositMinutes: 30 } };
  expect((await call(`POST /admin/schedules/${scheduleId}/terms`, less)).status).toBe(200);
  const { deposit } = await paid(fan, payment);
  const minutes = (Date.parse(deposit?.dueAt ?? "") - Date.now()) / 60_000;
  await waitOut(scheduleId, (minutes - 1) * 60_000);
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await refused(holdSeats(rival, scheduleId, pass, { seats: [0] }), "seat-taken");
  await atGateway("deposit", payment);
  expect((await read(fan, payment)).status).toBe("paid");
});

it("[O28] a late deposit buys its seats if they are free", async () => {
  const { fan, scheduleId } = await withDeposits();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]), "virtualAccount");
  await paid(fan, payment);
  await waitOut(scheduleId, 61 * 60_000);
  await atGateway("deposit", payment);
  expect((await read(fan, payment)).status).toBe("paid");
  expect(await ordersOf(fan)).toMatchObject([{ seats: [{ seat: 0 }], paymentId: payment.id }]);
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await refused(holdSeats(rival, scheduleId, pass, { seats: [0] }), "seat-taken");
});

it("[O70] a late deposit for seats that another fan has goes back to the wallet", async () => {
  const { fan, scheduleId } = await withDeposits();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]), "virtualAccount");
  await paid(fan, payment);
  await waitOut(scheduleId, 61 * 60_000);
  await holding(await person(), scheduleId, [0]);
  await atGateway("deposit", payment);
  expect(await read(fan, payment)).toMatchObject({ status: "refunded" });
  expect([await ordersOf(fan), await balanceOf(fan)]).toEqual([[], 11_000]);
});

it("[O71] a deposit is refused where deposits are not offered, and a closed account accepts no money", async () => {
  const { fan, scheduleId } = await withDeposits(0);
  const hold = await holding(fan, scheduleId, [0]);
  await refused(order(fan, hold, "virtualAccount"), "conflict");
  const sale = await withDeposits();
  const waiting = await awaited(
    sale.fan,
    await holding(sale.fan, sale.scheduleId, [0]),
    "virtualAccount",
  );
  await paid(sale.fan, waiting);
  await age(waiting, 2 * 3_600_000);
  expect((await read(sale.fan, waiting)).status).toBe("refused");
});

it("[O63] bank transfer is not offered if the deposit could arrive later than two days before the show", async () => {
  const inDays = (days: number) => ({
    startsAt: new Date(Date.now() + days * 86_400_000).toISOString(),
    saleClosesAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const termsOf = async (scheduleId: string) =>
    (await answer(call(`GET /schedules/${scheduleId}/terms`), 200, ShownTerms)).depositMinutes;
  const near = await withDeposits(60, inDays(2.03));
  expect(await termsOf(near.scheduleId)).toBe(0);
  const hold = await holding(near.fan, near.scheduleId, [0]);
  await refused(order(near.fan, hold, "virtualAccount"), "conflict");
  expect((await awaited(near.fan, hold, "card")).status).toBe("ready");
  const far = await withDeposits(60, inDays(2.06));
  expect(await termsOf(far.scheduleId)).toBe(60);
  const held = await holding(far.fan, far.scheduleId, [0]);
  expect((await awaited(far.fan, held, "virtualAccount")).method).toBe("virtualAccount");
});
