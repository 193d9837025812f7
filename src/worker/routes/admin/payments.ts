import { createRoute, z } from "@hono/zod-openapi";
import { GatewayLook, LookedAfter } from "../../../contract/admin/payments.ts";
import { Id, Time } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import {
  AdminPayments,
  GatewayMethod,
  PaymentStatus,
  PaymentStory,
} from "../../../contract/money/payments.ts";
import { closeIssue } from "../../../db/admin/payments.ts";
import { logAct } from "../../../db/admin/audit.ts";
import { paymentById } from "../../../db/money/card-payments.ts";
import { listPayments, paymentStory } from "../../../db/money/payment-history.ts";
import { booksFromHere, booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { gatewayOf, unreachable } from "../../payment/gateway-for.ts";
import { lookOf } from "../../payment/gateway-look.ts";
import { giveBackNow } from "../../payment/refund-at-gateway.ts";
import { resolveOpen } from "../../payment/open-payments.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../problem.ts";

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found", "gateway-unreachable", "outcome-unknown");
const params = z.strictObject({ paymentId: Id });
const path = "/admin/payments/{paymentId}" as const;

const list = createRoute({
  method: "get",
  path: "/admin/payments",
  tags,
  operationId: "listAdminPayments",
  summary:
    "List all payments, newest first; search by email, order number, id or the gateway's key",
  ...forStaff("finance.read"),
  request: {
    query: PageQuery.extend({
      search: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "An order's number, an email address, a payment key, or any id" }),
      status: PaymentStatus.optional().meta({ description: "Only payments with this status" }),
      method: GatewayMethod.optional().meta({ description: "Only payments by this method" }),
      flagged: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "`true`: only payments with an issue to review" }),
      since: Time.optional().meta({
        description: "Only payments that began at this time or later",
      }),
      until: Time.optional().meta({ description: "Only payments that began before this time" }),
    }),
  },
  responses: { 200: json("A page of payments", AdminPayments), ...refused },
});

const story = createRoute({
  method: "get",
  path,
  tags,
  operationId: "getPaymentStory",
  summary: "Get a payment with its history and the gateway's latest answer",
  ...forStaff("finance.read"),
  request: { params },
  responses: { 200: json("The payment with its history", PaymentStory), ...refused },
});

const look = createRoute({
  method: "get",
  path: `${path}/gateway`,
  tags,
  operationId: "lookAtGateway",
  summary: "Get a payment as the gateway has it now, and where it differs from ours",
  ...forStaff("finance.read"),
  request: { params },
  responses: { 200: json("The payment as the gateway has it", GatewayLook), ...refused },
});

const resolve = createRoute({
  method: "post",
  path: `${path}/resolution`,
  tags,
  operationId: "resolvePayment",
  summary: "Look a payment up at the gateway, and settle or refund it accordingly",
  ...forStaff("finance.edit"),
  request: { params },
  responses: { 200: json("The payment with its history afterwards", PaymentStory), ...refused },
});

const lookAfter = createRoute({
  method: "post",
  path: `${path}/issue-closing`,
  tags,
  operationId: "closeIssue",
  summary: "Close the issue of a payment after a review",
  ...forStaff("finance.edit"),
  request: { params, ...jsonBody(LookedAfter) },
  responses: {
    200: json("The payment with its history afterwards", PaymentStory),
    ...refused,
    ...refusals("conflict"),
  },
});

export const adminPayments = createRouter()
  .openapi(list, async (c) => {
    const { cursor, limit, search = null, status = null, flagged, ...more } = c.req.valid("query");
    const { method = null, since = null, until = null } = more;
    const isFlagged = flagged === "true";
    const wanted = { scope: c.var.scope, search, status, method, isFlagged, since, until, limit };
    return c.json(
      unwrap(await listPayments(booksOf(c), { ...wanted, after: cursor ?? null })),
      200,
    );
  })
  .openapi(story, async (c) =>
    c.json(found(await paymentStory(booksOf(c), c.req.valid("param").paymentId)), 200),
  )
  .openapi(look, async (c) => {
    const { paymentId } = c.req.valid("param");
    const { payment } = found(await paymentStory(booksOf(c), paymentId));
    const theirs = await gatewayOf(c.env).byOrder(paymentId).catch(unreachable);
    return c.json(lookOf(payment, theirs, new Date().toISOString()), 200);
  })
  .openapi(resolve, async (c) => {
    const { paymentId } = c.req.valid("param");
    const row = found(await paymentById(booksOf(c), { paymentId, accountId: null }));
    const act = { by: writer(c), action: "payment.resolve", subject: paymentId };
    await logAct(booksOf(c), { ...act, after: { status: row.status } });
    const db = booksFromHere(c);
    await resolveOpen(c.env, db, row);
    const { payment } = found(await paymentStory(db, paymentId));
    for (const { id, status } of payment.refunds)
      if (status === "due") await giveBackNow(c.env, db, id);
    return c.json(found(await paymentStory(db, paymentId)), 200);
  })
  .openapi(lookAfter, async (c) => {
    const { paymentId } = c.req.valid("param");
    const { note } = c.req.valid("json");
    const db = booksOf(c);
    unwrap(await closeIssue(db, { paymentId, note, by: writer(c) }));
    return c.json(found(await paymentStory(db, paymentId)), 200);
  });
