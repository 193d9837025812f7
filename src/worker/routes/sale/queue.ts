import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { Board, Draw, Enter, JoinQueue, Turn } from "../../../contract/sale/queue.ts";
import type { Typed } from "../../caching/edge-cache.ts";
import { limitQueue } from "../../requests/limits.ts";
import { created, createRouter, json, jsonBody, unchanged } from "../../hono.ts";
import { refusals } from "../../problem.ts";
import { byToken } from "../../identity/session.ts";
import { boardResponse, drawResponse } from "../../queue/board.ts";
import { enterShop, leaveQueue, postJoin } from "../../queue/join.ts";

const params = z.strictObject({ scheduleId: Id });
const path = "/schedules/{scheduleId}/queue" as const;
const tags = ["Queue"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;

const presale = {
  "frontrow-presale": z.string().max(2_000).optional().meta({
    description:
      "`grant` of `verifyPresale`, for joining during a presale. Without it the books are asked.",
  }),
};
const device = {
  "frontrow-device": z.string().max(100).optional().meta({
    description:
      "8 to 64 letters, digits, hyphens or underscores that name the device; without it, the session does. A place is valid on the device that asked for it last.",
  }),
};

const join = createRoute({
  method: "post",
  path,
  tags,
  operationId: "joinQueue",
  summary: "Join the queue, or go straight in while there is room",
  description: "Joining again gives the same place.",
  ...byToken,
  request: {
    params,
    headers: z.object({ ...presale, ...device }),
    body: { content: { "application/json": { schema: JoinQueue } } },
  },
  responses: {
    201: json("Your place in the queue, or your pass", Turn),
    ...refusals(
      ...usual,
      "lobby-not-open",
      "presale-only",
      "bot-check-failed",
      "sale-not-open",
      "place-spent",
      "too-many-requests",
      "unavailable",
    ),
  },
});

const board = createRoute({
  method: "get",
  path,
  tags,
  operationId: "getBoard",
  summary: "Get the queue's board, which is the same for everybody",
  description:
    "Your position is your rank minus `nowServing`. A 304 has the time in its header `server-time`.",
  request: { params },
  responses: {
    200: json("The board", Board),
    ...unchanged,
    ...refusals("invalid-request", "not-found", "unavailable"),
  },
});

const enter = createRoute({
  method: "post",
  path: `${path}/enter`,
  tags,
  operationId: "enterShop",
  summary: "Enter with a place whose turn it is",
  ...byToken,
  request: { params, headers: z.object(device), ...jsonBody(Enter) },
  responses: {
    200: json("Your turn: still waiting, or admitted", Turn),
    ...refusals(
      ...usual,
      "not-admitted",
      "sale-not-open",
      "place-moved",
      "place-spent",
      "too-many-requests",
      "unavailable",
    ),
  },
});

const leave = createRoute({
  method: "delete",
  path,
  tags,
  operationId: "leaveQueue",
  summary: "Leave the queue and the shop",
  description:
    "The number is passed over at once and never called. Joining again gives a new one, at the end of the line.",
  ...byToken,
  request: { params },
  responses: {
    204: { description: "You have left the queue" },
    ...refusals(...usual, "hold-open", "unavailable"),
  },
});

const draw = createRoute({
  method: "get",
  path: `${path}/draw`,
  tags,
  operationId: "getDraw",
  summary: "Get the data to verify the lottery",
  description:
    "The commitment is public from the start, the seed from the draw on; from then on nothing of this changes. " +
    "The page `/draw/{scheduleId}` works out the rank of any number from it.",
  request: { params },
  responses: {
    200: json("The draw", Draw),
    ...unchanged,
    ...refusals("invalid-request", "not-found", "unavailable"),
  },
});

export const queue = createRouter()
  .openapi(join, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return created<Turn>(c, await postJoin(c, scheduleId, c.req.valid("json")));
  })
  .openapi(board, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return (await boardResponse(c, scheduleId, c.req.raw)) as Typed<Board>;
  })
  .openapi(draw, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return (await drawResponse(c, scheduleId, c.req.raw)) as Typed<Draw>;
  })
  .openapi(enter, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { place, moreTime } = c.req.valid("json");
    await limitQueue(c);
    return c.json(await enterShop(c, { scheduleId, token: place, moreTime }), 200);
  })
  .openapi(leave, async (c) => {
    const { scheduleId } = c.req.valid("param");
    await leaveQueue(c, scheduleId);
    return c.body(null, 204);
  });
