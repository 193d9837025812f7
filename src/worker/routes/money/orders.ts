import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import {
  AwaitedOrder,
  CancelOrder,
  Order,
  Orders,
  PlaceOrder,
} from "../../../contract/money/orders.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { type CashReceipt, methodsWithReceipt } from "../../../contract/money/payments.ts";
import { RefundPreview } from "../../../contract/money/refunds.ts";
import { orderById, ordersOf } from "../../../db/money/orders.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found } from "../../books.ts";
import { buy } from "../../buying/buy.ts";
import { cancelTickets, previewRefund } from "../../buying/cancel.ts";
import { startCard } from "../../payment/card.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import {
  idempotencyKey,
  IdempotencyHeader,
  orderIdOf,
  paymentIdOf,
  refundIdOf,
  requestHash,
} from "../../buying/idempotency.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { mustBeSchedule } from "../../requests/known-schedules.ts";
import { factorOf } from "../../requests/limits.ts";
import { byToken, forFans } from "../../identity/session.ts";

const params = z.strictObject({ orderId: Id });
const SeatList = z
  .string()
  .regex(/^\d{1,6}(,\d{1,6}){0,19}$/)
  .meta({
    description: "Ordinals of seats, separated by commas; all of them if left out",
    example: "12,13",
  });
const tags = ["Orders"];
const usual = ["invalid-request", "unauthenticated", "token-expired"] as const;
const keyed = [
  "idempotency-key-missing",
  "idempotency-mismatch",
  "outcome-unknown",
  "session-ended",
] as const;

const place = createRoute({
  method: "post",
  path: "/orders",
  tags,
  operationId: "placeOrder",
  summary: "Pay for a hold from the wallet, or start to pay at the payment provider",
  ...byToken,
  request: { headers: IdempotencyHeader, ...jsonBody(PlaceOrder) },
  responses: {
    201: {
      ...json(
        "The paid order, or an order in `awaiting-payment` with the page to pay on",
        z.union([Order, AwaitedOrder]),
      ),
      headers: z.object({ location: z.string().meta({ description: "The order's address" }) }),
    },
    ...refusals(
      ...usual,
      ...keyed,
      "insufficient-funds",
      "too-many-seats",
      "not-found",
      "hold-not-found",
      "hold-expired",
      "payment-under-way",
      "request-in-progress",
      "already-paid",
      "seat-taken",
      "conflict",
      "unavailable",
      "unknown-price-type",
      "coupon-not-valid",
      "coupon-spent",
      "price-changed",
      "sale-not-open",
      "gateway-unreachable",
      "amount-out-of-range",
    ),
  },
});

const preview = createRoute({
  method: "get",
  path: "/orders/{orderId}/refund",
  tags,
  operationId: "previewRefund",
  summary: "Preview the refund of canceling tickets now",
  ...forFans,
  request: { params, query: z.strictObject({ seats: SeatList.optional() }) },
  responses: {
    200: json("The exact refund", RefundPreview),
    ...refusals(...usual, "not-found", "not-cancellable", "unknown-seat", "sold-whole"),
  },
});

const list = createRoute({
  method: "get",
  path: "/orders",
  tags,
  operationId: "listOrders",
  summary: "List my orders, newest first",
  ...forFans,
  request: { query: PageQuery },
  responses: { 200: json("A page of orders", Orders), ...refusals(...usual) },
});

const one = createRoute({
  method: "get",
  path: "/orders/{orderId}",
  tags,
  operationId: "getOrder",
  summary: "Get one of my orders",
  ...forFans,
  request: { params },
  responses: { 200: json("The order", Order), ...refusals(...usual, "not-found") },
});

const cancel = createRoute({
  method: "post",
  path: "/orders/{orderId}/cancellation",
  tags,
  operationId: "cancelOrder",
  summary: "Cancel an order or some of its tickets by the refund rules of its sale",
  ...byToken,
  request: { params, headers: IdempotencyHeader, ...jsonBody(CancelOrder) },
  responses: {
    200: json("The order as it is now", Order),
    ...refusals(
      ...usual,
      ...keyed,
      "not-found",
      "not-cancellable",
      "unknown-seat",
      "sold-whole",
      "refund-changed",
      "conflict",
    ),
  },
});

export const orders = createRouter()
  .openapi(place, async (c) => {
    const body = c.req.valid("json");
    const order = await pay(c, body, idempotencyKey(c));
    return c.json(order, 201, { location: `/api/v1/orders/${order.id}` });
  })
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const { accountId } = c.var.session;
    const wanted = { accountId, after: cursor ?? null, limit, now: Date.now() };
    return c.json(unwrap(await ordersOf(booksOf(c), wanted)), 200);
  })
  .openapi(one, async (c) => {
    const { orderId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const order = await orderById(booksOf(c), { orderId, accountId, now: Date.now() });
    return c.json(found(order), 200);
  })
  .openapi(preview, async (c) => {
    const { orderId } = c.req.valid("param");
    const seats = c.req.valid("query").seats?.split(",").map(Number) ?? null;
    const asked = { orderId, accountId: c.var.session.accountId, seats };
    return c.json(await previewRefund(booksOf(c), asked), 200);
  })
  .openapi(cancel, async (c) => {
    const { orderId } = c.req.valid("param");
    const {
      reason = null,
      seats = null,
      to = "wallet",
      account = null,
      expectedMinor = null,
    } = c.req.valid("json");
    const key = idempotencyKey(c);
    const { accountId, sessionId } = c.var.session;
    const [refundId, hash] = await Promise.all([
      refundIdOf(accountId, key),
      requestHash("cancel", { orderId, reason, seats, to, ...(account ? { account } : {}) }),
    ]);
    const asked = { accountId, orderId, refundId, key, requestHash: hash };
    const wanted = { ...asked, reason, seats, to, account, expectedMinor, sessionId };
    return c.json(await cancelTickets(c.env, booksOf(c), wanted), 200);
  });

function checkReceipt(method: string, cashReceipt: CashReceipt | null): void {
  if (cashReceipt === null || methodsWithReceipt.includes(method)) return;
  const detail = "Only a transfer comes with a cash receipt";
  throw new ProblemError("invalid-request", detail, [{ pointer: "/cashReceipt", detail }]);
}

async function pay(c: AppContext, body: PlaceOrder, key: string): Promise<Order | AwaitedOrder> {
  const { accountId, sessionId } = c.var.session;
  const [orderId, paymentId, hash] = await Promise.all([
    orderIdOf(accountId, key),
    paymentIdOf(accountId, key),
    requestHash("order", body),
  ]);
  const { priceTypes = [], coupon = null, cashReceipt = null, method, ...others } = body;
  const { walletMinor = 0, returnTo, ...rest } = others;
  const { mailTo = null, agreement, ...seats } = rest;
  const form = { mailTo, agreement };
  const ids = { accountId, sessionId, orderId, key, requestHash: hash };
  const buying = { ...seats, ...ids, method, priceTypes, coupon, form };
  checkReceipt(method, cashReceipt);
  await mustBeSchedule(c, seats.scheduleId);
  if (method === "wallet") return await buy(c.env, booksOf(c), { ...buying, rate: factorOf(c) });
  const card = { method, paymentId, cashReceipt, walletMinor, returnTo };
  return await startCard(c, booksOf(c), { ...buying, ...card });
}
