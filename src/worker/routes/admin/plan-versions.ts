import { createRoute, z } from "@hono/zod-openapi";
import { SavedPlanDraft } from "../../../contract/admin/plan-drafts.ts";
import {
  DraftVersionQuery,
  PlanAtVersion,
  PlanComparison,
  PlanPoint,
  PlanVersion,
  RestorePlanDraft,
  VenuePlans,
} from "../../../contract/admin/plan-versions.ts";
import { Id } from "../../../contract/ids.ts";
import { page, PageQuery, wholeNumber } from "../../../contract/paging.ts";
import { comparePlans } from "../../../contract/plan/checking/plan-comparison.ts";
import { replayed, restoringPatch } from "../../../contract/plan/editing/restoring.ts";
import { countPlaces } from "../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { deletePlanDraft, planDraftById, savePlanDraft } from "../../../db/admin/plan-drafts.ts";
import {
  planOfRevision,
  planVersions,
  venuePlans,
  versionSource,
} from "../../../db/admin/plan-versions.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusalsToAdmins, unwrap } from "../../problem.ts";

const tags = ["Admin: plans"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown", "unavailable");
const params = z.strictObject({ draftId: Id });
const ofVenue = z.strictObject({ venueId: Id });

const list = createRoute({
  method: "get",
  path: "/admin/venues/{venueId}/plans",
  tags,
  operationId: "listVenuePlans",
  summary: "List a venue's revisions with the dates that sell them, and its drafts",
  ...forStaff("venues.read"),
  request: { params: ofVenue },
  responses: { 200: json("The revisions and the drafts", VenuePlans), ...refused },
});

const compare = createRoute({
  method: "get",
  path: "/admin/venues/{venueId}/plan-comparison",
  tags,
  operationId: "comparePlans",
  summary:
    "Compare two revisions of a venue, or versions of its drafts, by the names of their places",
  ...forStaff("venues.read"),
  request: { params: ofVenue, query: z.strictObject({ from: PlanPoint, to: PlanPoint }) },
  responses: { 200: json("What the later one changes", PlanComparison), ...refused },
});

const versions = createRoute({
  method: "get",
  path: "/admin/plan-drafts/{draftId}/versions",
  tags,
  operationId: "listPlanVersions",
  summary: "List the saves of a draft, newest first",
  ...forStaff("venues.read"),
  request: { params, query: PageQuery },
  responses: { 200: json("A page of saves", page(PlanVersion)), ...refused },
});

const read = createRoute({
  method: "get",
  path: "/admin/plan-drafts/{draftId}/plan",
  tags,
  operationId: "getPlanVersion",
  summary: "Read any version of a draft; version 0 is what it began with",
  ...forStaff("venues.read"),
  request: { params, query: DraftVersionQuery },
  responses: { 200: json("The plan at that version", PlanAtVersion), ...refused },
});

const restore = createRoute({
  method: "post",
  path: "/admin/plan-drafts/{draftId}/restoration",
  tags,
  operationId: "restorePlanVersion",
  summary: "Bring back an old version of a draft as a new save",
  ...forStaff("venues.edit"),
  request: { params, ...jsonBody(RestorePlanDraft) },
  responses: { 201: json("The new version", SavedPlanDraft), ...refused },
});

const remove = createRoute({
  method: "delete",
  path: "/admin/plan-drafts/{draftId}",
  tags,
  operationId: "deletePlanDraft",
  summary: "Delete a draft that nobody else edits; revisions made from it stay",
  ...forStaff("venues.edit"),
  request: {
    params,
    query: z.strictObject({
      version: wholeNumber({ min: 0, max: 999_999, usual: -1 }, "The version that was seen"),
    }),
  },
  responses: { 204: { description: "It is deleted" }, ...refused },
});

export const adminPlanVersions = createRouter()
  .openapi(list, async (c) => {
    const wanted = { venueId: c.req.valid("param").venueId, scope: c.var.scope };
    return c.json(found(await venuePlans(booksOf(c), wanted)), 200);
  })
  .openapi(compare, async (c) => {
    const { venueId } = c.req.valid("param");
    const { from, to } = c.req.valid("query");
    const [earlier, later] = [await planAt(c, venueId, from), await planAt(c, venueId, to)];
    return c.json(comparePlans(earlier, later), 200);
  })
  .openapi(versions, async (c) => {
    const { draftId } = c.req.valid("param");
    const { cursor = null, limit } = c.req.valid("query");
    const wanted = { draftId, after: cursor, limit };
    return c.json(unwrap(await planVersions(booksOf(c), wanted)), 200);
  })
  .openapi(read, async (c) => {
    const { version } = c.req.valid("query");
    const plan = await versionOf(c, { draftId: c.req.valid("param").draftId, version });
    return c.json({ version, seatCount: countPlaces(plan), plan }, 200);
  })
  .openapi(restore, async (c) => {
    const { draftId: id } = c.req.valid("param");
    const { version, restore: wanted } = c.req.valid("json");
    const db = booksOf(c);
    const draft = found(await planDraftById(db, id));
    if (draft.version !== version) throw new ProblemError("conflict", `version ${draft.version}`);
    const plan = await versionOf(c, { draftId: id, version: wanted });
    const operations = [restoringPatch(draft.plan, plan)];
    const save = { id, version, operations, plan, seatCount: countPlaces(plan), by: writer(c) };
    return c.json(unwrap(await savePlanDraft(db, save)), 201);
  })
  .openapi(remove, async (c) => {
    const { draftId: id } = c.req.valid("param");
    const { version } = c.req.valid("query");
    if (version < 0)
      throw new ProblemError("invalid-request", "The version that was seen is needed");
    unwrap(await deletePlanDraft(booksOf(c), { id, version, by: writer(c) }));
    return c.body(null, 204);
  });

/** A version of a draft, of this venue if one is named. */
export async function versionOf(
  c: AppContext,
  wanted: { draftId: string; version: number; venueId?: string },
): Promise<SeatPlan> {
  const { plan, operations } = found(await versionSource(booksOf(c), wanted));
  return replayed(plan, operations);
}

async function planAt(c: AppContext, venueId: string, point: string): Promise<SeatPlan> {
  const [kind, name = "", version] = point.split(":");
  if (kind === "draft")
    return await versionOf(c, { draftId: Id.parse(name), version: Number(version), venueId });
  const wanted = { venueId, revision: Number(name), scope: c.var.scope };
  return found(await planOfRevision(booksOf(c), wanted)).plan;
}
