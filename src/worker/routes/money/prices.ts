import { createRoute, z } from "@hono/zod-openapi";
import { RedeemVoucher } from "../../../contract/money/discounts.ts";
import { Id } from "../../../contract/ids.ts";
import { Money } from "../../../contract/money/money.ts";
import { fullAgreement } from "../../../contract/money/agreement.ts";
import { PriceAsked, PriceQuote, ShownTerms } from "../../../contract/money/prices.ts";
import { withinLimits } from "../../../db/sale/sale-terms.ts";
import { redeemVoucher } from "../../../db/money/vouchers.ts";
import { booksOf, found } from "../../books.ts";
import { orderLines } from "../../buying/order-view.ts";
import { depositMinutesAt, priced, saleTerms } from "../../buying/pricing.ts";
import { showFacts } from "../../buying/show-facts.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { byToken, forFans } from "../../identity/session.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { mustBeSchedule } from "../../requests/known-schedules.ts";
import { limitCodes, limitCoupons } from "../../requests/limits.ts";

const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;
const Redeemed = z.strictObject({ amount: Money }).meta({ id: "Redeemed" });

const terms = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/terms",
  tags: ["Orders"],
  operationId: "getSaleTerms",
  summary: "Get the price types, discounts, refund rules and deposit time of a sale",
  request: { params: z.strictObject({ scheduleId: Id }) },
  responses: { 200: json("The terms", ShownTerms), ...refusals("invalid-request", "not-found") },
});

const price = createRoute({
  method: "post",
  path: "/orders/price",
  tags: ["Orders"],
  operationId: "priceOrder",
  summary: "Get the price of a hold with price types and a coupon, line by line",
  ...byToken,
  request: jsonBody(PriceAsked),
  responses: {
    200: json("The price that an order would have", PriceQuote),
    ...refusals(
      ...usual,
      "hold-not-found",
      "unknown-price-type",
      "coupon-not-valid",
      "too-many-seats",
    ),
  },
});

const voucher = createRoute({
  method: "post",
  path: "/wallet/vouchers",
  tags: ["Wallet"],
  operationId: "redeemVoucher",
  summary: "Redeem a voucher into the wallet",
  ...forFans,
  request: jsonBody(RedeemVoucher),
  responses: {
    200: json("The amount that the voucher added", Redeemed),
    ...refusals("session-ended", ...usual, "conflict", "outcome-unknown"),
  },
});

export const prices = createRouter()
  .openapi(terms, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const db = booksOf(c);
    const [known, facts] = await Promise.all([
      saleTerms(db, scheduleId),
      showFacts(db, scheduleId),
    ]);
    const sale = found(known);
    const depositMinutes = depositMinutesAt(sale, found(facts), Date.now());
    return c.json({ ...sale, depositMinutes, agreement: fullAgreement }, 200);
  })
  .openapi(price, async (c) => {
    const { scheduleId, holdId, priceTypes = [], coupon = null } = c.req.valid("json");
    const { accountId } = c.var.session;
    if (coupon !== null) await limitCoupons(c);
    await mustBeSchedule(c, scheduleId);
    const db = booksOf(c);
    const holds = unwrap(await c.env.SCHEDULE.getByName(scheduleId).holdsOf(accountId));
    const hold = holds.find(({ id }) => id === holdId);
    if (!hold) throw new ProblemError("hold-not-found");
    const { currency } = hold.total;
    const listed = hold.seats.map(({ seat, key, zoneId, price: { amount }, fee }) => {
      return { seat, key, zoneId, priceMinor: amount, feeMinor: fee.amount };
    });
    // The purchase decides; here the fan learns of it before choosing how to pay.
    if ((await saleTerms(db, scheduleId))?.accountLimits)
      unwrap(await withinLimits(db, { accountId, scheduleId, holdId, count: hold.seats.length }));
    const choices = { accountId, scheduleId, priceTypes, coupon };
    const order = unwrap(await priced(db, choices, listed));
    const [facts, sale] = await Promise.all([showFacts(db, scheduleId), saleTerms(db, scheduleId)]);
    const lines = orderLines(order, currency, found(facts), found(sale).discounts);
    const money = (amount: number) => ({ amount, currency });
    const sums = { tickets: money(order.ticketsMinor), fees: money(order.feesMinor) };
    return c.json({ ...lines, ...sums }, 200);
  })
  .openapi(voucher, async (c) => {
    const { code } = c.req.valid("json");
    await limitCodes(c);
    const asked = { accountId: c.var.session.accountId, code, now: Date.now() };
    const { amount } = unwrap(await redeemVoucher(booksOf(c), asked));
    return c.json({ amount }, 200);
  });
