import { createRoute, z } from "@hono/zod-openapi";
import { CounterReceipt } from "../../../../contract/admin/counter.ts";
import { ExchangePreview, ExchangeTickets } from "../../../../contract/admin/counter-orders.ts";
import { Id } from "../../../../contract/ids.ts";
import { scheduleWithinScope } from "../../../../db/counter/counter-facts.ts";
import type { AppContext } from "../../../app-env.ts";
import { booksOf, writer } from "../../../books.ts";
import { IdempotencyHeader, idempotencyKey, requestHash } from "../../../buying/idempotency.ts";
import { exchange, previewExchange } from "../../../counter/exchange.ts";
import { signedReceipt } from "../../../counter/signed-receipt.ts";
import { derivedId } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins } from "../../../problem.ts";

const tags = ["Admin: counter"];
const params = z.strictObject({ orderId: Id });
const unfit = [
  "conflict",
  "proof-needed",
  "unknown-seat",
  "unknown-price-type",
  "hold-not-found",
] as const;
const refused = refusalsToAdmins("not-found", "unavailable", ...unfit);

const preview = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/exchange/preview",
  tags,
  operationId: "previewExchange",
  summary: "Preview the difference of an exchange",
  ...forStaff("counter.sell"),
  request: { params, ...jsonBody(ExchangeTickets) },
  responses: { 200: json("The difference", ExchangePreview), ...refused },
});

const make = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/exchange",
  tags,
  operationId: "exchangeTickets",
  summary: "Exchange tickets for the seats of a counter's hold, on this date or another",
  ...forStaff("counter.sell"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(ExchangeTickets) },
  responses: {
    200: json("The receipt and the tickets of the new order", CounterReceipt),
    ...refused,
    ...refusals(
      "idempotency-key-missing",
      "idempotency-mismatch",
      "shift-needed",
      "tenders-differ",
      "price-changed",
      "seat-taken",
      "hold-expired",
      "payment-under-way",
      "request-in-progress",
      "already-paid",
      "sale-not-open",
    ),
  },
});

/** The new date is the same organization's, and a waived difference needs a right and a reason. */
async function check(c: AppContext, { to, isWaived, reason }: ExchangeTickets): Promise<void> {
  const { scope } = c.var;
  if (!(await scheduleWithinScope(booksOf(c), { scope, scheduleId: to.scheduleId })))
    throw new ProblemError("not-found", "scheduleId");
  if (!isWaived) return;
  if (reach(c, "counter.manage") === null)
    throw new ProblemError("right-missing", "counter.manage");
  if (reason === undefined)
    throw new ProblemError("conflict", "A waived difference needs a reason");
}

export const adminExchanging = createRouter()
  .openapi(preview, async (c) => {
    const asked = c.req.valid("json");
    await check(c, asked);
    const { orderId } = c.req.valid("param");
    const hasFinance = reach(c, "finance.edit") !== null;
    return c.json(await previewExchange(c.env, booksOf(c), { orderId, asked, hasFinance }), 200);
  })
  .openapi(make, async (c) => {
    const { orderId } = c.req.valid("param");
    const asked = c.req.valid("json");
    await check(c, asked);
    const by = writer(c);
    const key = idempotencyKey(c);
    const newOrderId = await derivedId(`exchange|${by.accountId}|${key}`);
    const hash = await requestHash(`exchange ${orderId}`, asked);
    const hasFinance = reach(c, "finance.edit") !== null;
    const exchanging = { by, key, requestHash: hash, orderId, newOrderId, asked, hasFinance };
    const receipt = await exchange(c.env, booksOf(c), exchanging);
    return c.json(await signedReceipt(c.env, receipt), 200);
  });
