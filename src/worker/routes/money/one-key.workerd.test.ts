import { expect, it } from "vitest";
import type { Hold } from "../../../contract/sale/holds.ts";
import { Orders } from "../../../contract/money/orders.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import {
  answer,
  call,
  fund,
  holding,
  openShop,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";
import { order } from "../../../../test/support/worker/gateway.ts";

type Way = "wallet" | "card";
const pay = (fan: Person, hold: Hold, way: Way, key: string) =>
  order(fan, hold, way as "card", {}, key);

for (const [first, second] of [
  ["wallet", "wallet"],
  ["wallet", "card"],
  ["card", "card"],
] as const)
  it(`[O54] one key pays for one of two holds, also at the same moment: ${first} and ${second}`, async () => {
    const [admin, fan] = [await person("admin"), await person()];
    const shops = [await openShop(admin, 1), await openShop(admin, 1)];
    const holds = [];
    for (const { scheduleId } of shops) holds.push(await holding(fan, scheduleId, [0]));
    const [one, other] = holds;
    if (!one || !other) throw new Error("there are two holds");
    await fund(fan, 50_000);
    const answers = await Promise.all([
      pay(fan, one, first, "same"),
      pay(fan, other, second, "same"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const [lost, way] = answers[0]?.status === 422 ? [one, first] : [other, second];
    for (const each of answers) if (each.status !== 422) await each.text();
    await refused(
      answers.find(({ status }) => status === 422) ?? new Response(),
      "idempotency-mismatch",
    );
    // The other hold is unchanged, and is paid for with another key.
    expect((await pay(fan, lost, "wallet", `own-${way}`)).status).toBe(201);
    const { items } = await answer(call("GET /orders", { as: fan }), 200, Orders);
    const { balance } = await answer(call("GET /wallet", { as: fan }), 200, Wallet);
    expect(balance.amount).toBe(50_000 - 11_000 * items.length);
    expect(items.filter(({ scheduleId }) => scheduleId === lost.scheduleId)).toHaveLength(1);
    const topUp = { as: fan, body: { amount: 10_000 }, headers: { "idempotency-key": "same" } };
    await refused(call("POST /wallet/top-ups", topUp), "idempotency-mismatch");
  });
