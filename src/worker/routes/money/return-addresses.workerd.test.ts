import { expect, it } from "vitest";
import { TopUp } from "../../../contract/money/wallets.ts";
import { app } from "../../app.ts";
import { checkoutPath } from "../../payment/gateway-for.ts";
import { awaited, order, read } from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  holding,
  openShop,
  origin,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";

const returnTo = {
  successUrl: "https://shop.example/paid?x=1",
  failUrl: "http://localhost:3000/no",
};
const shop = async () => ({ fan: await person(), ...(await openShop(await person("admin"), 1)) });

/** Where a checkout address leads back to. */
function backOf(checkoutUrl: string | null): object {
  const { searchParams } = new URL(checkoutUrl ?? "");
  return { successUrl: searchParams.get("successUrl"), failUrl: searchParams.get("failUrl") };
}

it("[O55] the checkout of a client with its own pages leads back to these pages", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const key = crypto.randomUUID();
  const payment = await awaited(fan, hold, "card", { returnTo }, key);
  expect(backOf(payment.checkoutUrl)).toEqual(returnTo);
  const again = await awaited(fan, hold, "card", { returnTo }, key);
  expect([again.id, backOf(again.checkoutUrl)]).toEqual([payment.id, returnTo]);
  expect(backOf((await read(fan, payment)).checkoutUrl)).toEqual(returnTo);
  const other = { returnTo: { ...returnTo, failUrl: "https://shop.example/" } };
  await refused(order(fan, hold, "card", other, key), "idempotency-mismatch");

  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = { amount: 10_000, returnTo };
  const topUp = await answer(call("POST /wallet/top-ups", { as: fan, body, headers }), 201, TopUp);
  const seen = await answer(call(`GET /wallet/top-ups/${topUp.id}`, { as: fan }), 200, TopUp);
  for (const { checkoutUrl } of [topUp, seen]) expect(backOf(checkoutUrl)).toEqual(returnTo);
});

it("[O56] a return address is https or localhost, and names no user", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  for (const bad of [
    "http://shop.example/",
    "http://localhost.shop.example/",
    "javascript:alert(1)",
    "//shop.example/",
    "https://frontrow@shop.example/",
    "/paid",
    "",
  ]) {
    const asked = { returnTo: { ...returnTo, successUrl: bad } };
    const { errors } = await refused(order(fan, hold, "card", asked), "invalid-request");
    expect([bad, errors?.[0]?.pointer]).toEqual([bad, "/returnTo/successUrl"]);
  }
  const half = { returnTo: { successUrl: returnTo.successUrl } };
  await refused(order(fan, hold, "card", half), "invalid-request");
});

it("[O57] the page with the gateway's window leads to other sites only through the addresses of its payment", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0]);
  const { id } = await awaited(fan, hold, "card", { returnTo });
  const { PAYMENT_CHECKOUT_URL: _, ...rest } = testEnv;
  const env = { ...rest, PAYMENT_CLIENT_KEY: "test_ck_1" };
  const open = (query: Record<string, string>) => {
    const asked = new URLSearchParams({ orderId: id, amount: "11000", orderName: "x", ...query });
    return app.request(`${origin}${checkoutPath}?${asked.toString()}`, {}, env);
  };
  const page = await open(returnTo);
  expect([page.status, (await page.text()).includes('"isOurs":false')]).toEqual([200, true]);
  for (const query of [
    { ...returnTo, failUrl: "https://elsewhere.test/" },
    { ...returnTo, successUrl: "https://elsewhere.test/" },
    { ...returnTo, orderId: crypto.randomUUID() },
    { ...returnTo, orderId: "1" },
  ])
    expect((await open(query)).status).toBe(404);
  // A page of ours never leads elsewhere when the payment fails.
  const ours = { successUrl: `${origin}/payment/return`, failUrl: "https://elsewhere.test/" };
  expect(await (await open(ours)).text()).not.toContain("elsewhere.test");
});
