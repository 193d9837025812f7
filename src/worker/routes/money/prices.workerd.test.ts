import { maskedEmail } from "../../../contract/people/masking.ts";
import { expect, it } from "vitest";
import { fullAgreement } from "../../../contract/money/agreement.ts";
import { AwaitedOrder, Order } from "../../../contract/money/orders.ts";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Coupons, Member } from "../../../contract/money/discounts.ts";
import { AdminPayments } from "../../../contract/money/payments.ts";
import { PriceQuote } from "../../../contract/money/prices.ts";
import { RefundPreview, SaleTerms, ShowCancellation } from "../../../contract/money/refunds.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import { connect } from "../../../db/connection/connect.ts";
import { doAgain } from "../../cron/each-minute.ts";
import {
  awaited,
  checkOut,
  gatewayHas,
  order,
  paid,
  read,
} from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  openShop,
  pay,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const name = (text: string) => ({ ko: text, en: text });
const youth = { id: "youth", name: name("청소년"), cut: { percent: 30 } };
const early = { id: "early", kind: "early-bird", name: name("조기 예매"), cut: { percent: 10 } };

async function shop(discounts?: object) {
  const admin = await person("admin");
  const opened = await openShop(admin, 1);
  if (discounts) {
    const path = `POST /admin/schedules/${opened.scheduleId}/terms`;
    await answer(call(path, { as: admin, body: { discounts } }), 200, SaleTerms);
  }
  return { admin, fan: await person(), ...opened };
}

async function newCoupon(admin: Person, more: object = {}): Promise<string> {
  const code = crypto.randomUUID().slice(0, 18).toUpperCase();
  const body = { code, name: name("쿠폰"), cut: { amountMinor: 2_000 }, ...more };
  await answer(call("POST /admin/coupons", { as: admin, body }), 201, Created);
  return code;
}

const balanceOf = async (fan: Person) =>
  (await answer(call("GET /wallet", { as: fan }), 200, Wallet)).balance.amount;
const cancel = (fan: Person, id: string, body: object, key: string = crypto.randomUUID()) =>
  call(`POST /orders/${id}/cancellation`, { as: fan, body, headers: { "idempotency-key": key } });

it("[O35] a price is shown line by line, and the order costs exactly that price", async () => {
  const { admin, fan, scheduleId } = await shop({ priceTypes: [youth], automatic: [early] });
  const coupon = await newCoupon(admin);
  const hold = await holding(fan, scheduleId, [0, 1]);
  const priceTypes = [{ seat: 1, priceType: "youth" }];
  const asked = { scheduleId, holdId: hold.id, priceTypes, coupon };
  const quote = await answer(call("POST /orders/price", { as: fan, body: asked }), 200, PriceQuote);
  // 10,000 − 10 % is 9,000; 7,000 − 10 % is 6,300; together 15,300 − 2,000 and twice 1,000 of fees.
  expect(quote).toMatchObject({ tickets: { amount: 20_000 }, total: { amount: 15_300 } });
  expect(quote.discounts.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ["early-bird", 1_700],
    ["price-type", 3_000],
    ["coupon", 2_000],
  ]);
  await fund(fan, 15_300);
  const placed = await answer(
    order(fan, hold, "wallet" as "card", { priceTypes, coupon }),
    201,
    Order,
  );
  expect(placed).toMatchObject({ total: quote.total, discounts: quote.discounts });
  expect(placed.seats).toEqual(quote.seats);
  expect(await balanceOf(fan)).toBe(0);
});

it("[O62] an order that names the price it was shown costs that price or is refused, and a repeated request returns the same order", async () => {
  const { admin, fan, scheduleId } = await shop({ priceTypes: [], automatic: [early] });
  const change = async (automatic: object[]) => {
    const body = { discounts: { priceTypes: [], automatic } };
    const path = `POST /admin/schedules/${scheduleId}/terms`;
    await answer(call(path, { as: admin, body }), 200, SaleTerms);
  };
  const seen = { expectedMinor: 10_000 };
  const hold = await holding(fan, scheduleId, [0]);
  await fund(fan, 30_000);
  const wallet = "wallet" as "card";
  const headers = { "idempotency-key": crypto.randomUUID() };
  const buyOnce = () =>
    call("POST /orders", {
      as: fan,
      body: { scheduleId, holdId: hold.id, method: "wallet", agreement: fullAgreement, ...seen },
      headers,
    });
  await change([]);
  for (const method of [wallet, "card"] as const)
    await refused(order(fan, hold, method, seen), "price-changed");
  expect(await balanceOf(fan)).toBe(30_000);
  await change([early]);
  const placed = await answer(buyOnce(), 201, Order);
  expect(placed.total.amount).toBe(10_000);
  await change([]);
  expect(await answer(buyOnce(), 201, Order)).toMatchObject({ id: placed.id });
  expect(await balanceOf(fan)).toBe(20_000);
});

it("[O44] a member of a tier gets its price, line by line, from the moment an admin grants the tier until an admin removes it", async () => {
  const gold = { id: "gold", kind: "member", name: name("골드 회원"), cut: { percent: 20 } };
  const { admin, fan, scheduleId } = await shop({
    priceTypes: [],
    automatic: [{ ...gold, tier: "gold" }],
  });
  const hold = await holding(fan, scheduleId, [0]);
  const totalOf = async () => {
    const body = { scheduleId, holdId: hold.id };
    const quote = await answer(call("POST /orders/price", { as: fan, body }), 200, PriceQuote);
    return [quote.total.amount, ...quote.discounts.map((line) => `${line.kind} ${line.name.ko}`)];
  };
  expect(await totalOf()).toEqual([11_000]);
  const found = await call(`GET /admin/accounts?email=${fan.email.toUpperCase()}`, { as: admin });
  const member = await answer(found, 200, Member);
  expect(member).toMatchObject({ id: fan.id, email: fan.email, tier: null });
  const path = `PUT /admin/accounts/${member.id}/tier`;
  const change = (tier: string | null) => call(path, { as: admin, body: { tier } });
  const email = maskedEmail(member.email);
  expect(await answer(change("gold"), 200, Member)).toMatchObject({
    id: member.id,
    email,
    tier: "gold",
  });
  expect(await totalOf()).toEqual([9_000, "member 골드 회원"]);
  await answer(change(null), 200, Member);
  expect(await totalOf()).toEqual([11_000]);
  await answer(change("gold"), 200, Member);
  await fund(fan, 9_000);
  const paid = await answer(pay(fan, hold), 201, Order);
  expect(paid).toMatchObject({ total: { amount: 9_000 }, discounts: [{ kind: "member" }] });
});

it("[O79] only admins can grant tiers, and only to accounts that exist", async () => {
  const [admin, fan] = [await person("admin"), await person()];
  const change = (as: Person, id: string, tier: unknown = "gold") =>
    call(`PUT /admin/accounts/${id}/tier`, { as, body: { tier } });
  await refused(change(fan, fan.id), "forbidden");
  await refused(call(`GET /admin/accounts?email=${fan.email}`, { as: fan }), "forbidden");
  await refused(change(admin, crypto.randomUUID()), "not-found");
  await refused(change(admin, fan.id, "Gold!"), "invalid-request");
  await refused(call("GET /admin/accounts?email=nobody@example.com", { as: admin }), "not-found");
});

it("[O36] a failed payment does not use up its coupon, and two payments never use it twice", async () => {
  const { admin, fan, scheduleId } = await shop();
  const coupon = await newCoupon(admin);
  const hold = await holding(fan, scheduleId, [0]);
  const first = await awaited(fan, hold, "card", { coupon });
  expect(first.amount.amount).toBe(9_000);
  await checkOut(first, "cancel");
  const body = { code: "PAY_PROCESS_CANCELED" };
  await (await call(`POST /payments/${first.id}/failure`, { as: fan, body })).text();
  const second = await awaited(fan, hold, "card", { coupon });
  expect((await paid(fan, second)).status).toBe("paid");
  const other = await openShop(admin, 1);
  const again = await holding(fan, other.scheduleId, [0]);
  await refused(order(fan, again, "card", { coupon }), "coupon-spent");
  const coupons = await answer(call("GET /admin/coupons", { as: admin }), 200, Coupons);
  expect(coupons.items.find(({ code }) => code === coupon)?.uses).toBe(1);
});

it("[O37] an unknown discount is refused, and the seats stay held", async () => {
  const { fan, scheduleId } = await shop({ priceTypes: [youth], automatic: [] });
  const hold = await holding(fan, scheduleId, [0]);
  await refused(
    order(fan, hold, "card", { priceTypes: [{ seat: 0, priceType: "child" }] }),
    "unknown-price-type",
  );
  await refused(order(fan, hold, "card", { coupon: "NO-SUCH-COUPON" }), "coupon-not-valid");
  expect((await awaited(fan, hold)).amount.amount).toBe(11_000);
});

it("[O38] an order that costs nothing needs no gateway", async () => {
  const { admin, fan, scheduleId } = await shop();
  const coupon = await newCoupon(admin, { cut: { percent: 100 } });
  const hold = await holding(fan, scheduleId, [0]);
  const feesOnly = await awaited(fan, hold, "card", { coupon });
  expect(feesOnly.amount.amount).toBe(1_000);
  const free = await openShop(admin, 1, { zones: [{ id: "r", priceMinor: 5_000, feeMinor: 0 }] });
  const other = await newCoupon(admin, { cut: { percent: 100 } });
  const gift = await holding(fan, free.scheduleId, [0]);
  expect(await answer(order(fan, gift, "card", { coupon: other }), 201, Order)).toMatchObject({
    status: "paid",
    total: { amount: 0 },
  });
});

it("[O39] a refund equals its preview, ticket by ticket, and a changed one is refused", async () => {
  const { fan, scheduleId } = await shop();
  const bought2 = await bought(fan, scheduleId, [0, 1]);
  const preview = (query: string) =>
    answer(call(`GET /orders/${bought2.id}/refund${query}`, { as: fan }), 200, RefundPreview);
  const one = await preview("?seats=1");
  expect(one).toMatchObject({ lines: [{ seat: 1 }], targets: ["wallet"] });
  await refused(cancel(fan, bought2.id, { seats: [1], expectedMinor: 1 }), "refund-changed");
  const expectedMinor = one.refund.amount;
  const left = await answer(cancel(fan, bought2.id, { seats: [1], expectedMinor }), 200, Order);
  expect(left).toMatchObject({ status: "paid", refunded: one.refund });
  expect(left.seats.map(({ isCancelled }) => isCancelled)).toEqual([false, true]);
  expect(await balanceOf(fan)).toBe(one.refund.amount);
  const rest = await preview("");
  const done = await answer(cancel(fan, bought2.id, {}), 200, Order);
  expect(done.status).toBe("cancelled");
  expect(await balanceOf(fan)).toBe(one.refund.amount + rest.refund.amount);
});

it("[O40] a card order is refunded onto the card, in part or in full, and a repeated request refunds once", async () => {
  const { fan, scheduleId } = await shop();
  const hold = await holding(fan, scheduleId, [0, 1]);
  const { id, payment } = await answer(order(fan, hold), 201, AwaitedOrder);
  await paid(fan, payment);
  const part = { seats: [0], to: "original" };
  await Promise.all([1, 2].map(async () => (await cancel(fan, id, part, "part")).text()));
  await answer(cancel(fan, id, part, "part"), 200, Order);
  expect(await gatewayHas(payment)).toMatchObject({ balanceAmount: 11_000 });
  await answer(cancel(fan, id, { to: "original" }), 200, Order);
  expect(await gatewayHas(payment)).toMatchObject({ status: "CANCELED", balanceAmount: 0 });
  expect((await read(fan, payment)).refunds).toHaveLength(2);
});

it("[O41] canceling a show refunds every order in full, after a dry run that shows the consequences", async () => {
  const { admin, scheduleId } = await shop();
  const [byCard, byWallet] = [await person(), await person()];
  const payment = await awaited(byCard, await holding(byCard, scheduleId, [0]));
  await paid(byCard, payment);
  await bought(byWallet, scheduleId, [1]);
  const asking = await person();
  const { id: askedFor } = await bought(asking, scheduleId, [2]);
  const path = `POST /admin/schedules/${scheduleId}/cancellation`;
  const off = (isDryRun: boolean) =>
    answer(call(path, { as: admin, body: { reason: "태풍", isDryRun } }), 200, ShowCancellation);
  expect(await off(true)).toMatchObject({
    state: "planned",
    orders: 3,
    refund: { amount: 33_000 },
  });
  expect(await balanceOf(byWallet)).toBe(0);
  await off(false);
  const other = { reason: "태풍", isDryRun: false, compensationPercent: 50 };
  await refused(call(path, { as: admin, body: other }), "conflict");
  await off(false);
  // A fan who cancels before the batch gets the same as one who waits.
  await answer(cancel(asking, askedFor, {}), 200, Order);
  expect(await balanceOf(asking)).toBe(12_000);
  await doAgain(testEnv, connect(testEnv));
  expect(await balanceOf(byWallet)).toBe(12_000);
  expect(await balanceOf(byCard)).toBe(1_000);
  expect(await gatewayHas(payment)).toMatchObject({ status: "CANCELED" });
  await refused(call(path, { as: byCard, body: { reason: "x", isDryRun: true } }), "forbidden");
});

it("[O42] a statement has the same content as a page and as a PDF, in Korean and in English, for its owner only", async () => {
  const { fan, scheduleId } = await shop();
  const { id, number } = await bought(fan, scheduleId, [0]);
  const statement = (query: string, as = fan) =>
    call(`GET /orders/${id}/statement${query}`, { as });
  const korean = await (await statement("")).text();
  expect([korean.includes(number), korean.includes("₩11,000")]).toEqual([true, true]);
  expect(await (await statement("?language=en")).text()).toContain("Order statement");
  expect(await (await statement("?kind=refund")).text()).toContain("환불 내역이 없어요.");
  await refused(statement("", await person()), "not-found");
  const pdf = await statement("?format=pdf");
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  const bytes = new Uint8Array(await pdf.arrayBuffer());
  expect(new TextDecoder("latin1").decode(bytes.slice(0, 5))).toBe("%PDF-");
  // The font has 2.7 MB; only the glyphs that are used go along.
  expect(bytes.length).toBeLessThan(60_000);
});

it("[O72] admins find a payment by anything that a fan can quote, and see the gateway's answers", async () => {
  const { admin, fan, scheduleId } = await shop();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  await paid(fan, payment);
  const found = async (search: string) => {
    const path = `GET /admin/payments?search=${encodeURIComponent(search)}`;
    const { items } = await answer(call(path, { as: admin }), 200, AdminPayments);
    return items.map(({ id }) => id);
  };
  for (const search of [payment.id, fan.email, payment.orderId ?? ""])
    expect(await found(search)).toEqual([payment.id]);
  expect(await found("nobody@example.com")).toEqual([]);
  await refused(call("GET /admin/payments", { as: fan }), "forbidden");
});
