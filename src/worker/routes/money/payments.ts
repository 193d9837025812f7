import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import {
  ConfirmPayment,
  FailPayment,
  Payment,
  Payments,
} from "../../../contract/money/payments.ts";
import { paymentById } from "../../../db/money/card-payments.ts";
import { returnOf } from "../../../db/money/order-forms.ts";
import type { PaymentRow } from "../../../db/money/payment-rows.ts";
import { paymentsOf, paymentView as settledPayment } from "../../../db/money/payment-history.ts";
import type { AppContext } from "../../app-env.ts";
import { booksFromHere, booksOf, found } from "../../books.ts";
import { saleTerms } from "../../buying/pricing.ts";
import { showFacts } from "../../buying/show-facts.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { confirmPayment, failPayment, resolvePayment } from "../../payment/confirm.ts";
import { isSettled } from "../../payment/settle.ts";
import { paymentView } from "../../payment/view.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";

const params = z.strictObject({ paymentId: Id });
const tags = ["Payments"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;
const open = ["gateway-unreachable", "outcome-unknown"] as const;

const list = createRoute({
  method: "get",
  path: "/payments",
  tags,
  operationId: "listPayments",
  summary: "List my payments with their refunds, newest first",
  ...forFans,
  request: { query: PageQuery },
  responses: { 200: json("A page of payments", Payments), ...refusals(...usual) },
});

const one = createRoute({
  method: "get",
  path: "/payments/{paymentId}",
  tags,
  operationId: "getPayment",
  summary: "Get a payment; an unknown outcome is looked up at the payment provider",
  ...forFans,
  request: { params },
  responses: { 200: json("The payment", Payment), ...refusals(...usual, ...open) },
});

const confirm = createRoute({
  method: "post",
  path: "/payments/{paymentId}/confirmation",
  tags,
  operationId: "confirmPayment",
  summary: "Confirm a payment that the buyer approved, and buy the seats",
  ...forFans,
  request: { params, ...jsonBody(ConfirmPayment) },
  responses: {
    200: json("The payment as it is now: `paid`, `awaiting-deposit`, or given back", Payment),
    ...refusals("session-ended", ...usual, ...open, "payment-refused", "hold-expired", "conflict"),
  },
});

const fail = createRoute({
  method: "post",
  path: "/payments/{paymentId}/failure",
  tags,
  operationId: "failPayment",
  summary:
    "Report that the buyer came back without paying, so that the seats can be paid for in another way",
  ...forFans,
  request: { params, ...jsonBody(FailPayment) },
  responses: {
    200: json("The payment as it is now", Payment),
    ...refusals("session-ended", ...usual, ...open),
  },
});

export const payments = createRouter()
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const wanted = { accountId: c.var.session.accountId, after: cursor ?? null, limit };
    const { items, nextCursor } = unwrap(await paymentsOf(booksOf(c), wanted));
    // A single payment has its checkout address; a list is only a history.
    return c.json(
      { items: items.map((item) => ({ ...item, checkoutUrl: null })), nextCursor },
      200,
    );
  })
  .openapi(one, async (c) => {
    const row = await mine(c, c.req.valid("param").paymentId);
    const resolved = await resolvePayment(c.env, booksOf(c), row);
    return c.json(await (isSettled(resolved) ? settledView : view)(c, resolved), 200);
  })
  .openapi(confirm, async (c) => {
    const row = await ofOrder(c, c.req.valid("param").paymentId);
    return c.json(
      await view(c, await confirmPayment(c.env, booksFromHere(c), row, c.req.valid("json"))),
      200,
    );
  })
  .openapi(fail, async (c) => {
    const row = await ofOrder(c, c.req.valid("param").paymentId);
    const { code } = c.req.valid("json");
    return c.json(await view(c, await failPayment(c.env, booksFromHere(c), row, code)), 200);
  });

const mine = async (c: AppContext, paymentId: string): Promise<PaymentRow> =>
  found(await paymentById(booksOf(c), { paymentId, accountId: c.var.session.accountId }));

/** Top-ups are confirmed at a separate address. */
async function ofOrder(c: AppContext, paymentId: string): Promise<PaymentRow> {
  const row = await mine(c, paymentId);
  if (row.purpose !== "order") throw new ProblemError("not-found");
  return row;
}

async function view(c: AppContext, row: PaymentRow): Promise<Payment> {
  const { scheduleId, status } = row;
  const db = booksOf(c);
  // A payment made this moment has no refunds to read.
  if (isSettled(row) && (row.status !== "paid" || row.refunded.amount > 0))
    return await settledView(c, row);
  if (status !== "ready" || scheduleId === null) return paymentView(c, row);
  const [facts, terms, returnTo] = await Promise.all([
    showFacts(db, scheduleId),
    saleTerms(db, scheduleId),
    returnOf(db, row.id),
  ]);
  const about = facts && terms ? { orderName: facts.concert.title.ko, terms } : null;
  return paymentView(c, row, about, returnTo);
}

async function settledView(c: AppContext, { id: paymentId, accountId }: PaymentRow) {
  const settled = found(await settledPayment(booksOf(c), { paymentId, accountId }));
  return { ...settled, checkoutUrl: null };
}
