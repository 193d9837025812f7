import { fullAgreement } from "../../../src/contract/money/agreement.ts";
import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, vi } from "vitest";
import type { Hold } from "../../../src/contract/sale/holds.ts";
import { AwaitedOrder } from "../../../src/contract/money/orders.ts";
import { Payment } from "../../../src/contract/money/payments.ts";
import { answer, call, testEnv } from "./shop.ts";
import type { Person } from "./shop.ts";

const gateway = testEnv.PAYMENT_GATEWAY_URL ?? "";
export type Method = "card" | "easyPay" | "transfer" | "virtualAccount";

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${gateway}${path}`, { method: "POST", body: JSON.stringify(body) });
  const said: unknown = await response.json();
  expect({ path, status: response.status, said }).toMatchObject({ status: 200 });
  return said;
}

/** Plants a fault in the next requests to the gateway that name this payment. */
export const mischief = (kind: string, path: string, text: string, more: object = {}) =>
  post("/mischief", { kind, path, text, ...more });

/** Does something at the bank or in the gateway's console. */
export const atGateway = (act: "deposit" | "bank-error" | "cancel", { id }: { id: string }) =>
  post("/act", { act, orderId: id });

/** Lets time pass at the gateway for this payment. */
export const age = ({ id }: { id: string }, ms: number) => post("/clock", { orderId: id, ms });

/** The gateway's notice, exactly as it would send it. */
export async function notices({ id }: { id: string }): Promise<string[]> {
  const response = await fetch(`${gateway}/webhooks?orderId=${id}`);
  const told: { body: string }[] = await response.json();
  return told.map(({ body }) => body);
}

export const hear = (body: string) => call("POST /webhooks/toss", { body });

type AtGateway = { status: string; balanceAmount: number; totalAmount: number };

/** The payment as the gateway has it. */
export async function gatewayHas({ id }: { id: string }): Promise<AtGateway> {
  const authorization = `Basic ${btoa(`${testEnv.PAYMENT_GATEWAY_SECRET}:`)}`;
  const url = `${gateway}/v1/payments/orders/${id}`;
  return await (await fetch(url, { headers: { authorization } })).json();
}

/** Takes money without the Worker, which requires its secret; returns the status. */
export async function takeAtGateway(asked: object): Promise<number> {
  const authorization = `Basic ${btoa(`${testEnv.PAYMENT_GATEWAY_SECRET}:`)}`;
  const init = { method: "POST", headers: { authorization }, body: JSON.stringify(asked) };
  const response = await fetch(`${gateway}/v1/payments/confirm`, init);
  await response.text();
  return response.status;
}

/** Begins to pay for a hold at the gateway. */
export function order(
  fan: Person,
  hold: Hold,
  method: Method = "card",
  more: object = {},
  key: string = crypto.randomUUID(),
): Promise<Response> {
  const body = {
    scheduleId: hold.scheduleId,
    holdId: hold.id,
    method,
    agreement: fullAgreement,
    ...more,
  };
  return call("POST /orders", { as: fan, body, headers: { "idempotency-key": key } });
}

export const awaited = async (...asked: Parameters<typeof order>) =>
  (await answer(order(...asked), 201, AwaitedOrder)).payment;

/** The fan's part on the gateway's page, and the parameters that the browser brings back from there. */
export async function checkOut(payment: Payment, says: "pay" | "refuse" | "cancel" = "pay") {
  const url = new URL(payment.checkoutUrl ?? "");
  const body = new URLSearchParams([...url.searchParams, ["answer", says]]);
  // The part of the address after the "#".
  body.set("receiptNumber", new URLSearchParams(url.hash.slice(1)).get("number") ?? "");
  const response = await fetch(`${gateway}/checkout`, { method: "POST", body, redirect: "manual" });
  await response.text();
  const back = new URL(response.headers.get("location") ?? "");
  expect([back.pathname, back.searchParams.get("payment")]).toEqual([
    "/payment/return",
    payment.id,
  ]);
  return back.searchParams.get("paymentKey") ?? "";
}

export const confirm = (
  fan: Person,
  { id, amount }: Payment,
  paymentKey: string,
  minor = amount.amount,
) => call(`POST /payments/${id}/confirmation`, { as: fan, body: { paymentKey, amount: minor } });

export const read = (fan: Person, { id }: { id: string }) =>
  answer(call(`GET /payments/${id}`, { as: fan }), 200, Payment);

/** The whole way at the gateway's page, up to the money. */
export async function paid(fan: Person, payment: Payment): Promise<Payment> {
  return await answer(confirm(fan, payment, await checkOut(payment)), 200, Payment);
}

/** Lets the seats' guard run out, and the schedule ask the books about them. */
export async function waitOut(scheduleId: string, ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await runDurableObjectAlarm(testEnv.SCHEDULE.getByName(scheduleId));
  // The fans' tokens do not last as long.
  vi.useRealTimers();
}
