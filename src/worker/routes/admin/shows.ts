import { createRoute, z } from "@hono/zod-openapi";
import { CancellationStory, CancelledShows } from "../../../contract/admin/shows.ts";
import { wholeNumber } from "../../../contract/paging.ts";
import { Id } from "../../../contract/ids.ts";
import {
  CancelShow,
  SaleTerms,
  ShowCancellation,
  TermsChange,
} from "../../../contract/money/refunds.ts";
import { cancellationStory, cancelledShows } from "../../../db/admin/shows.ts";
import { logAct } from "../../../db/admin/audit.ts";
import { changeTerms } from "../../../db/sale/sale-terms.ts";
import {
  beginShowCancellation,
  previewShowCancellation,
} from "../../../db/money/show-cancellation.ts";
import { booksFromHere, booksOf, found, writer } from "../../books.ts";
import { forgetTerms } from "../../buying/pricing.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { cancelShow } from "../../payment/show-cancellation.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { etagOf, IfMatchOptional, seenIfSent } from "../../requests/if-match.ts";
import { unwrapChange } from "./changed-meanwhile.ts";

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found", "conflict", "unavailable", "outcome-unknown");
const params = z.strictObject({ scheduleId: Id });
const path = "/admin/schedules/{scheduleId}/cancellation" as const;
const shownMax = 50;

const list = createRoute({
  method: "get",
  path: "/admin/cancellations",
  tags,
  operationId: "listCancellations",
  summary: "List canceled shows, unfinished ones first",
  ...forStaff("shows.read"),
  responses: { 200: json("The shows", CancelledShows), ...refused },
});

const read = createRoute({
  method: "get",
  path,
  tags,
  operationId: "getCancellation",
  summary: "Get the progress of a show's cancellation, or a preview of one",
  ...forStaff("shows.read"),
  request: {
    params,
    query: z.strictObject({
      compensationPercent: wholeNumber(
        { min: 0, max: 100, usual: 10 },
        "The compensation to work out the preview with, in percent of the price",
      ),
    }),
  },
  responses: { 200: json("The progress", CancellationStory), ...refused },
});

const callOff = createRoute({
  method: "post",
  path,
  tags,
  operationId: "cancelSchedule",
  summary: "Cancel a show and refund every order, or preview that with `isDryRun`",
  ...forStaff("shows.cancel"),
  request: { params, ...jsonBody(CancelShow) },
  responses: { 200: json("The progress", ShowCancellation), ...refused },
});

const goOn = createRoute({
  method: "post",
  path: `${path}/continuation`,
  tags,
  operationId: "continueCancellation",
  summary: "Continue the refunds of a canceled show now instead of within a minute",
  ...forStaff("shows.cancel"),
  request: { params },
  responses: { 200: json("The progress afterwards", CancellationStory), ...refused },
});

const terms = createRoute({
  method: "post",
  path: "/admin/schedules/{scheduleId}/terms",
  tags,
  operationId: "changeTerms",
  summary: "Change discounts, refund rules or the time for deposits; existing orders keep theirs",
  ...forStaff("terms.edit"),
  request: { params, headers: IfMatchOptional, ...jsonBody(TermsChange) },
  responses: {
    200: json("The terms as they are now", SaleTerms),
    ...refused,
    ...refusals("changed-meanwhile"),
  },
});

export const adminShows = createRouter()
  .openapi(terms, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const change = c.req.valid("json");
    const seen = seenIfSent(c.req.valid("header"));
    const wanted = { scheduleId, by: writer(c), change, seen };
    const asked = { rowId: scheduleId, seen: seen ?? 0 };
    const changed = await unwrapChange(c, await changeTerms(booksOf(c), wanted), asked);
    forgetTerms(scheduleId);
    return c.json(changed.terms, 200, etagOf(changed));
  })
  .openapi(list, async (c) =>
    c.json(
      { items: await cancelledShows(booksOf(c), { scope: c.var.scope, limit: shownMax }) },
      200,
    ),
  )
  .openapi(read, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const asked = { scheduleId, ...c.req.valid("query") };
    return c.json(found(await cancellationStory(booksOf(c), asked)), 200);
  })
  .openapi(callOff, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { isDryRun, reason, compensationPercent } = c.req.valid("json");
    const db = booksOf(c);
    const asked = { scheduleId, compensationPercent };
    if (isDryRun) return c.json(unwrap(await previewShowCancellation(db, asked)), 200);
    const begun = unwrap(await beginShowCancellation(db, { ...asked, by: writer(c), reason }));
    // From now on the sale is over; the cron refunds the buyers.
    unwrap(await c.env.SCHEDULE.getByName(scheduleId).refresh());
    return c.json(begun, 200);
  })
  .openapi(goOn, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const asked = { scheduleId, compensationPercent: 0 };
    if (found(await cancellationStory(booksOf(c), asked)).state === "planned")
      throw new ProblemError("conflict", "The show has not been canceled");
    const act = { by: writer(c), action: "show.continue", subject: scheduleId, after: {} };
    await logAct(booksOf(c), act);
    const db = booksFromHere(c);
    await cancelShow(c.env, db, scheduleId);
    return c.json(found(await cancellationStory(db, asked)), 200);
  });
