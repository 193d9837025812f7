import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../contract/ids.ts";
import { Board, Enter, Turn } from "../../contract/queue.ts";
import type { AppContext } from "../app-env.ts";
import { cached, jsonAnswer, live } from "../edge-cache.ts";
import { createRouter, json, jsonBody } from "../hono.ts";
import { refusals, unwrap } from "../problem.ts";
import { forFans } from "../identity/session.ts";
import { readPlace, turnOf } from "../buying/turn.ts";

const params = z.strictObject({ scheduleId: Id });
const path = "/schedules/{scheduleId}/queue" as const;
const tags = ["Queue"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;

const join = createRoute({
  method: "post",
  path,
  tags,
  summary: "Take a place in the queue, or go straight in when there is none",
  description: "Asking again gives the same place.",
  ...forFans,
  request: { params, body: { content: { "application/json": { schema: z.strictObject({}) } } } },
  responses: {
    201: json("Where you stand", Turn),
    ...refusals(...usual, "sale-not-open", "unavailable"),
  },
});

const board = createRoute({
  method: "get",
  path,
  tags,
  summary: "The board: who is being served",
  description:
    "Public, and the same for everybody. Where you stand is your number minus `nowServing`.",
  request: { params },
  responses: {
    200: json("The board", Board),
    ...refusals("invalid-request", "not-found", "unavailable"),
  },
});

const enter = createRoute({
  method: "post",
  path: `${path}/enter`,
  tags,
  summary: "Ask to be let in with the place you have",
  ...forFans,
  request: { params, ...jsonBody(Enter) },
  responses: {
    200: json("Still waiting, or in", Turn),
    ...refusals(...usual, "not-admitted", "sale-not-open", "place-spent", "unavailable"),
  },
});

const leave = createRoute({
  method: "delete",
  path,
  tags,
  summary: "Give up the place, or leave the shop",
  ...forFans,
  request: { params },
  responses: { 204: { description: "Left" }, ...refusals(...usual, "hold-open", "unavailable") },
});

export const queue = createRouter()
  .openapi(join, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const intake = c.env.INTAKE.getByName(`${scheduleId}:0`);
    const schedule = scheduleOf(c, scheduleId);

    let { number } = unwrap(await intake.join({ accountId, spent: null }));
    let entry = await schedule.enter({ accountId, number });
    if (!entry.ok && entry.code === "place-spent") {
      ({ number } = unwrap(await intake.join({ accountId, spent: number })));
      entry = await schedule.enter({ accountId, number });
    }
    return c.json(await turnOf(c, scheduleId, number, entry), 201);
  })
  .openapi(board, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return await cached<Board>(c, { ...live, freshMs: 1_000 }, async () =>
      jsonAnswer(unwrap(await scheduleOf(c, scheduleId).board())),
    );
  })
  .openapi(enter, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const number = await readPlace(c, scheduleId, c.req.valid("json").place);
    const { accountId } = c.var.session;
    const entry = await scheduleOf(c, scheduleId).enter({ accountId, number });
    return c.json(await turnOf(c, scheduleId, number, entry), 200);
  })
  .openapi(leave, async (c) => {
    const { scheduleId } = c.req.valid("param");
    unwrap(await scheduleOf(c, scheduleId).leave({ accountId: c.var.session.accountId }));
    return c.body(null, 204);
  });

const scheduleOf = (c: AppContext, scheduleId: string) => c.env.SCHEDULE.getByName(scheduleId);
