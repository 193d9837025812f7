import { createRoute, z } from "@hono/zod-openapi";
import { CounterReceipt } from "../../../../contract/admin/counter.ts";
import {
  CollectionSearch,
  CollectTickets,
  FoundOrders,
  RefundAtCounter,
  UndoCollection,
} from "../../../../contract/admin/counter-orders.ts";
import { Id } from "../../../../contract/ids.ts";
import { undoCollection } from "../../../../db/counter/collections.ts";
import { receiptOf } from "../../../../db/counter/receipts.ts";
import { booksOf, found, writer } from "../../../books.ts";
import {
  IdempotencyHeader,
  idempotencyKey,
  refundIdOf,
  requestHash,
} from "../../../buying/idempotency.ts";
import { findOrdersOf, handOut } from "../../../counter/hand-out.ts";
import { refundAtCounter } from "../../../counter/refund-at-counter.ts";
import { signedReceipt } from "../../../counter/signed-receipt.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";
import { refundable } from "../refunds/staff-refunds.ts";

const tags = ["Admin: counter"];
const params = z.strictObject({ orderId: Id });
const refused = refusalsToAdmins("not-found", "unavailable");

const search = createRoute({
  method: "get",
  path: "/admin/schedules/{scheduleId}/counter/orders",
  tags,
  operationId: "findOrdersToCollect",
  summary: "Find orders of a date by name, phone, order number, seat or a ticket's code",
  ...forStaff("counter.sell"),
  request: { params: z.strictObject({ scheduleId: Id }), query: CollectionSearch },
  responses: { 200: json("The orders, those that wait first", FoundOrders), ...refused },
});

const receipt = createRoute({
  method: "get",
  path: "/admin/orders/{orderId}/receipt",
  tags,
  operationId: "getCounterReceipt",
  summary: "Get the receipt of an order and its tickets, to print them",
  ...forStaff("counter.sell"),
  request: { params },
  responses: { 200: json("The receipt", CounterReceipt), ...refused },
});

const collect = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/collection",
  tags,
  operationId: "collectTickets",
  summary: "Hand out tickets of an order, each once",
  ...forStaff("counter.sell"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(CollectTickets) },
  responses: {
    200: json("The receipt and the tickets", CounterReceipt),
    ...refused,
    ...refusals(
      "idempotency-key-missing",
      "idempotency-mismatch",
      "shift-needed",
      "handed-out",
      "proof-needed",
      "price-changed",
      "tenders-differ",
      "conflict",
    ),
  },
});

const undo = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/collection/undo",
  tags,
  operationId: "undoCollection",
  summary: "Take back that tickets were handed out, so that they can be handed out again",
  ...forStaff("counter.manage"),
  request: { params, ...jsonBody(UndoCollection) },
  responses: {
    200: json("The receipt as it is now", CounterReceipt),
    ...refused,
    ...refusals("conflict"),
  },
});

const refund = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/counter-refund",
  tags,
  operationId: "refundAtCounter",
  summary: "Refund tickets that a counter sold, out of my open shift",
  ...forStaff("refunds.make"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(RefundAtCounter) },
  responses: {
    200: json("The receipt as it is now", CounterReceipt),
    ...refused,
    ...refusals(
      "idempotency-key-missing",
      "idempotency-mismatch",
      "shift-needed",
      "tenders-differ",
      "refund-changed",
      "conflict",
      "unknown-seat",
      "sold-whole",
    ),
  },
});

export const adminCollecting = createRouter()
  .openapi(search, async (c) => {
    const asked = { ...c.req.valid("param"), ...c.req.valid("query") };
    return c.json(await findOrdersOf(c.env, booksOf(c), asked), 200);
  })
  .openapi(receipt, async (c) => {
    const { orderId } = c.req.valid("param");
    const printed = found(await receiptOf(booksOf(c), orderId));
    return c.json(await signedReceipt(c.env, printed), 200);
  })
  .openapi(collect, async (c) => {
    const { orderId } = c.req.valid("param");
    const asked = c.req.valid("json");
    const hash = await requestHash(`collection ${orderId}`, asked);
    const act = { by: writer(c), key: idempotencyKey(c), requestHash: hash, orderId, asked };
    return c.json(await signedReceipt(c.env, await handOut(booksOf(c), act)), 200);
  })
  .openapi(undo, async (c) => {
    const { orderId } = c.req.valid("param");
    const undone = { orderId, ...c.req.valid("json"), by: writer(c) };
    const left = unwrap(await undoCollection(booksOf(c), undone));
    return c.json(await signedReceipt(c.env, left), 200);
  })
  .openapi(refund, async (c) => {
    const { orderId } = c.req.valid("param");
    const asked = c.req.valid("json");
    const by = writer(c);
    const key = idempotencyKey(c);
    const hash = await requestHash("staff-refund", { orderId, asked });
    const refundId = await refundIdOf(c.var.session.accountId, key);
    const facts = await refundable(c, orderId);
    const refunding = { by, key, requestHash: hash, orderId, refundId, asked };
    await refundAtCounter(c.env, booksOf(c), facts, refunding);
    const left = found(await receiptOf(booksOf(c), orderId));
    return c.json(await signedReceipt(c.env, left), 200);
  });
