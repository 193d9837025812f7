import { expect, it } from "vitest";
import { Hold } from "../../../contract/sale/holds.ts";
import { Order, Orders } from "../../../contract/money/orders.ts";
import { RefundPreview } from "../../../contract/money/refunds.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import {
  awaited,
  checkOut,
  gatewayHas,
  confirm,
  order,
  paid,
} from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  fund,
  holding,
  holdSeats,
  openShop,
  passOf,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;

async function shop(balanceMinor: number) {
  const fan = await person();
  await fund(fan, balanceMinor);
  return { fan, ...(await openShop(await person("admin"), 1)) };
}

it("[O51] the wallet pays a part and the card pays the rest, and each part is refunded to its origin", async () => {
  const { fan, scheduleId } = await shop(6_000);
  const hold = await holding(fan, scheduleId, [0]);
  const payment = await awaited(fan, hold, "card", { walletMinor: 6_000 });
  expect(payment).toMatchObject({ amount: { amount: 5_000 }, walletPart: { amount: 6_000 } });
  expect(await balanceOf(fan)).toBe(6_000);
  const { orderId } = await paid(fan, payment);
  expect(await balanceOf(fan)).toBe(0);
  expect(await gatewayHas(payment)).toMatchObject({ status: "DONE", totalAmount: 5_000 });
  const mine = await answer(call(`GET /orders/${orderId}`, { as: fan }), 200, Order);
  expect(mine).toMatchObject({ total: { amount: 11_000 }, method: "card" });
  const paper = call(`GET /orders/${orderId}/statement?language=en`, { as: fan });
  expect(await (await paper).text()).toContain("Card + Wallet ₩6,000");
  const path = `GET /orders/${orderId}/refund`;
  const preview = await answer(call(path, { as: fan }), 200, RefundPreview);
  expect(preview).toMatchObject({ refund: { amount: 11_000 }, original: { amount: 5_000 } });
  const headers = { "idempotency-key": "back" };
  const body = { to: "original", expectedMinor: 11_000 };
  await answer(
    call(`POST /orders/${orderId}/cancellation`, { as: fan, body, headers }),
    200,
    Order,
  );
  expect(await gatewayHas(payment)).toMatchObject({ status: "CANCELED", balanceAmount: 0 });
  expect(await balanceOf(fan)).toBe(6_000);
});

it("[O82] a wallet that was spent meanwhile costs the fan nothing, since the card's money goes back and the fan learns why", async () => {
  const { fan, scheduleId } = await shop(6_000);
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]), "card", {
    walletMinor: 6_000,
  });
  const paymentKey = await checkOut(payment);
  // Spent in another tab.
  const spent = await openShop(await person("admin"), 1, {
    zones: [{ id: "r", priceMinor: 5_000, feeMinor: 0 }],
  });
  const small = await holding(fan, spent.scheduleId, [0]);
  await answer(order(fan, small, "wallet" as "card"), 201, Order);
  const ended = await confirm(fan, payment, paymentKey);
  expect(await ended.json()).toMatchObject({
    status: "refunded",
    reason: "insufficient-funds",
    refunds: [{ to: "original", amount: { amount: 5_000 }, status: "done" }],
  });
  expect(await gatewayHas(payment)).toMatchObject({ status: "CANCELED" });
  expect(await balanceOf(fan)).toBe(1_000);
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await answer(holdSeats(rival, scheduleId, pass, { seats: [0] }), 201, Hold);
  const { items } = await answer(call("GET /orders", { as: fan }), 200, Orders);
  expect(items.some(({ id }) => id === payment.orderId)).toBe(false);
});

it("[O83] a wallet part is refused if it leaves nothing to pay, exceeds the wallet, or comes with a deposit, and the seats stay held", async () => {
  const { fan, scheduleId } = await shop(11_000);
  const hold = await holding(fan, scheduleId, [0]);
  await refused(order(fan, hold, "card", { walletMinor: 10_901 }), "conflict");
  await refused(order(fan, hold, "card", { walletMinor: 11_000 }), "conflict");
  await refused(order(fan, hold, "virtualAccount", { walletMinor: 1_000 }), "conflict");
  await refused(order(fan, hold, "card", { walletMinor: 0 }), "invalid-request");
  const poor = await shop(999);
  const theirs = await holding(poor.fan, poor.scheduleId, [0]);
  await refused(order(poor.fan, theirs, "card", { walletMinor: 1_000 }), "insufficient-funds");
  const payment = await awaited(fan, hold, "card", { walletMinor: 10_900 });
  expect((await paid(fan, payment)).status).toBe("paid");
  expect(await balanceOf(fan)).toBe(100);
});
