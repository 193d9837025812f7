import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tossGateway } from "../../../src/worker/payment/toss.ts";
import { startGateway } from "./gateway.ts";
import type { Gateway } from "./gateway.ts";
import type { Method } from "./payment.ts";
import { eventually } from "../../../test/support/eventually.ts";

let gateway: Gateway;
const toss = () => tossGateway(gateway);
let orders = 0;
const cancel = ({ paymentKey }: { paymentKey: string }, cancelAmount?: number) =>
  gateway.payments.cancel(paymentKey, {
    cancelReason: "no",
    cancelAmount,
    refundReceiveAccount: undefined,
  });
const agreed = (amount = 10_000, method: Method = "card") => {
  const orderId = `order-${++orders}`;
  const { paymentKey } = gateway.payments.agree({ orderId, orderName: "Frontrow", amount, method });
  return { orderId, paymentKey, amount };
};

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
});
afterAll(() => gateway.stop());

it("[GW8] a confirmed payment is paid, and a repeated request with its key returns the same answer", async () => {
  const payment = agreed();
  const first = await toss().confirm(payment);
  expect(first).toMatchObject({ state: "paid", payment: { ...payment, state: "paid" } });
  expect(await toss().confirm(payment)).toEqual(first);
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ ...payment, state: "paid" });
  expect(await toss().byKey(payment.paymentKey)).toMatchObject({ ...payment, state: "paid" });
});

it("[GW10] an answer that is lost after the money moved is unknown, and a look-up gives the outcome", async () => {
  const payment = agreed();
  gateway.mischiefs.plan({ kind: "lose-answer" });
  expect(await toss().confirm(payment)).toEqual({ state: "unknown" });
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "paid" });
});

it("[GW11] after a lost request or an error of the gateway the outcome is unknown too, and no money has moved", async () => {
  for (const kind of ["lose-request", "error-500"] as const) {
    const payment = agreed();
    gateway.mischiefs.plan({ kind });
    expect(await toss().confirm(payment)).toEqual({ state: "unknown" });
    expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "waiting" });
  }
});

it("[GW9] an amount or order that the fan did not approve is refused, and the payment can still be confirmed", async () => {
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

it("[GW12] a payment that the bank refuses is refused for good", async () => {
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

it("[GW13] without the right secret and its colon, the gateway refuses every request", async () => {
  const wrong = tossGateway({ url: gateway.url, secret: "wrong" });
  await expect(wrong.confirm(agreed())).rejects.toThrow("key");
  const bare = { authorization: `Basic ${btoa(gateway.secret)}` };
  const answer = await fetch(`${gateway.url}/v1/payments/x`, { headers: bare });
  expect([answer.status, await answer.json()]).toMatchObject([401, { code: "UNAUTHORIZED_KEY" }]);
});

it("[GW14] a canceled payment has returned its money, and never more than it had", async () => {
  const payment = agreed(10_000);
  await toss().confirm(payment);
  expect(cancel(payment, 4_000).status).toBe(200);
  expect(cancel(payment, 7_000).body).toMatchObject({
    code: "NOT_CANCELABLE_AMOUNT",
  });
  expect(cancel(payment).body).toMatchObject({
    status: "CANCELED",
    balanceAmount: 0,
  });
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "dead" });
});

const givingBack = (paymentKey: string, amount: number) => ({
  paymentKey,
  refundId: crypto.randomUUID(),
  refusals: 0,
  amount,
  reason: "환불",
  account: null,
});

it("[GW1] a partial refund is made once, even if repeated, and is found by its id", async () => {
  const payment = agreed(10_000);
  await toss().confirm(payment);
  const part = givingBack(payment.paymentKey, 4_000);
  expect(await toss().cancel(part)).toMatchObject({
    state: "cancelled",
    payment: { balance: 6_000 },
  });
  expect(await toss().cancel(part)).toMatchObject({
    state: "cancelled",
    payment: { balance: 6_000 },
  });
  gateway.mischiefs.plan({ kind: "lose-answer", path: "/cancel" });
  const rest = givingBack(payment.paymentKey, 6_000);
  expect(await toss().cancel(rest)).toEqual({ state: "unknown" });
  expect(await toss().byKey(payment.paymentKey)).toMatchObject({
    state: "dead",
    balance: 0,
    cancels: [
      { refundId: part.refundId, amount: 4_000 },
      { refundId: rest.refundId, amount: 6_000 },
    ],
  });
});

it("[GW2] a virtual account waits for its deposit, and refunds it only to a bank account", async () => {
  const payment = agreed(10_000, "virtualAccount");
  const verdict = await toss().confirm(payment);
  expect(verdict).toMatchObject({ state: "awaiting-deposit", payment: { state: "waiting" } });
  gateway.payments.deposit(payment.paymentKey);
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "paid", deposit: null });
  const back = givingBack(payment.paymentKey, 10_000);
  expect(await toss().cancel(back)).toMatchObject({ state: "refused" });
  const account = { bank: "20", accountNumber: "110123456789", holderName: "김하늘" };
  const again = { ...back, refundId: crypto.randomUUID(), account };
  expect(await toss().cancel(again)).toMatchObject({ state: "cancelled", payment: { balance: 0 } });
});

it("[GW7] a bank can take a deposit back, and a virtual account without a deposit is closed", async () => {
  const [taken, none] = [agreed(10_000, "virtualAccount"), agreed(10_000, "virtualAccount")];
  await Promise.all([taken, none].map((payment) => toss().confirm(payment)));
  gateway.payments.deposit(taken.paymentKey);
  gateway.payments.bankError(taken.paymentKey);
  expect(await toss().byOrder(taken.orderId)).toMatchObject({ state: "waiting" });
  gateway.payments.age(none.orderId, 25 * 3_600_000);
  expect(await toss().byOrder(none.orderId)).toMatchObject({ state: "dead" });
});

it("[GW3] a fan has 30 minutes to approve a payment, and the shop has 10 minutes to confirm it", async () => {
  const asked = { orderId: "order-slow", orderName: "Frontrow", amount: 10_000 };
  const late = gateway.payments.begin(asked);
  gateway.payments.age("order-slow", 1_800_001);
  expect(gateway.payments.agreeTo(late.paymentKey)).toBeNull();
  const payment = agreed();
  gateway.payments.age(payment.orderId, 600_001);
  expect(await toss().confirm(payment)).toMatchObject({ state: "refused", isFinal: false });
  expect(await toss().byOrder(payment.orderId)).toMatchObject({ state: "dead" });
});

it("[GW4] a second request with the same key has to wait while the first is under way, and its outcome is unknown", async () => {
  const payment = agreed();
  gateway.mischiefs.plan({ kind: "delay", text: payment.orderId, delayMs: 300 });
  const [first, second] = await Promise.all([
    toss().confirm(payment),
    new Promise((resolve) => setTimeout(resolve, 100)).then(() => toss().confirm(payment)),
  ]);
  expect([first.state, second.state]).toEqual(["paid", "unknown"]);
});

it("[GW5] a webhook is sent again until it is accepted, after 1, 4 and 16 minutes and so on, and at most eight times", async () => {
  const taken: string[] = [];
  let status = 500;
  const shop = createServer((request, response) => {
    taken.push(String(request.headers["tosspayments-webhook-transmission-retried-count"]));
    request.resume().on("end", () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  gateway.webhooks.mood.url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
  const payment = agreed();
  await toss().confirm(payment);
  const count = (wanted: number) => eventually(() => expect(taken.length).toBe(wanted));
  await count(1);
  for (const [at, minutes] of [1, 4, 16, 64, 256, 1_024].entries()) {
    await eventually(() =>
      expect(gateway.webhooks.list(payment.orderId)[0]?.attempts).toHaveLength(at + 1),
    );
    gateway.webhooks.age(payment.orderId, minutes * 60_000);
    await count(at + 2);
  }
  status = 200;
  gateway.webhooks.age(payment.orderId, 4_096 * 60_000);
  await count(8);
  gateway.webhooks.age(payment.orderId, 4_096 * 60_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(taken).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  gateway.webhooks.mood.url = null;
  shop.closeAllConnections();
  shop.close();
});

it("[GW6] the money that moved between two moments is listed in order, a page at a time", async () => {
  const fromMs = Date.now() - 2_000;
  const payments = [agreed(), agreed(), agreed()];
  for (const payment of payments) await toss().confirm(payment);
  const span = { fromMs, toMs: Date.now() + 2_000 };
  const all = await toss().movements({ ...span, after: null });
  const ours = all.filter(({ orderId }) => payments.some((each) => each.orderId === orderId));
  expect(ours.map(({ orderId }) => orderId)).toEqual(payments.map(({ orderId }) => orderId));
  const rest = await toss().movements({ ...span, after: ours[0]?.key ?? null });
  expect(rest.map(({ orderId }) => orderId)).toEqual(payments.slice(1).map((each) => each.orderId));
});
