import { createRoute, z } from "@hono/zod-openapi";
import { CancellationStory, CancelledShows } from "../../contract/admin-shows.ts";
import { Id } from "../../contract/ids.ts";
import { cancellationStory, cancelledShows } from "../../db/admin-shows.ts";
import { booksOf, found } from "../books.ts";
import { createRouter, json } from "../hono.ts";
import { forAdmins } from "../identity/session.ts";
import { cancelShow } from "../payment/show-cancellation.ts";
import { ProblemError, refusals } from "../problem.ts";

const tags = ["Admin: money"];
const usual = [
  "invalid-request",
  "unauthenticated",
  "token-expired",
  "session-ended",
  "forbidden",
] as const;
const refused = refusals(...usual, "not-found", "unavailable");
const params = z.strictObject({ scheduleId: Id });
const path = "/admin/schedules/{scheduleId}/cancellation" as const;
const shownMax = 50;

const list = createRoute({
  method: "get",
  path: "/admin/cancellations",
  tags,
  summary: "The shows that were called off last, unfinished ones first",
  ...forAdmins,
  responses: { 200: json("The shows", CancelledShows), ...refused },
});

const read = createRoute({
  method: "get",
  path,
  tags,
  summary: "How far a cancellation is; of a show that is still on, what it would mean",
  ...forAdmins,
  request: {
    params,
    query: z.strictObject({
      compensationPercent: z.coerce.number().int().min(0).max(100).default(10),
    }),
  },
  responses: { 200: json("How far it is", CancellationStory), ...refused },
});

const goOn = createRoute({
  method: "post",
  path: `${path}/continuation`,
  tags,
  summary: "Go on with the refunds of a cancelled show now; the cron does so each minute",
  ...forAdmins,
  request: { params },
  responses: {
    200: json("How far it is then", CancellationStory),
    ...refused,
    ...refusals("conflict", "outcome-unknown"),
  },
});

export const adminShows = createRouter()
  .openapi(list, async (c) =>
    c.json({ items: await cancelledShows(booksOf(c), { limit: shownMax }) }, 200),
  )
  .openapi(read, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const asked = { scheduleId, ...c.req.valid("query") };
    return c.json(found(await cancellationStory(booksOf(c), asked)), 200);
  })
  .openapi(goOn, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const db = booksOf(c);
    const asked = { scheduleId, compensationPercent: 0 };
    if (found(await cancellationStory(db, asked)).state === "planned")
      throw new ProblemError("conflict", "The show was not called off");
    await cancelShow(c.env, db, scheduleId);
    return c.json(found(await cancellationStory(db, asked)), 200);
  });
