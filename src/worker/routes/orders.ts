import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../contract/ids.ts";
import { CancelOrder, Order, Orders, PlaceOrder } from "../../contract/orders.ts";
import { PageQuery } from "../../contract/paging.ts";
import { cancelOrder } from "../../db/cancel.ts";
import { orderById, ordersOf } from "../../db/orders.ts";
import { booksOf, found } from "../books.ts";
import { buy } from "../buying/buy.ts";
import { createRouter, json, jsonBody } from "../hono.ts";
import {
  idempotencyKey,
  IdempotencyHeader,
  orderIdOf,
  requestHash,
} from "../buying/idempotency.ts";
import { refusals, unwrap } from "../problem.ts";
import { forFans } from "../identity/session.ts";

const params = z.strictObject({ orderId: Id });
const tags = ["Orders"];
const usual = ["invalid-request", "unauthenticated", "token-expired"] as const;
const keyed = ["idempotency-key-missing", "idempotency-mismatch", "outcome-unknown"] as const;

const place = createRoute({
  method: "post",
  path: "/orders",
  tags,
  summary: "Pay for a hold from the wallet",
  ...forFans,
  request: { headers: IdempotencyHeader, ...jsonBody(PlaceOrder) },
  responses: {
    201: {
      ...json("Paid: the seats are yours", Order),
      headers: z.object({ location: z.string().openapi({ description: "The order's address" }) }),
    },
    ...refusals(
      ...usual,
      ...keyed,
      "insufficient-funds",
      "not-found",
      "hold-not-found",
      "hold-expired",
      "payment-under-way",
      "request-in-progress",
      "already-paid",
      "seat-taken",
      "conflict",
      "unavailable",
    ),
  },
});

const list = createRoute({
  method: "get",
  path: "/orders",
  tags,
  summary: "My orders, newest first",
  ...forFans,
  request: { query: PageQuery },
  responses: { 200: json("A page of orders", Orders), ...refusals(...usual) },
});

const one = createRoute({
  method: "get",
  path: "/orders/{orderId}",
  tags,
  summary: "One of my orders",
  ...forFans,
  request: { params },
  responses: { 200: json("The order", Order), ...refusals(...usual, "not-found") },
});

const cancel = createRoute({
  method: "post",
  path: "/orders/{orderId}/cancellation",
  tags,
  summary: "Cancel the order; the wallet gets all of it back",
  ...forFans,
  request: { params, headers: IdempotencyHeader, ...jsonBody(CancelOrder) },
  responses: {
    200: json("The cancelled order", Order),
    ...refusals(...usual, ...keyed, "not-found", "not-cancellable"),
  },
});

export const orders = createRouter()
  .openapi(place, async (c) => {
    const body = c.req.valid("json");
    const key = idempotencyKey(c);
    const { accountId } = c.var.session;
    const [orderId, hash] = await Promise.all([
      orderIdOf(accountId, key),
      requestHash("order", body),
    ]);
    const { scheduleId, holdId } = body;
    const buying = { accountId, scheduleId, holdId, orderId, key, requestHash: hash };
    const order = await buy(c.env, booksOf(c), buying);
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
  .openapi(cancel, async (c) => {
    const { orderId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const key = idempotencyKey(c);
    const { accountId } = c.var.session;
    const db = booksOf(c);
    const now = Date.now();
    const hash = await requestHash("cancel", { orderId, reason });
    const wanted = { accountId, orderId, key, requestHash: hash, reason: reason ?? null, now };
    const { scheduleId, holdId, seats } = unwrap(await cancelOrder(db, wanted));
    try {
      unwrap(await c.env.SCHEDULE.getByName(scheduleId).free({ holdId, accountId, seats }));
    } catch (error) {
      // The outbox has it, and tells the schedule again until it has heard.
      console.warn("the schedule was not told of a cancellation", error);
    }
    return c.json(found(await orderById(db, { orderId, accountId, now })), 200);
  });
