import { beforeEach, expect, it } from "vitest";
import { fullAgreement } from "../../contract/money/agreement.ts";
import type { Order } from "../../contract/money/orders.ts";
import type { OrderRequest } from "../api/orders.ts";
import { ApiError } from "../api/problem.ts";
import { createPayment } from "./payment.ts";

const hold = { id: "hold-1" };
const ids = { scheduleId: "schedule-1", holdId: "hold-1" };
const wanted = { ...ids, method: "wallet", agreement: fullAgreement } as const;
const order = { id: "order-1" } as Order;

/** A payment method that answers in turn and records its keys. */
function payingWith(...answers: (Order | ApiError)[]) {
  const keys: string[] = [];
  const methods: string[] = [];
  const pay = ({ method }: OrderRequest, key: string) => {
    keys.push(key);
    methods.push(method);
    const answer = answers.shift() ?? order;
    return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { keys, methods, pay };
}

beforeEach(() => localStorage.clear());

it("[U15] a payment without an answer continues after a reload with the same key", async () => {
  const { keys, methods, pay } = payingWith(new ApiError("outcome-unknown"));
  const before = createPayment(hold, pay);
  expect(await before.start({ ...wanted, method: "card" })).toBeNull();
  expect([before.state.value, before.refusal.value]).toEqual(["unknown", undefined]);
  const after = createPayment(hold, pay);
  expect(after.begun()?.wanted.method).toBe("card");
  expect(await after.start(wanted)).toEqual(order);
  expect(new Set(keys).size).toBe(1);
  expect(methods).toEqual(["card", "card"]);
  expect(after.begun()).toBeNull();
});

it("[U49] the attempt after a refusal is a new act with a new key", async () => {
  const { keys, pay } = payingWith(new ApiError("insufficient-funds"));
  const payment = createPayment(hold, pay);
  await payment.start(wanted);
  expect(payment.refusal.value?.code).toBe("insufficient-funds");
  await payment.start(wanted);
  expect(new Set(keys).size).toBe(2);
});

it("[U50] a double press pays once", async () => {
  const { keys, pay } = payingWith();
  const payment = createPayment(hold, pay);
  await Promise.all([payment.start(wanted), payment.start(wanted)]);
  expect(keys.length).toBe(1);
});
