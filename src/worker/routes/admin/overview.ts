import { createRoute, z } from "@hono/zod-openapi";
import { AdminOverview, AdminSchedules, WatchedSale } from "../../../contract/admin/sales.ts";
import { Id, Time } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { adminOverview } from "../../../db/admin/overview.ts";
import { adminSchedule, listAdminSchedules } from "../../../db/admin/schedules.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff, reach } from "../../identity/staff.ts";
import { refusals, unwrap } from "../../problem.ts";
import { livesOf } from "../../metrics/sales-watch.ts";

const tags = ["Admin: watching"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "forbidden"] as const;
const refused = refusals(...usual, "not-found", "unavailable");
const dayMs = 86_400_000;

const overview = createRoute({
  method: "get",
  path: "/admin/overview",
  tags,
  operationId: "getOverview",
  summary: "Get today's sales, what is being sold, and what needs attention",
  ...forStaff("sales.read"),
  request: {
    query: z.strictObject({
      since: Time.optional().meta({ description: "When today began; a day ago if left out" }),
    }),
  },
  responses: { 200: json("The overview", AdminOverview), ...refused },
});

const schedules = createRoute({
  method: "get",
  path: "/admin/schedules",
  tags,
  operationId: "listAdminSchedules",
  summary: "List all dates, nearest first; search by concert, artist or slug",
  ...forStaff("sales.read"),
  request: {
    query: PageQuery.extend({
      when: z
        .enum(["coming", "past"])
        .default("coming")
        .meta({ description: "Upcoming or past dates" }),
      search: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .meta({ description: "Part of a title, an artist or a slug" }),
    }),
  },
  responses: { 200: json("A page of dates", AdminSchedules), ...refused },
});

const schedule = createRoute({
  method: "get",
  path: "/admin/schedules/{scheduleId}",
  tags,
  operationId: "getAdminSchedule",
  summary: "Get a date with its sale as it stands",
  ...forStaff("sales.read"),
  request: { params: z.strictObject({ scheduleId: Id }) },
  responses: { 200: json("The date", WatchedSale), ...refused },
});

export const adminOverviews = createRouter()
  .openapi(overview, async (c) => {
    const now = Date.now();
    const { since } = c.req.valid("query");
    // No further back than a week: this reads every sale since then.
    const sinceMs = Math.max(
      now - 7 * dayMs,
      since === undefined ? now - dayMs : Date.parse(since),
    );
    const askedAt = performance.now();
    const { sales, ...shown } = await adminOverview(booksOf(c), {
      scope: c.var.scope,
      money: reach(c, "finance.read"),
      isOperator: reach(c, "deployment.read") !== null,
      since: sinceMs,
      now,
    });
    const booksMs = Math.round(performance.now() - askedAt);
    const lives = await livesOf(
      c.env,
      sales.map(({ id }) => id),
    );
    const silentSales = [...lives.values()].filter((live) => live === null).length;
    const hasGateway = c.env.PAYMENT_GATEWAY_SECRET !== undefined;
    return c.json(
      {
        ...shown,
        serverTime: new Date(now).toISOString(),
        since: new Date(sinceMs).toISOString(),
        sales: sales.map((one) => ({ schedule: one, live: lives.get(one.id)?.census ?? null })),
        health: { booksMs, silentSales, hasGateway },
      },
      200,
    );
  })
  .openapi(schedules, async (c) => {
    const { when, search = null, cursor = null, limit } = c.req.valid("query");
    const wanted = { scope: c.var.scope, when, search, after: cursor, limit, now: Date.now() };
    return c.json(unwrap(await listAdminSchedules(booksOf(c), wanted)), 200);
  })
  .openapi(schedule, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const one = found(await adminSchedule(booksOf(c), { scheduleId, now: Date.now() }));
    const lives = await livesOf(c.env, [scheduleId]);
    return c.json({ schedule: one, live: lives.get(scheduleId)?.census ?? null }, 200);
  });
