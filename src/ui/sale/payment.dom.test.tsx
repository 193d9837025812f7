import { beforeEach, expect, it } from "vitest";
import type { Order } from "../../contract/orders.ts";
import { ApiError } from "../api/problem.ts";
import { createPayment } from "./payment.ts";

const hold = { id: "hold-1", scheduleId: "schedule-1" };
const order = { id: "order-1" } as Order;

/** A way to pay that answers in turn, and keeps the keys it was given. */
function payingWith(...answers: (Order | ApiError)[]) {
  const keys: string[] = [];
  const pay = (_schedule: string, _hold: string, key: string) => {
    keys.push(key);
    const answer = answers.shift() ?? order;
    return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { keys, pay };
}

beforeEach(() => localStorage.clear());

it("[U15] a payment without an answer is taken up after a reload with the same key", async () => {
  const { keys, pay } = payingWith(new ApiError("outcome-unknown"));
  const before = createPayment(hold, pay);
  expect(await before.start()).toBeNull();
  expect([before.state.value, before.refusal.value]).toEqual(["unknown", undefined]);
  const after = createPayment(hold, pay);
  expect(after.isUnsettled()).toBe(true);
  expect(await after.start()).toEqual(order);
  expect(new Set(keys).size).toBe(1);
  expect(after.isUnsettled()).toBe(false);
});

it("[U15] after a refusal the next attempt is a new act with a new key", async () => {
  const { keys, pay } = payingWith(new ApiError("insufficient-funds"));
  const payment = createPayment(hold, pay);
  await payment.start();
  expect(payment.refusal.value?.code).toBe("insufficient-funds");
  await payment.start();
  expect(new Set(keys).size).toBe(2);
});

it("[U15] pressing twice pays once", async () => {
  const { keys, pay } = payingWith();
  const payment = createPayment(hold, pay);
  await Promise.all([payment.start(), payment.start()]);
  expect(keys.length).toBe(1);
});
