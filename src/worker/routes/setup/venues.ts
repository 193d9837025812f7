import { createRoute, z } from "@hono/zod-openapi";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import {
  AdminVenue,
  AdminVenues,
  AdminVenuesQuery,
  CreateVenue,
  VenueChange,
} from "../../../contract/admin/venues.ts";
import { Id } from "../../../contract/ids.ts";
import type { Outcome } from "../../../contract/problems.ts";
import {
  archiveVenue,
  changeVenue,
  createVenue,
  datesToCome,
  listVenues,
  venueById,
} from "../../../db/setup/venues.ts";
import { concertsAt } from "../../../db/catalog/addresses.ts";
import type { AppContext } from "../../app-env.ts";
import { purge } from "../../caching/edge-cache.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { etagOf, IfMatch, seenRevision } from "../../requests/if-match.ts";
import { MakeOnceHeader, makeOne } from "../../requests/make-once.ts";
import { unwrapChange } from "../admin/changed-meanwhile.ts";

const tags = ["Admin: venues"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const params = z.strictObject({ venueId: Id });
/** A refusal names so many of the dates that are to come. */
const namedMax = 20;
/** The pages of so many concerts are dropped; those of others last a few seconds more. */
const purgedMax = 200;

const list = createRoute({
  method: "get",
  path: "/admin/venues",
  tags,
  operationId: "listVenues",
  summary: "List the venues, the newest first, or find some of them",
  ...forStaff("venues.read"),
  request: { query: AdminVenuesQuery },
  responses: { 200: json("A page of venues", AdminVenues), ...refused },
});

const add = createRoute({
  method: "post",
  path: "/admin/venues",
  tags,
  operationId: "createVenue",
  summary: "Add a venue",
  ...forStaff("venues.edit"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateVenue) },
  responses: {
    201: json("The venue's id", Created),
    ...refused,
    ...refusals("idempotency-mismatch"),
  },
});

const read = createRoute({
  method: "get",
  path: "/admin/venues/{venueId}",
  tags,
  operationId: "getVenue",
  summary: "Get a venue",
  ...forStaff("venues.read"),
  request: { params },
  responses: { 200: json("The venue", AdminVenue), ...refused },
});

const change = createRoute({
  method: "put",
  path: "/admin/venues/{venueId}",
  tags,
  operationId: "changeVenue",
  summary: "Change a venue; its time zone stays while dates are to come",
  ...forStaff("venues.edit"),
  request: { params, headers: IfMatch, ...jsonBody(VenueChange) },
  responses: {
    200: json("The venue as it is now", AdminVenue),
    ...refused,
    ...refusals("changed-meanwhile", "if-match-missing"),
  },
});

const archive = createRoute({
  method: "post",
  path: "/admin/venues/{venueId}/archive",
  tags,
  operationId: "archiveVenue",
  summary: "Plan nothing new at a venue that has no dates to come",
  ...forStaff("venues.edit"),
  request: { params },
  responses: { 200: json("The venue as it is now", AdminVenue), ...refused },
});

const restore = createRoute({
  method: "post",
  path: "/admin/venues/{venueId}/restore",
  tags,
  operationId: "restoreVenue",
  summary: "Take an archived venue back into use",
  ...forStaff("venues.edit"),
  request: { params },
  responses: { 200: json("The venue as it is now", AdminVenue), ...refused },
});

export const adminVenues = createRouter()
  .openapi(list, async (c) => {
    const { cursor = null, limit, search, archived } = c.req.valid("query");
    const filter = { search, isArchived: archived === "yes" };
    const wanted = { scope: c.var.scope, ...filter, after: cursor, limit, now: Date.now() };
    return c.json(unwrap(await listVenues(booksOf(c), wanted)), 200);
  })
  .openapi(add, async (c) => {
    const venue = c.req.valid("json");
    const made = await makeOne(c, venue, (db, id) => createVenue(db, { id, by: writer(c), venue }));
    return c.json(made, 201);
  })
  .openapi(read, async (c) => {
    const venue = await venueNow(c, c.req.valid("param").venueId);
    return c.json(venue, 200, etagOf(venue));
  })
  .openapi(change, async (c) => {
    const { venueId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const asked = { venueId, seen, change: c.req.valid("json"), by: writer(c), now: Date.now() };
    const changed = await changeVenue(booksOf(c), asked);
    await tellDates(c, venueId, changed, "The time zone stays while dates are to come");
    await unwrapChange(c, changed, { rowId: venueId, seen });
    const known = { venueId, now: Date.now(), limit: purgedMax };
    const pages = (await concertsAt(booksOf(c), known)).flatMap(({ id, slug }) => [id, slug]);
    await purge(c, ["/concerts", ...pages.map((name) => `/concerts/${name}`)]);
    const venue = await venueNow(c, venueId);
    return c.json(venue, 200, etagOf(venue));
  })
  .openapi(archive, async (c) => {
    const venue = await setArchived(c, c.req.valid("param").venueId, true);
    return c.json(venue, 200, etagOf(venue));
  })
  .openapi(restore, async (c) => {
    const venue = await setArchived(c, c.req.valid("param").venueId, false);
    return c.json(venue, 200, etagOf(venue));
  });

async function setArchived(
  c: AppContext,
  venueId: string,
  isArchived: boolean,
): Promise<AdminVenue> {
  const wanted = { venueId, isArchived, by: writer(c), now: Date.now() };
  const archived = await archiveVenue(booksOf(c), wanted);
  await tellDates(c, venueId, archived, "A venue is archived only when no dates are to come");
  unwrap(archived);
  return venueNow(c, venueId);
}

const venueNow = async (c: AppContext, venueId: string): Promise<AdminVenue> =>
  found(await venueById(booksOf(c), { venueId, now: Date.now() }));

/** A change that dates stand in the way of is refused with the dates. */
async function tellDates(
  c: AppContext,
  venueId: string,
  outcome: Outcome<unknown>,
  why: string,
): Promise<void> {
  if (outcome.ok || outcome.code !== "conflict") return;
  const dates = await datesToCome(booksOf(c), { venueId, now: Date.now(), limit: namedMax });
  const errors = dates.map(({ scheduleId, title, startsAt }) => ({
    pointer: `/dates/${scheduleId}`,
    detail: `${title.ko} · ${title.en} · ${startsAt}`,
  }));
  throw new ProblemError("conflict", why, errors);
}
