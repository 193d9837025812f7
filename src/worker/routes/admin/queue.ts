import { createRoute, z } from "@hono/zod-openapi";
import { Created, CreatePresale, ExtendHolds } from "../../../contract/admin/catalog-changes.ts";
import { Id, Time } from "../../../contract/ids.ts";
import { QueueReport } from "../../../contract/sale/queue.ts";
import { logAct } from "../../../db/admin/audit.ts";
import { createPresale } from "../../../db/sale/presales.ts";
import { scheduleById } from "../../../db/catalog/schedules.ts";
import { booksOf, writer } from "../../books.ts";
import { sha256 } from "../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { purgeConcert } from "./catalog.ts";
import { forgetQueueFacts } from "../../queue/queue-facts.ts";
import { MakeOnceHeader, makeOne } from "../../requests/make-once.ts";

const params = z.strictObject({ scheduleId: Id });
const path = "/admin/schedules/{scheduleId}" as const;
const tags = ["Admin"];
const refused = refusalsToAdmins("not-found", "unavailable", "outcome-unknown");
const hourMs = 3_600_000;

const addPresale = createRoute({
  method: "post",
  path: `${path}/presales`,
  tags,
  operationId: "createPresale",
  summary: "Add a presale with its codes and its list, before the lobby of the general sale",
  ...forStaff("presales.edit"),
  request: { params, headers: MakeOnceHeader, ...jsonBody(CreatePresale) },
  responses: {
    201: json("The presale's id", Created),
    ...refused,
    ...refusals("conflict", "body-too-large", "idempotency-mismatch"),
  },
});

const extendHolds = createRoute({
  method: "post",
  path: `${path}/holds/extension`,
  tags,
  operationId: "extendAllHolds",
  summary: "Extend all holds of a schedule",
  ...forStaff("sales.control"),
  request: { params, ...jsonBody(ExtendHolds) },
  responses: { 204: { description: "The holds are extended" }, ...refused },
});

const report = createRoute({
  method: "get",
  path: `${path}/queue`,
  tags,
  operationId: "getQueueReport",
  summary: "Get the state of the queue, now and over time",
  ...forStaff("sales.read"),
  request: {
    params,
    query: z.strictObject({
      since: Time.optional().meta({ description: "When `series` begins; an hour ago if left out" }),
    }),
  },
  responses: { 200: json("The queue", QueueReport), ...refused },
});

export const adminQueue = createRouter()
  .openapi(addPresale, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { codes, ...presale } = c.req.valid("json");
    const hashed = await Promise.all(
      codes.map(async ({ code, usesMax }) => ({ hash: await sha256(code), usesMax })),
    );
    const wanted = { scheduleId, by: writer(c), presale: { ...presale, codes: hashed } };
    const created = await makeOne(c, { ...presale, codes }, (db, id) =>
      createPresale(db, { id, ...wanted }),
    );
    unwrap(await c.env.SCHEDULE.getByName(scheduleId).refresh());
    forgetQueueFacts(scheduleId);
    const schedule = await scheduleById(booksOf(c), { scheduleId, now: Date.now() });
    if (schedule) await purgeConcert(c, schedule.concertId, scheduleId);
    return c.json(created, 201);
  })
  .openapi(extendHolds, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { minutes } = c.req.valid("json");
    const act = { by: writer(c), action: "holds.extend", subject: scheduleId, after: { minutes } };
    // The books come first: they know whether the session has been ended.
    await logAct(booksOf(c), act);
    unwrap(await c.env.SCHEDULE.getByName(scheduleId).extendAll(minutes * 60_000));
    return c.body(null, 204);
  })
  .openapi(report, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { since } = c.req.valid("query");
    const sinceMs = since === undefined ? Date.now() - hourMs : Date.parse(since);
    const { now, series } = unwrap(await c.env.SCHEDULE.getByName(scheduleId).census(sinceMs));
    const timed = ({ at, ...counts }: typeof now) => ({
      ...counts,
      at: new Date(at).toISOString(),
    });
    return c.json({ now: timed(now), series: series.map(timed) }, 200);
  });
