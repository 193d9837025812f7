import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { keepNotice } from "../../../db/admin/payments.ts";
import { paymentById } from "../../../db/money/card-payments.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { gatewayOf } from "../../payment/gateway-for.ts";
import { GatewayUnreachable } from "../../payment/gateway.ts";
import { resolveOpen } from "../../payment/open-payments.ts";
import { ProblemError, refusals } from "../../problem.ts";
import { limitNotices } from "../../requests/limits.ts";

const Heard = z.strictObject({ heard: z.literal(true) }).meta({ id: "Heard" });

const toss = createRoute({
  method: "post",
  path: "/webhooks/toss",
  tags: ["Payments"],
  operationId: "hearToss",
  summary: "Receive a notice from Toss Payments, and look the payment up there",
  request: jsonBody(z.unknown()),
  responses: {
    200: json("The notice was received, and the payment was updated", Heard),
    ...refusals(
      "invalid-request",
      "forbidden",
      "not-found",
      "too-many-requests",
      "gateway-unreachable",
      "outcome-unknown",
      "unavailable",
    ),
  },
});

export const webhooks = createRouter().openapi(toss, async (c) => {
  const gateway = gatewayOf(c.env);
  const notice = gateway.noticeOf(c.req.valid("json"));
  if (notice === null)
    throw new ProblemError("invalid-request", "This is not a notice from Toss Payments");
  // Our payment ids are UUIDs; anything else is not one of our payments.
  if (!Id.safeParse(notice.orderId).success) throw new ProblemError("not-found");
  const { orderId: paymentId, kind, status } = notice;
  await limitNotices(c, paymentId);
  const db = booksOf(c);
  const row = found(await paymentById(db, { paymentId, accountId: null }));
  const payment = await gateway.byOrder(row.id).catch(askAgain);
  if (notice.secret !== null && notice.secret !== payment?.secret)
    throw new ProblemError("forbidden", "The secret does not match the payment");
  // An event that the gateway does not know has not happened.
  if (payment !== null) await keepNotice(db, { paymentId, kind, status });
  await resolveOpen(c.env, db, row);
  return c.json({ heard: true as const }, 200);
});

/** Toss sends it again unless the answer is 200. */
function askAgain(error: unknown): never {
  if (error instanceof GatewayUnreachable) throw new ProblemError("unavailable");
  throw error;
}
