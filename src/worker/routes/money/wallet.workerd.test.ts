import { expect, it } from "vitest";
import { TopUp, Wallet } from "../../../contract/money/wallets.ts";
import { answer, call, person, refused, testEnv } from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const gateway = testEnv.PAYMENT_GATEWAY_URL ?? "";
const keyed = () => ({ "idempotency-key": crypto.randomUUID() });

const start = (fan: Person, amount = 50_000, headers = keyed()) =>
  answer(call("POST /wallet/top-ups", { as: fan, body: { amount }, headers }), 201, TopUp);

/** The fan's actions on the gateway's page, and the resulting query of the return page. */
async function checkOut(topUp: TopUp, says: "pay" | "refuse" | "cancel" = "pay") {
  const url = new URL(topUp.checkoutUrl ?? "");
  const body = new URLSearchParams([...url.searchParams, ["answer", says]]);
  const response = await fetch(`${gateway}/checkout`, { method: "POST", body, redirect: "manual" });
  await response.text();
  const back = new URL(response.headers.get("location") ?? "");
  expect([back.pathname, back.searchParams.get("topUp")]).toEqual(["/wallet/top-up", topUp.id]);
  return back.searchParams;
}

const confirm = (fan: Person, { id, amount }: TopUp, paymentKey: string, minor = amount.amount) =>
  call(`POST /wallet/top-ups/${id}/confirmation`, {
    as: fan,
    body: { paymentKey, amount: minor },
    headers: keyed(),
  });

const read = (fan: Person, { id }: TopUp) =>
  answer(call(`GET /wallet/top-ups/${id}`, { as: fan }), 200, TopUp);

const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;

async function mischief(kind: string, path: string, count = 1): Promise<void> {
  const body = JSON.stringify({ kind, path, count });
  await (await fetch(`${gateway}/mischief`, { method: "POST", body })).text();
}

it("[O7] a top-up is paid once, even if it is confirmed several times", async () => {
  const fan = await person();
  const topUp = await start(fan);
  expect(topUp).toMatchObject({ status: "ready", amount: { amount: 50_000, currency: "KRW" } });
  const paymentKey = (await checkOut(topUp)).get("paymentKey") ?? "";
  const answers = await Promise.all([1, 2, 3].map(() => confirm(fan, topUp, paymentKey)));
  for (const response of answers)
    expect(await answer(response, 200, TopUp)).toMatchObject({ status: "paid", checkoutUrl: null });
  await answer(confirm(fan, topUp, paymentKey), 200, TopUp);
  expect(await balanceOf(fan)).toBe(50_000);
});

it("[O8] a top-up that is begun twice with one key is one top-up", async () => {
  const fan = await person();
  const headers = keyed();
  expect((await start(fan, 5_000, headers)).id).toBe((await start(fan, 5_000, headers)).id);
  await refused(
    call("POST /wallet/top-ups", { as: fan, body: { amount: 6_000 }, headers }),
    "idempotency-mismatch",
  );
});

it("[O9] a top-up with another amount than the stored one is refused before the gateway gets a request", async () => {
  const fan = await person();
  const topUp = await start(fan, 1_000);
  const paymentKey = (await checkOut(topUp)).get("paymentKey") ?? "";
  await refused(confirm(fan, topUp, paymentKey, 1_000_000), "conflict");
  expect([await balanceOf(fan), (await read(fan, topUp)).status]).toEqual([0, "ready"]);
});

it("[O64] a payment for one top-up cannot pay for another, and a fan cannot see another account's top-up", async () => {
  const [fan, thief] = [await person(), await person()];
  const paid = await start(fan, 9_000);
  const paymentKey = (await checkOut(paid)).get("paymentKey") ?? "";
  const other = await start(thief, 9_000);
  await refused(confirm(thief, other, paymentKey), "payment-refused");
  await refused(confirm(thief, paid, paymentKey), "not-found");
  await refused(call(`GET /wallet/top-ups/${paid.id}`, { as: thief }), "not-found");
  await answer(confirm(fan, paid, paymentKey), 200, TopUp);
  expect([await balanceOf(fan), await balanceOf(thief)]).toEqual([9_000, 0]);
});

it("[O10] when the gateway's answer is lost, the Worker looks the payment up and does not guess", async () => {
  const fan = await person();
  const topUp = await start(fan);
  const paymentKey = (await checkOut(topUp)).get("paymentKey") ?? "";
  await mischief("lose-answer", "/v1/payments/confirm");
  await answer(confirm(fan, topUp, paymentKey), 200, TopUp);
  expect(await balanceOf(fan)).toBe(50_000);
});

it("[O65] while the state of a top-up is unknown, the answer says so, and the outcome follows later", async () => {
  const fan = await person();
  const topUp = await start(fan);
  const paymentKey = (await checkOut(topUp)).get("paymentKey") ?? "";
  await mischief("lose-answer", "/v1/payments/confirm");
  await mischief("error-500", `/v1/payments/orders/${topUp.id}`, 2);
  const response = await confirm(fan, topUp, paymentKey);
  expect(response.headers.get("retry-after")).toBe("2");
  await refused(response, "outcome-unknown");
  expect([(await read(fan, topUp)).status, await balanceOf(fan)]).toEqual(["unknown", 0]);
  expect([(await read(fan, topUp)).status, await balanceOf(fan)]).toEqual(["paid", 50_000]);
});

it("[O66] a top-up can be confirmed again after a request that never reached the gateway", async () => {
  const fan = await person();
  const topUp = await start(fan);
  const paymentKey = (await checkOut(topUp)).get("paymentKey") ?? "";
  await mischief("lose-request", "/v1/payments/confirm");
  await refused(confirm(fan, topUp, paymentKey), "outcome-unknown");
  await answer(confirm(fan, topUp, paymentKey), 200, TopUp);
  expect(await balanceOf(fan)).toBe(50_000);
});

it("[O11] a fan who cancels a top-up, or whose card is refused, pays nothing", async () => {
  const fan = await person();
  const topUp = await start(fan);
  expect((await checkOut(topUp, "cancel")).get("code")).toBe("PAY_PROCESS_CANCELED");
  expect((await checkOut(topUp, "refuse")).get("code")).toBe("REJECT_CARD_COMPANY");
  await refused(confirm(fan, topUp, "no-such-payment"), "payment-refused");
  expect([(await read(fan, topUp)).status, await balanceOf(fan)]).toEqual(["refused", 0]);
});
