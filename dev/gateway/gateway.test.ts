import { afterAll, beforeAll, expect, it } from "vitest";
import { tossGateway } from "../../src/worker/payment/toss.ts";
import { startGateway } from "../gateway.ts";
import type { Gateway } from "../gateway.ts";

let gateway: Gateway;
const toss = () => tossGateway(gateway);
let orders = 0;
const agreed = (amount = 10_000) => {
  const orderId = `order-${++orders}`;
  const { paymentKey } = gateway.payments.agree({ orderId, orderName: "Frontrow", amount });
  return { orderId, paymentKey, amount };
};

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
});
afterAll(() => gateway.stop());

it("[O7] a confirmed payment is paid, and asked again with its key it is the same answer", async () => {
  const payment = agreed();
  const first = await toss().confirm(payment);
  expect(first).toMatchObject({ state: "paid", payment: { ...payment, state: "paid" } });
  expect(await toss().confirm(payment)).toEqual(first);
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ ...payment, state: "paid" });
  expect(await toss().byKey(payment.paymentKey)).toMatchObject({ ...payment, state: "paid" });
});

it("[O10] an answer that was lost after the money moved is unknown, and the look-up tells", async () => {
  const payment = agreed();
  gateway.mischiefs.plan({ kind: "lose-answer" });
  expect(await toss().confirm(payment)).toEqual({ state: "unknown" });
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "paid" });
});

it("[O10] a lost request and a broken gateway are unknown too, and nothing moved", async () => {
  for (const kind of ["lose-request", "error-500"] as const) {
    const payment = agreed();
    gateway.mischiefs.plan({ kind });
    expect(await toss().confirm(payment)).toEqual({ state: "unknown" });
    expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "waiting" });
  }
});

it("[O9] another amount or order than the fan agreed to is refused, and not for good", async () => {
  const payment = agreed();
  const wrong = [
    { ...payment, amount: 1 },
    { ...payment, orderId: "order-other" },
    { ...payment, paymentKey: "made-up" },
  ];
  for (const confirmation of wrong)
    expect(await toss().confirm(confirmation)).toMatchObject({ state: "refused", isFinal: false });
  expect(await toss().confirm(payment)).toMatchObject({ state: "paid" });
});

it("[O11] what the bank refuses is refused for good", async () => {
  const { orderId, paymentKey, amount } = agreed();
  const answer = await fetch(`${gateway.url}/v1/payments/confirm`, {
    method: "POST",
    headers: {
      authorization: `Basic ${btoa(`${gateway.secret}:`)}`,
      "TossPayments-Test-Code": "REJECT_CARD_PAYMENT",
    },
    body: JSON.stringify({ orderId, paymentKey, amount }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    403,
    { code: "REJECT_CARD_PAYMENT" },
  ]);
  gateway.payments.abort(paymentKey, "REJECT_CARD_PAYMENT", "한도 초과");
  expect(await toss().byOrder(orderId)).toMatchObject({ state: "dead" });
});

it("[O11] without the right secret, or its colon, nothing is told", async () => {
  const wrong = tossGateway({ url: gateway.url, secret: "wrong" });
  await expect(wrong.confirm(agreed())).rejects.toThrow("key");
  const bare = { authorization: `Basic ${btoa(gateway.secret)}` };
  const answer = await fetch(`${gateway.url}/v1/payments/x`, { headers: bare });
  expect([answer.status, await answer.json()]).toMatchObject([401, { code: "UNAUTHORIZED_KEY" }]);
});

it("[O11] a cancelled payment has given its money back, and no more than it had", async () => {
  const payment = agreed(10_000);
  await toss().confirm(payment);
  expect(gateway.payments.cancel(payment.paymentKey, "no", 4_000).status).toBe(200);
  expect(gateway.payments.cancel(payment.paymentKey, "no", 7_000).body).toMatchObject({
    code: "NOT_CANCELABLE_AMOUNT",
  });
  expect(gateway.payments.cancel(payment.paymentKey, "no", undefined).body).toMatchObject({
    status: "CANCELED",
    balanceAmount: 0,
  });
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "dead" });
});
