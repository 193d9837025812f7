import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { Order } from "../../../contract/money/orders.ts";
import { Payments } from "../../../contract/money/payments.ts";
import { TopUp, Wallet } from "../../../contract/money/wallets.ts";
import { connect } from "../../../db/connection/connect.ts";
import { startTopUp } from "../../../db/money/top-ups.ts";
import { payDueRefunds, resolveOpenPayments } from "../../payment/open-payments.ts";
import {
  awaited,
  checkOut,
  gatewayHas,
  confirm,
  mischief,
  paid,
  read,
} from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  holding,
  openShop,
  person,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const db = connect(testEnv);
afterEach(() => void vi.restoreAllMocks());

const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;

async function begin(fan: Person): Promise<string> {
  const paymentId = crypto.randomUUID();
  const requestHash = paymentId.replaceAll("-", "").repeat(2);
  const asked = { paymentId, accountId: fan.id, amountMinor: 5_000, provider: "toss" };
  const started = await startTopUp(db, { ...asked, key: paymentId, requestHash });
  expect(started.ok).toBe(true);
  return paymentId;
}

/** A ticket that is paid by card. */
async function boughtByCard(fan: Person) {
  const { scheduleId } = await openShop(await person("admin"), 1);
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  return await paid(fan, payment);
}

it("[W10] a top-up that nobody finishes ends once the fan can no longer pay it", async () => {
  const fan = await person();
  const [old, young] = [await begin(fan), await begin(fan)];
  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = { amount: 7_000 };
  const taken = await answer(call("POST /wallet/top-ups", { as: fan, body, headers }), 201, TopUp);
  await db.execute(sql`UPDATE payment SET next_check_at = now() WHERE account_id = ${fan.id}`);
  await db.execute(
    sql`UPDATE payment SET created_at = now() - interval '46 minutes' WHERE id IN (${old}, ${taken.id})`,
  );
  await resolveOpenPayments(testEnv, db);
  const { items } = await answer(call("GET /payments", { as: fan }), 200, Payments);
  const ends = new Map(items.map(({ id, status, reason }) => [id, [status, reason]]));
  expect(ends.get(old)).toEqual(["refused", "expired"]);
  expect(ends.get(taken.id)).toEqual(["refused", "expired"]);
  expect(ends.get(young)).toEqual(["ready", null]);
});

it("[CP24] one run of the cron asks about all open payments that are due, up to the limit of its time", async () => {
  const fan = await person();
  const all = await Promise.all(Array.from({ length: 130 }, () => begin(fan)));
  await db.execute(sql`UPDATE payment SET next_check_at = now() - interval '1 day',
    created_at = now() - interval '1 hour' WHERE account_id = ${fan.id}`);
  await resolveOpenPayments(testEnv, db, 30_000);
  const { rows } = await db.execute(
    sql`SELECT status, count(*)::int AS n FROM payment WHERE account_id = ${fan.id} GROUP BY status`,
  );
  expect(rows).toEqual([{ status: "refused", n: all.length }]);
});

it("[GW16] a card that is refused for the moment is charged by the next try, while the fan waits", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(await person("admin"), 1);
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  const paymentKey = await checkOut(payment);
  await mischief("refuse", "/confirm", paymentKey, { code: "PROVIDER_ERROR" });
  await (await confirm(fan, payment, paymentKey)).text();
  expect((await read(fan, payment)).status).toBe("paid");
});

it("[CP25] a refund that the gateway refuses temporarily goes back to the card later, and one that it refuses for good goes to the wallet", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  for (const code of ["PROVIDER_ERROR", "FAILED_REFUND_PROCESS", "EXCEED_MAX_REFUND_DUE"]) {
    const fan = await person();
    const payment = await boughtByCard(fan);
    const stored = await db.execute<{ key: string }>(
      sql`SELECT provider_key AS key FROM payment WHERE id = ${payment.id}`,
    );
    await mischief("refuse", "/cancel", stored.rows[0]?.key ?? "", { code });
    const cancel = call(`POST /orders/${payment.orderId}/cancellation`, {
      as: fan,
      body: { to: "original" },
      headers: { "idempotency-key": crypto.randomUUID() },
    });
    await answer(cancel, 200, Order);
    const isFinal = code === "EXCEED_MAX_REFUND_DUE";
    expect([code, await balanceOf(fan)]).toEqual([code, isFinal ? 11_000 : 0]);
    expect(await gatewayHas(payment)).toMatchObject({ balanceAmount: 11_000 });
    await db.execute(sql`UPDATE refund SET next_try_at = now() WHERE payment_id = ${payment.id}`);
    await payDueRefunds(testEnv, db);
    const left = isFinal ? 11_000 : 0;
    expect([code, (await gatewayHas(payment)).balanceAmount]).toEqual([code, left]);
    expect(await balanceOf(fan)).toBe(isFinal ? 11_000 : 0);
  }
});
