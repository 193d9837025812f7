import { afterEach, expect, it, vi } from "vitest";
import { Health } from "../../../contract/health.ts";
import { Hold, Holds } from "../../../contract/sale/holds.ts";
import { Order, Orders } from "../../../contract/money/orders.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import { connect } from "../../../db/connection/connect.ts";
import { Schedule } from "../../../objects/schedule.ts";
import { drainOutbox } from "../../buying/schedule-outbox.ts";
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
import type { Person } from "../../../../test/support/worker/shop.ts";

const real = globalThis.fetch;
afterEach(() => void vi.restoreAllMocks());

/** Loses the next exchange with the books that has this text in its SQL, on the way there or on the way back. */
function lose(text: string, way: "there" | "back", times = 1): void {
  let left = times;
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const isLost = typeof init?.body === "string" && init.body.includes(text) && left-- > 0;
    if (isLost && way === "there") throw new TypeError("fetch failed");
    const response = await real(input, init);
    if (!isLost) return response;
    await response.text();
    throw new TypeError("fetch failed");
  });
}

const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;

/** Acts as a client: repeats the request with the same key as long as it is told to. */
async function payUntilKnown(fan: Person, hold: Parameters<typeof pay>[1], key: string) {
  for (;;) {
    const response = await pay(fan, hold, key);
    if (response.status !== 503 && response.status !== 409)
      return await answer(response, 201, Order);
    const waitS = Number(response.headers.get("retry-after"));
    expect(waitS).toBeGreaterThan(0);
    await response.text();
    await new Promise((resolve) => setTimeout(resolve, waitS * 1_000));
  }
}

for (const way of ["there", "back"] as const)
  it(`[O12] a payment lost on the way ${way} does not show as failed, and is charged once`, async () => {
    const fan = await person();
    const { scheduleId } = await openShop(await person("admin"), 1);
    const hold = await holding(fan, scheduleId, [0]);
    await fund(fan, 50_000);
    const key = crypto.randomUUID();
    lose("purchase(", way);
    const response = await pay(fan, hold, key);
    expect(response.headers.get("retry-after")).toBe("2");
    await refused(response, "outcome-unknown");
    const path = `/schedules/${scheduleId}/holds`;
    const { items } = await answer(call(`GET ${path}`, { as: fan }), 200, Holds);
    expect(items).toMatchObject([{ id: hold.id, phase: "paying" }]);

    const order = await payUntilKnown(fan, hold, key);
    expect(await balanceOf(fan)).toBe(39_000);
    const mine = await answer(call("GET /orders", { as: fan }), 200, Orders);
    expect(mine.items.map(({ id }) => id)).toEqual([order.id]);
  });

it("[O13] a sale stands even if the schedule did not hear of it", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(await person("admin"), 1);
  const hold = await holding(fan, scheduleId, [0]);
  await fund(fan, 11_000);
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const untold = vi.spyOn(Schedule.prototype, "sell").mockRejectedValueOnce(new Error("lost"));
  const key = crypto.randomUUID();
  const order = await answer(pay(fan, hold, key), 201, Order);
  expect([order.status, untold.mock.calls.length, warned.mock.calls.length]).toEqual([
    "paid",
    1,
    1,
  ]);
  expect((await payUntilKnown(fan, hold, key)).id).toBe(order.id);
  expect([await balanceOf(fan), untold.mock.calls.length]).toEqual([0, 2]);
});

it("[O14] the outbox delivers a cancellation that the schedule did not hear of", async () => {
  const [fan, next] = [await person(), await person()];
  const { scheduleId } = await openShop(await person("admin"), 1);
  const order = await bought(fan, scheduleId, [0]);
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(Schedule.prototype, "free").mockRejectedValueOnce(new Error("lost"));
  const headers = { "idempotency-key": "cancel" };
  const cancel = call(`POST /orders/${order.id}/cancellation`, { as: fan, body: {}, headers });
  expect((await answer(cancel, 200, Order)).status).toBe("cancelled");
  const pass = await passOf(next, scheduleId);
  await refused(holdSeats(next, scheduleId, pass, { seats: [0] }), "seat-taken");
  await drainOutbox(testEnv, connect(testEnv));
  await answer(holdSeats(next, scheduleId, pass, { seats: [0] }), 201, Hold);
});

it("[P38] when the books are unreachable, reads report it and health is degraded", async () => {
  const fan = await person();
  lose("", "there", 100);
  const response = await call("GET /orders", { as: fan });
  expect(response.headers.get("retry-after")).toBe("1");
  await refused(response, "unavailable");
  const health = await answer(call("GET /health"), 503, Health);
  expect(health).toMatchObject({
    status: "degraded",
    database: { status: "down", latencyMs: null },
  });
});

it("[P26] a write whose answer was lost is not reported as failed", async () => {
  const fan = await person();
  lose("", "back", 1);
  await refused(call("PATCH /me", { as: fan, body: { name: "Again" } }), "outcome-unknown");
});
