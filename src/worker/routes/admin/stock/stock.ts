import { createRoute, z } from "@hono/zod-openapi";
import {
  ChangeStock,
  CreateStock,
  PreviewStock,
  ScheduleStock,
  StockBlockSeats,
  StockPreview,
} from "../../../../contract/admin/stock/stock.ts";
import { Id } from "../../../../contract/ids.ts";
import type { AskedStock } from "../../../../objects/schedule-calls.ts";
import type { AppContext } from "../../../app-env.ts";
import { found } from "../../../books.ts";
import { IdempotencyHeader, idempotencyKey } from "../../../buying/idempotency.ts";
import { derivedId } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, originOf } from "../../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";
import { aboutOf, channelOf } from "./stock-channels.ts";

const params = z.strictObject({ scheduleId: Id });
const blockParams = z.strictObject({ scheduleId: Id, blockId: Id });
const path = "/admin/schedules/{scheduleId}/stock" as const;
const tags = ["Admin: stock"];
const refused = refusalsToAdmins("not-found", "unavailable", "outcome-unknown");
const takes = refusals("seat-taken", "unknown-seat", "conflict", "body-too-large");

const list = createRoute({
  method: "get",
  path,
  tags,
  operationId: "listStock",
  summary: "List the blocks of seats of a date, with what is left of each",
  ...forStaff("stock.read"),
  request: { params },
  responses: { 200: json("The blocks", ScheduleStock), ...refused },
});

const read = createRoute({
  method: "get",
  path: `${path}/{blockId}`,
  tags,
  operationId: "getStockBlock",
  summary: "Get a block with its seats",
  ...forStaff("stock.read"),
  request: { params: blockParams },
  responses: { 200: json("The block", StockBlockSeats), ...refused },
});

const preview = createRoute({
  method: "post",
  path: `${path}/preview`,
  tags,
  operationId: "previewStock",
  summary: "See what a change of these seats would touch now",
  ...forStaff("stock.read"),
  request: { params, ...jsonBody(PreviewStock) },
  responses: {
    200: json("What the seats are now", StockPreview),
    ...refused,
    ...refusals("body-too-large"),
  },
});

const create = createRoute({
  method: "post",
  path,
  tags,
  operationId: "createStock",
  summary: "Take seats off the public sale, as a block",
  description:
    "Sold seats are refused, and so are seats that fans hold, unless `whenFree` says that the block gets them afterwards.",
  ...forStaff("stock.edit"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(CreateStock) },
  responses: {
    201: json("The block", StockBlockSeats),
    ...refused,
    ...takes,
    ...refusals("idempotency-key-missing", "idempotency-mismatch"),
  },
});

const change = createRoute({
  method: "patch",
  path: `${path}/{blockId}`,
  tags,
  operationId: "changeStock",
  summary: "Change a block: its words, its release, its seats",
  ...forStaff("stock.edit"),
  request: { params: blockParams, ...jsonBody(ChangeStock) },
  responses: {
    200: json("The block", StockBlockSeats),
    ...refused,
    ...takes,
    ...refusals("changed-meanwhile"),
  },
});

const release = createRoute({
  method: "post",
  path: `${path}/{blockId}/release`,
  tags,
  operationId: "releaseStock",
  summary: "End a block: its free seats go to the waitlist, or on sale",
  ...forStaff("stock.edit"),
  request: {
    params: blockParams,
    body: { content: { "application/json": { schema: z.strictObject({}) } } },
  },
  responses: { 204: { description: "The block is over" }, ...refused },
});

export const adminStock = createRouter()
  .openapi(list, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return c.json(unwrap(await c.env.SCHEDULE.getByName(scheduleId).stock()), 200);
  })
  .openapi(preview, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { seats } = c.req.valid("json");
    return c.json(unwrap(await c.env.SCHEDULE.getByName(scheduleId).previewStock(seats)), 200);
  })
  .openapi(read, async (c) => {
    const { scheduleId, blockId } = c.req.valid("param");
    const block = unwrap(await c.env.SCHEDULE.getByName(scheduleId).stockBlock(blockId));
    return c.json(found(block), 200);
  })
  .openapi(create, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const {
      seats: add,
      code,
      releaseAt,
      whenFree,
      isMoving,
      isPartial,
      ...facts
    } = c.req.valid("json");
    const about = aboutOf(facts);
    const blockId = await derivedId(
      `stock|${c.var.session.accountId}|${scheduleId}|${idempotencyKey(c)}`,
    );
    const asked = {
      blockId,
      seen: null,
      channel: await channelOf(about, code),
      releaseAt: releaseAt === null ? null : Date.parse(releaseAt),
      about,
      add,
      remove: [],
      whenFree,
      isMoving,
      isPartial,
      by: actorOf(c),
    };
    return c.json(
      found(unwrap(await c.env.SCHEDULE.getByName(scheduleId).changeStock(asked))),
      201,
    );
  })
  .openapi(change, async (c) => {
    const { scheduleId, blockId } = c.req.valid("param");
    const { reason, owner, note, releaseAt, ...wanted } = c.req.valid("json");
    const asked: AskedStock = {
      blockId,
      ...wanted,
      about: {
        ...(reason && { reason }),
        ...(owner !== undefined && { owner }),
        ...(note !== undefined && { note }),
      },
      ...(releaseAt !== undefined && {
        releaseAt: releaseAt === null ? null : Date.parse(releaseAt),
      }),
      by: actorOf(c),
    };
    return c.json(
      found(unwrap(await c.env.SCHEDULE.getByName(scheduleId).changeStock(asked))),
      200,
    );
  })
  .openapi(release, async (c) => {
    const { scheduleId, blockId } = c.req.valid("param");
    const schedule = c.env.SCHEDULE.getByName(scheduleId);
    unwrap(await schedule.releaseStock({ blockId, by: actorOf(c) }));
    return c.body(null, 204);
  });

const actorOf = (c: AppContext): AskedStock["by"] => ({
  accountId: c.var.session.accountId,
  requestId: c.var.requestId,
  origin: originOf(c),
});
