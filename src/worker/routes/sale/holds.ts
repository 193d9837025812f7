import { createRoute, z } from "@hono/zod-openapi";
import { Hold, Holds, KnownHolds, PlaceHold } from "../../../contract/sale/holds.ts";
import { Id } from "../../../contract/ids.ts";
import { isBeingPaid, knownHolds } from "../../../db/sale/known-holds.ts";
import { booksOf } from "../../books.ts";
import { created, createRouter, json, jsonBody } from "../../hono.ts";
import { IdempotencyHeader } from "../../buying/idempotency.ts";
import { placeHold } from "../../buying/place-hold.ts";
import { refusals, unwrap } from "../../problem.ts";
import { byToken, forFans } from "../../identity/session.ts";

const params = z.strictObject({ scheduleId: Id });
const holdParams = z.strictObject({ scheduleId: Id, holdId: Id });
const path = "/schedules/{scheduleId}/holds" as const;
const tags = ["Holds"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "unavailable"] as const;
const headers = IdempotencyHeader.extend({
  "frontrow-pass": z
    .string()
    .max(1_000)
    .optional()
    .meta({
      param: { required: true },
      description: "`admission.pass` of `joinQueue` or `enterShop`",
    }),
});

const place = createRoute({
  method: "post",
  path,
  tags,
  operationId: "holdSeats",
  summary: "Hold seats, either all of them or none",
  ...byToken,
  request: { params, headers, ...jsonBody(PlaceHold) },
  responses: {
    201: json("The hold, which keeps the seats until `expiresAt`", Hold),
    ...refusals(
      ...usual,
      "not-admitted",
      "sale-not-open",
      "sale-paused",
      "not-found",
      "seat-taken",
      "presale-full",
      "not-together",
      "hold-open",
      "hold-expired",
      "already-paid",
      "pass-expired",
      "too-many-requests",
      "too-many-holds",
      "too-many-seats",
      "unknown-seat",
      "accessible-seat",
      "sold-whole",
      "single-seat",
      "idempotency-key-missing",
      "idempotency-mismatch",
    ),
  },
});

const mine = createRoute({
  method: "get",
  path,
  tags,
  operationId: "listHolds",
  summary: "List my holds",
  ...forFans,
  request: { params },
  responses: { 200: json("My holds", Holds), ...refusals(...usual, "not-found") },
});

const known = createRoute({
  method: "get",
  path: "/me/holds",
  tags,
  operationId: "listKnownHolds",
  summary: "List the seats that wait for my payment, and those that a waitlist offers me",
  description:
    "What the books know, for all schedules in one answer. A hold that nobody has tried to pay for is known to its " +
    "schedule alone, which also has the time that is left (`listHolds`).",
  ...forFans,
  responses: {
    200: json("My holds that the books know of", KnownHolds),
    ...refusals("unauthenticated", "token-expired"),
  },
});

const release = createRoute({
  method: "delete",
  path: `${path}/{holdId}`,
  tags,
  operationId: "releaseHold",
  summary: "Release a hold",
  ...byToken,
  request: { params: holdParams },
  description:
    "After an attempt to pay, the seats become free once the books confirm that no money moved. If the books cannot be " +
    "reached, the answer is 202, and they are asked again until they answer.",
  responses: {
    202: { description: "The books are being asked; the seats are held until they answer" },
    204: { description: "The seats are free again" },
    ...refusals(...usual, "hold-not-found", "payment-under-way", "already-paid", "not-found"),
  },
});

const extend = createRoute({
  method: "post",
  path: `${path}/{holdId}/extension`,
  tags,
  operationId: "extendHold",
  summary: "Extend a hold by two minutes, once",
  ...byToken,
  request: {
    params: holdParams,
    body: { content: { "application/json": { schema: z.strictObject({}) } } },
  },
  responses: {
    200: json("The hold with its new end", Hold),
    ...refusals(
      ...usual,
      "hold-not-found",
      "payment-under-way",
      "already-paid",
      "already-extended",
      "hold-expired",
    ),
  },
});

export const holds = createRouter()
  .openapi(place, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return created<Hold>(c, await placeHold(c, scheduleId, c.req.valid("json")));
  })
  .openapi(mine, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const schedule = c.env.SCHEDULE.getByName(scheduleId);
    return c.json({ items: unwrap(await schedule.holdsOf(c.var.session.accountId)) }, 200);
  })
  .openapi(known, async (c) => {
    const { accountId } = c.var.session;
    const items = await knownHolds(booksOf(c), { accountId });
    return c.json({ accountId, items, serverTime: new Date().toISOString() }, 200);
  })
  .openapi(release, async (c) => {
    const { scheduleId, holdId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const schedule = c.env.SCHEDULE.getByName(scheduleId);
    const asked = { holdId, accountId };
    const first = await schedule.release(asked);
    const isStuck =
      !first.ok && first.code === "payment-under-way" && !(await isBeingPaid(booksOf(c), asked));
    const released = isStuck ? await schedule.release({ ...asked, isUnpaid: true }) : first;
    return c.body(null, unwrap(released) === "free" ? 204 : 202);
  })
  .openapi(extend, async (c) => {
    const { scheduleId, holdId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const schedule = c.env.SCHEDULE.getByName(scheduleId);
    return c.json(unwrap(await schedule.extend({ holdId, accountId })), 200);
  });
