import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { JoinWaitlist, Waitlist, WaitlistEntry } from "../../../contract/sale/waitlist.ts";
import { waitlistOf } from "../../../db/waitlist/waitlist.ts";
import { booksOf, found } from "../../books.ts";
import { limitQueue } from "../../requests/limits.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { refusals } from "../../problem.ts";
import { lineUp, stopWaiting } from "../../waitlist/line-up.ts";

const params = z.strictObject({ scheduleId: Id });
const path = "/schedules/{scheduleId}/waitlist" as const;
const tags = ["Waitlist"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;

const mine = createRoute({
  method: "get",
  path: "/me/waitlist",
  tags,
  operationId: "listWaitlist",
  summary: "List my waitlist entries and what is offered to me",
  ...forFans,
  responses: {
    200: json("My waitlist entries", Waitlist),
    ...refusals("unauthenticated", "token-expired"),
  },
});

const join = createRoute({
  method: "put",
  path,
  tags,
  operationId: "joinWaitlist",
  summary: "Join the waitlist for returned seats, or change my request",
  description:
    "Returned seats are held for the first fan in line whose request they fit, for up to half an hour, and then for the " +
    "next. Changing a request keeps its position.",
  ...forFans,
  request: { params, ...jsonBody(JoinWaitlist) },
  responses: {
    200: json("The place", WaitlistEntry),
    ...refusals(
      "session-ended",
      ...usual,
      "sale-not-open",
      "seats-left",
      "too-many-seats",
      "unknown-seat",
      "too-many-requests",
      "unavailable",
    ),
  },
});

const leave = createRoute({
  method: "delete",
  path,
  tags,
  operationId: "leaveWaitlist",
  summary: "Leave the waitlist, and release an offer",
  ...forFans,
  request: { params },
  responses: {
    204: { description: "You have left the waitlist" },
    ...refusals("session-ended", ...usual, "unavailable"),
  },
});

export const waitlist = createRouter()
  .openapi(mine, async (c) => {
    const now = Date.now();
    const items = await waitlistOf(booksOf(c), { accountId: c.var.session.accountId, now });
    return c.json({ items, serverTime: new Date(now).toISOString() }, 200);
  })
  .openapi(join, async (c) => {
    await limitQueue(c);
    const of = { ...c.req.valid("param"), accountId: c.var.session.accountId };
    const now = Date.now();
    await lineUp(c.env, booksOf(c), { ...of, ...c.req.valid("json"), now });
    const [entry] = await waitlistOf(booksOf(c), { ...of, now });
    return c.json(found(entry ?? null), 200);
  })
  .openapi(leave, async (c) => {
    const of = { ...c.req.valid("param"), accountId: c.var.session.accountId };
    await stopWaiting(c.env, booksOf(c), of);
    return c.body(null, 204);
  });
