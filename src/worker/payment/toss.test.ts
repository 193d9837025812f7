import { afterEach, expect, it, vi } from "vitest";
import { GatewayUnreachable } from "./gateway.ts";
import { tossGateway } from "./toss.ts";

type Said = [status: number, body: object];
const refusal = (status: number, code: string): Said => [status, { code, message: code }];
const busy = refusal(400, "PROVIDER_ERROR");
const payment = { paymentKey: "key-1", orderId: "order-1", totalAmount: 1_000, method: "카드" };
const done: Said = [200, { ...payment, status: "DONE" }];

afterEach(() => void vi.unstubAllGlobals());

/** A gateway that says these things, one after the other, and gives each answer once more for the same key. */
function saying(...answers: Said[]) {
  const keys: string[] = [];
  const said = new Map<string, Said>();
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    const key = new Headers(init.headers).get("idempotency-key") ?? "";
    keys.push(key);
    const answer = said.get(key) ?? answers.shift();
    if (!answer) throw new Error("asked too often");
    said.set(key, answer);
    const [status, body] = answer;
    return Promise.resolve(Response.json(body, { status }));
  });
  const gateway = tossGateway({ url: "http://toss.test", secret: "s", pausesMs: [0, 0] });
  return { gateway, keys };
}

const confirmation = { paymentKey: "key-1", orderId: "order-1", amount: 1_000 };
const givingBack = {
  paymentKey: "key-1",
  refundId: "3f0e6d4e-0000-4000-8000-000000000000",
  amount: 1_000,
  reason: "취소",
  account: null,
};

it("[GW16] a temporarily refused confirmation is repeated under a new key", async () => {
  const { gateway, keys } = saying(busy, refusal(429, "TOO_MANY_REQUESTS"), done);
  expect(await gateway.confirm(confirmation)).toMatchObject({ state: "paid" });
  expect(new Set(keys).size).toBe(3);
});

it("[GW16] a confirmation that stays refused for the moment counts as not answered, and works later", async () => {
  const { gateway, keys } = saying(busy, busy, busy, done);
  await expect(gateway.confirm(confirmation)).rejects.toThrow(GatewayUnreachable);
  // The first key still has the first refusal; the next key does not.
  expect(await gateway.confirm(confirmation)).toMatchObject({ state: "paid" });
  expect(keys[3]).toBe(keys[0]);
});

it("[GW16] a finally refused confirmation is not repeated", async () => {
  const { gateway, keys } = saying(refusal(403, "REJECT_CARD_PAYMENT"));
  const verdict = await gateway.confirm(confirmation);
  expect(verdict).toMatchObject({ state: "refused", reason: "REJECT_CARD_PAYMENT", isFinal: true });
  expect(keys).toHaveLength(1);
});

it("[GW17] a temporarily refused refund is repeated under a new key, and one without an answer under its own key", async () => {
  const { gateway, keys } = saying(busy, [500, { code: "COMMON_ERROR", message: "-" }], done);
  const refused = await gateway.cancel({ ...givingBack, refusals: 0 });
  expect(refused).toMatchObject({ state: "refused", isFinal: false });
  expect(await gateway.cancel({ ...givingBack, refusals: 1 })).toEqual({ state: "unknown" });
  expect(await gateway.cancel({ ...givingBack, refusals: 1 })).toEqual({ state: "unknown" });
  expect(await gateway.cancel({ ...givingBack, refusals: 2 })).toMatchObject({
    state: "cancelled",
  });
  expect(keys[2]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(3);
});
