import { afterEach, expect, it, vi } from "vitest";
import { Hold, Holds } from "../../../contract/sale/holds.ts";
import { AwaitedOrder, Order, Orders } from "../../../contract/money/orders.ts";
import { Payment, Payments } from "../../../contract/money/payments.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import { Schedule } from "../../../objects/schedule.ts";
import { app } from "../../app.ts";
import type { Env } from "../../env.ts";
import { checkoutPath } from "../../payment/gateway-for.ts";
import {
  awaited,
  checkOut,
  gatewayHas,
  confirm,
  mischief,
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
  origin,
  passOf,
  person,
  refused,
  testEnv,
  tokenOf,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const shop = async () => ({ fan: await person(), ...(await openShop(await person("admin"), 1)) });
const ordersOf = async (fan: Person) =>
  (await answer(call("GET /orders", { as: fan }), 200, Orders)).items;
const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;

it("[O20] a card payment buys the seats of its hold once, even if it is confirmed several times", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0, 1]);
  const awaiting = await answer(order(fan, hold), 201, AwaitedOrder);
  const { payment } = awaiting;
  expect(awaiting).toMatchObject({ status: "awaiting-payment", total: { amount: 22_000 } });
  expect(payment).toMatchObject({ status: "ready", amount: { amount: 22_000 }, holdId: hold.id });
  const paymentKey = await checkOut(payment);
  const answers = await Promise.all([1, 2, 3].map(() => confirm(fan, payment, paymentKey)));
  for (const response of answers)
    expect((await answer(response, 200, Payment)).status).toBe("paid");
  await answer(confirm(fan, payment, paymentKey), 200, Payment);
  expect(await ordersOf(fan)).toMatchObject([
    { id: awaiting.id, method: "card", paymentId: payment.id, total: { amount: 22_000 } },
  ]);
  expect(await gatewayHas(payment)).toMatchObject({ status: "DONE", balanceAmount: 22_000 });
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await refused(holdSeats(rival, scheduleId, pass, { seats: [1] }), "seat-taken");
});

it("[O21] a payment that is begun again with its key is the same payment, even after it was paid", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const key = crypto.randomUUID();
  const first = await awaited(fan, hold, "card", {}, key);
  const again = await Promise.all([1, 2].map(() => awaited(fan, hold, "card", {}, key)));
  expect(again.map(({ id }) => id)).toEqual([first.id, first.id]);
  await paid(fan, first);
  expect(await awaited(fan, hold, "card", {}, key)).toMatchObject({ id: first.id, status: "paid" });
  await refused(order(fan, hold, "transfer", {}, key), "idempotency-mismatch");
});

it("[O22] a wrong amount or payment id is refused before the gateway gets a request", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  await refused(confirm(fan, payment, paymentKey, 100), "conflict");
  await refused(confirm(await person(), payment, paymentKey), "not-found");
  expect(await gatewayHas(payment)).toMatchObject({ status: "IN_PROGRESS" });
  await refused(confirm(fan, payment, "made-up"), "payment-refused");
  expect((await answer(confirm(fan, payment, paymentKey), 200, Payment)).status).toBe("paid");
});

it("[O23] a fan who cancels the payment, or whose card is refused, gets the seats back for the time left", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  for (const says of ["cancel", "refuse"] as const) {
    const payment = await awaited(fan, hold);
    await checkOut(payment, says);
    const body = { code: says };
    const failed = await answer(
      call(`POST /payments/${payment.id}/failure`, { as: fan, body }),
      200,
      Payment,
    );
    expect(failed).toMatchObject({ status: "refused", checkoutUrl: null });
    const { items } = await answer(
      call(`GET /schedules/${scheduleId}/holds`, { as: fan }),
      200,
      Holds,
    );
    expect(items).toMatchObject([{ id: hold.id, phase: "choosing" }]);
  }
  expect((await paid(fan, await awaited(fan, hold))).status).toBe("paid");
});

it("[O24] when the gateway's answer is lost, the payment is looked up and buys the seats", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  await mischief("lose-answer", "/confirm", payment.id);
  await mischief("error-500", "/orders/", payment.id);
  await refused(confirm(fan, payment, paymentKey), "outcome-unknown");
  expect(await gatewayHas(payment)).toMatchObject({ status: "DONE" });
  expect((await read(fan, payment)).status).toBe("paid");
  expect(await ordersOf(fan)).toMatchObject([{ paymentId: payment.id }]);
});

it("[O67] a browser's report of a failure is ignored if the money has moved", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  await mischief("lose-answer", "/confirm", payment.id);
  await mischief("error-500", "/orders/", payment.id);
  await refused(confirm(fan, payment, paymentKey), "outcome-unknown");
  const path = `POST /payments/${payment.id}/failure`;
  const told = await answer(call(path, { as: fan, body: { code: "x" } }), 200, Payment);
  expect(told.status).toBe("paid");
});

it("[O25] no money is taken for a hold that ended before the fan came back", async () => {
  const { fan, scheduleId } = await shop();
  const claims = { sub: fan.id, sid: crypto.randomUUID() };
  fan.token = await tokenOf(claims, Date.now() + 3_600_000);
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  await waitOut(scheduleId, 661_000);
  vi.setSystemTime(Date.now() + 662_000);
  await refused(confirm(fan, payment, paymentKey), "hold-expired");
  expect(await gatewayHas(payment)).toMatchObject({ status: "IN_PROGRESS" });
  expect(await read(fan, payment)).toMatchObject({ status: "refused", reason: "hold-expired" });
  vi.useRealTimers();
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await answer(holdSeats(rival, scheduleId, pass, { seats: [0] }), 201, Hold);
});

it("[O68] a slow fan who returns from the gateway in time keeps the seats for the time left", async () => {
  const { fan, scheduleId } = await shop();
  const claims = { sub: fan.id, sid: crypto.randomUUID() };
  fan.token = await tokenOf(claims, Date.now() + 3_600_000);
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  vi.setSystemTime(Date.now() + 650_000);
  const kept = vi.spyOn(Schedule.prototype, "pay");
  expect((await answer(confirm(fan, payment, paymentKey), 200, Payment)).status).toBe("paid");
  expect(kept.mock.calls).toMatchObject([[{ guardMs: 780_000, holdId: payment.holdId }]]);
});

it("[O26] money that arrives when the seats are gone goes back by itself, and the fan learns why", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  await mischief("lose-answer", "/confirm", payment.id);
  await mischief("error-500", "/orders/", payment.id);
  await refused(confirm(fan, payment, paymentKey), "outcome-unknown");
  await waitOut(scheduleId, 661_000);
  const back = await read(fan, payment);
  expect(back).toMatchObject({
    status: "refunded",
    reason: "hold-expired",
    refunded: { amount: 11_000 },
    refunds: [{ to: "original", status: "done", amount: { amount: 11_000 } }],
  });
  expect(await gatewayHas(payment)).toMatchObject({ status: "CANCELED", balanceAmount: 0 });
  expect([await ordersOf(fan), await balanceOf(fan)]).toEqual([[], 0]);
});

it("[O69] a refund whose answer was lost is found at the gateway, and paid once", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0, 1]));
  await paid(fan, payment);
  const [bought] = await ordersOf(fan);
  await mischief("lose-answer", "/cancel", "");
  const headers = { "idempotency-key": "cancel" };
  const cancel = () =>
    call(`POST /orders/${bought?.id}/cancellation`, {
      as: fan,
      body: { to: "original", seats: [0] },
      headers,
    });
  expect((await answer(cancel(), 200, Order)).refunded.amount).toBe(11_000);
  await answer(cancel(), 200, Order);
  expect(await gatewayHas(payment)).toMatchObject({
    status: "PARTIAL_CANCELED",
    balanceAmount: 11_000,
  });
  expect((await read(fan, payment)).refunds).toMatchObject([{ status: "done", seats: [0] }]);
});

it("[O29] only the owner can list an account's payments and refunds, newest first", async () => {
  const { fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  await paid(fan, payment);
  const mine = await answer(call("GET /payments", { as: fan }), 200, Payments);
  expect(mine.items).toMatchObject([{ id: payment.id, status: "paid", purpose: "order" }]);
  const theirs = await answer(call("GET /payments", { as: await person() }), 200, Payments);
  expect(theirs.items).toEqual([]);
});

it("[O43] with a real gateway key, the gateway's window opens on a page of this site, which redirects only within the site", async () => {
  const { PAYMENT_CHECKOUT_URL: _, ...rest } = testEnv;
  const real = { ...rest, PAYMENT_CLIENT_KEY: "test_ck_1" };
  const open = (query: Record<string, string>, env: Env = real) =>
    app.request(`${origin}${checkoutPath}?${new URLSearchParams(query).toString()}`, {}, env);
  const back = `${origin}/payment/return?payment=1`;
  const asked = { orderId: "1", amount: "1000", orderName: "</script><b>", method: "transfer" };
  const page = await open({ ...asked, successUrl: back });
  const html = await page.text();
  expect([page.status, html.includes("test_ck_1"), html.includes('"TRANSFER"')]).toEqual([
    200,
    true,
    true,
  ]);
  expect(html).not.toContain("</script><b>");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await open({ ...asked, successUrl: "https://elsewhere.test/" })).status).toBe(404);
  expect((await open({ ...asked, successUrl: back }, testEnv)).status).toBe(404);
});
