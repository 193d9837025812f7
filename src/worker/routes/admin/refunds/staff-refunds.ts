import { createRoute, z } from "@hono/zod-openapi";
import {
  PayByHand,
  ReleaseSeats,
  StaffRefund,
  StaffRefundAsked,
  StaffRefundPreview,
} from "../../../../contract/admin/refunds/staff-refunds.ts";
import { Id } from "../../../../contract/ids.ts";
import { Refund } from "../../../../contract/money/refunds.ts";
import { Ordinal } from "../../../../contract/plan/seats.ts";
import type { RefundFacts } from "../../../../db/money/refunds.ts";
import { payByHand } from "../../../../db/refunds/staff-refunds.ts";
import type { AppContext } from "../../../app-env.ts";
import { booksFromHere, booksOf, writer } from "../../../books.ts";
import {
  IdempotencyHeader,
  idempotencyKey,
  refundIdOf,
  requestHash,
} from "../../../buying/idempotency.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, originOf, reach } from "../../../identity/staff.ts";
import { ProblemError, refusalsToAdmins, unwrap } from "../../../problem.ts";
import {
  makeStaffRefund,
  orderFacts,
  previewStaffRefund,
  releaseSeats,
} from "../../../refunds/make-refund.ts";
import { seenFingerprint, SeenPreview } from "../../../requests/if-match.ts";

const tags = ["Admin: money"];
const params = z.strictObject({ orderId: Id });
const unfit = [
  "not-found",
  "not-cancellable",
  "unknown-seat",
  "sold-whole",
  "amount-out-of-range",
  "conflict",
] as const;

const preview = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/refund-preview",
  tags,
  operationId: "previewStaffRefund",
  summary: "Preview a refund by staff: every amount, and the lines of the ledger",
  ...forStaff("refunds.make"),
  request: { params, ...jsonBody(StaffRefundAsked) },
  responses: {
    200: json("What it would do now", StaffRefundPreview),
    ...refusalsToAdmins(...unfit),
  },
});

const make = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/refunds",
  tags,
  operationId: "makeStaffRefund",
  summary: "Refund tickets of an order exactly as the preview said",
  ...forStaff("refunds.make"),
  request: {
    params,
    headers: IdempotencyHeader.extend(SeenPreview.shape),
    ...jsonBody(StaffRefundAsked),
  },
  responses: {
    200: json("The refund", StaffRefund),
    ...refusalsToAdmins(
      ...unfit,
      "refund-changed",
      "if-match-missing",
      "changed-meanwhile",
      "idempotency-key-missing",
      "idempotency-mismatch",
      "unavailable",
      "outcome-unknown",
    ),
  },
});

const payOut = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/refunds/{refundId}/payout",
  tags,
  operationId: "payRefundByHand",
  summary: "Record that staff have paid a refund that was due by hand",
  ...forStaff("refunds.make"),
  request: { params: params.extend({ refundId: Id }), ...jsonBody(PayByHand) },
  responses: { 200: json("The refund", Refund), ...refusalsToAdmins("not-found", "conflict") },
});

const release = createRoute({
  method: "post",
  path: "/admin/orders/{orderId}/kept-seats/release",
  tags,
  operationId: "releaseKeptSeats",
  summary: "Give seats that a refund kept out of the sale back to it",
  ...forStaff("refunds.make"),
  request: { params, ...jsonBody(ReleaseSeats) },
  responses: {
    200: json("The seats that are sold again", z.strictObject({ seats: z.array(Ordinal) })),
    ...refusalsToAdmins("not-found"),
  },
});

/** The box office refunds what the counter sold; the money of every other order is a matter of finance. */
function checkChannel(c: AppContext, { channel }: RefundFacts): void {
  if (channel === "counter" || reach(c, "finance.edit") !== null) return;
  throw new ProblemError("right-missing", "finance.edit");
}

/** The facts of an order that this person may refund. */
export async function refundable(c: AppContext, orderId: string): Promise<RefundFacts> {
  const facts = await orderFacts(booksOf(c), orderId);
  checkChannel(c, facts);
  return facts;
}

export const adminRefunds = createRouter()
  .openapi(preview, async (c) => {
    const { orderId } = c.req.valid("param");
    const facts = await refundable(c, orderId);
    return c.json(await previewStaffRefund(facts, c.req.valid("json")), 200);
  })
  .openapi(make, async (c) => {
    const { orderId } = c.req.valid("param");
    const key = idempotencyKey(c);
    const seen = seenFingerprint(c.req.valid("header"));
    const asked = c.req.valid("json");
    const facts = await refundable(c, orderId);
    if (asked.blockId !== undefined && reach(c, "stock.edit") === null)
      throw new ProblemError("right-missing", "stock.edit");
    const accountId = c.var.session.accountId;
    const making = {
      orderId,
      asked,
      key,
      seen,
      by: writer(c),
      mover: { accountId, requestId: c.var.requestId, origin: originOf(c) },
      refundId: await refundIdOf(accountId, key),
      requestHash: await requestHash("staff-refund", { orderId, asked }),
    };
    return c.json(await makeStaffRefund(c.env, booksFromHere(c), facts, making), 200);
  })
  .openapi(payOut, async (c) => {
    const { orderId, refundId } = c.req.valid("param");
    await refundable(c, orderId);
    const paid = { orderId, refundId, ...c.req.valid("json"), by: writer(c) };
    return c.json(unwrap(await payByHand(booksOf(c), paid)), 200);
  })
  .openapi(release, async (c) => {
    const { orderId } = c.req.valid("param");
    await refundable(c, orderId);
    const asked = { orderId, ...c.req.valid("json"), by: writer(c) };
    return c.json({ seats: await releaseSeats(c.env, booksOf(c), asked) }, 200);
  });
