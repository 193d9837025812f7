import { createRoute, z } from "@hono/zod-openapi";
import {
  type ConcertDraft,
  ConcertPreview,
  DraftReadiness,
  PublishedConcert,
} from "../../../contract/concert-draft/drafts.ts";
import { planFactsOf } from "../../../contract/concert-draft/plan-facts.ts";
import { previewOf } from "../../../contract/concert-draft/preview.ts";
import { publicationOf } from "../../../contract/concert-draft/publication.ts";
import { blocking, readinessOf } from "../../../contract/concert-draft/readiness.ts";
import { Id } from "../../../contract/ids.ts";
import { refuse } from "../../../contract/problems.ts";
import { concertDraftById } from "../../../db/setup/concert-drafts.ts";
import { draftSurroundings, publishConcertDraft } from "../../../db/setup/concert-publication.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins } from "../../problem.ts";
import { IfMatch, seenRevision } from "../../requests/if-match.ts";
import { scheduleMade } from "../../requests/known-schedules.ts";
import { purgeConcert } from "../admin/catalog.ts";
import { unwrapChange } from "../admin/changed-meanwhile.ts";

const tags = ["Admin: concert drafts"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const params = z.strictObject({ concertDraftId: Id });

const check = createRoute({
  method: "get",
  path: "/admin/concert-drafts/{concertDraftId}/readiness",
  tags,
  operationId: "checkConcertDraft",
  summary: "Check what a draft lacks before it can be published",
  ...forStaff("drafts.read"),
  request: { params },
  responses: { 200: json("The findings, step by step", DraftReadiness), ...refused },
});

const preview = createRoute({
  method: "get",
  path: "/admin/concert-drafts/{concertDraftId}/preview",
  tags,
  operationId: "previewConcertDraft",
  summary: "Get a draft as fans would see it",
  ...forStaff("drafts.read"),
  request: { params },
  responses: { 200: json("The concert with its dates", ConcertPreview), ...refused },
});

const publish = createRoute({
  method: "post",
  path: "/admin/concert-drafts/{concertDraftId}/publication",
  tags,
  operationId: "publishConcertDraft",
  summary: "Make a concert of a draft, with all its dates, prices and presales",
  description:
    "It appears at once, or at the document's `publishAt`. A repeat answers the same concert and changes nothing.",
  ...forStaff("concerts.create"),
  request: { params, headers: IfMatch },
  responses: {
    200: json("The concert", PublishedConcert),
    ...refused,
    ...refusals("changed-meanwhile", "if-match-missing", "draft-not-ready"),
  },
});

export const adminConcertPublication = createRouter()
  .openapi(check, async (c) => {
    const { facts } = await known(c, c.req.valid("param").concertDraftId);
    return c.json({ findings: readinessOf(facts) }, 200);
  })
  .openapi(preview, async (c) => {
    const { concertDraftId: draftId } = c.req.valid("param");
    const { venue, facts } = await known(c, draftId);
    return c.json(previewOf({ ...facts, draftId, venue }), 200);
  })
  .openapi(publish, async (c) => {
    const { concertDraftId: id } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const { draft, facts } = await known(c, id);
    // A published draft is a repeat after the answer was lost: it has given away its codes, and time has passed.
    if (draft.concertId === null) {
      // Only the checked revision may be published, and the books publish the one that was seen.
      if (draft.revision !== seen) {
        const refused = refuse("changed-meanwhile", String(draft.revision));
        return await unwrapChange<never>(c, refused, { rowId: id, seen });
      }
      mustBeReady(facts);
    }
    const { plan, venue, nowMs: now } = facts;
    const timeZone = venue?.timeZone ?? "";
    const publication = plan && venue ? publicationOf(facts.document, { timeZone, plan }) : null;
    if (publication) publication.concert.slugFromTitle ||= `concert-${id.slice(0, 8)}`;
    const wanted = { id, seen, by: writer(c), timeZone, publication, now };
    const outcome = await publishConcertDraft(booksOf(c), wanted);
    const published = await unwrapChange(c, outcome, { rowId: id, seen });
    if (await purgeConcert(c, published.concertId))
      for (const scheduleId of published.scheduleIds) scheduleMade(scheduleId);
    return c.json(published, 200);
  });

type Known = Awaited<ReturnType<typeof known>>;

/** A draft with all that it names and that the checks look at. */
async function known(c: AppContext, id: string) {
  const db = booksOf(c);
  const draft: ConcertDraft = found(await concertDraftById(db, id));
  const { organizationId } = c.var.scope;
  const { venueId, planHash } = draft.document;
  // The draft names the venue, so this takes a second round trip.
  const around = await draftSurroundings(db, { organizationId, venueId, planHash });
  const facts = {
    document: draft.document,
    venue: around.venue,
    plan: around.plan && planHash !== null ? planFactsOf(planHash, around.plan) : null,
    organization: around.organization,
    categories: around.categories,
    nowMs: Date.now(),
  };
  return { draft, venue: venueIn(around), facts };
}

function venueIn({ venue }: Awaited<ReturnType<typeof draftSurroundings>>) {
  if (!venue) return null;
  const { capacity: _, archivedAt: __, ...details } = venue;
  return details;
}

function mustBeReady(facts: Known["facts"]): void {
  const errors = blocking(readinessOf(facts)).map(({ code, pointers: [pointer = ""], numbers }) => {
    const figures = Object.entries(numbers).map(([name, count]) => ` ${name}=${count}`);
    return { pointer, detail: `${code}${figures.join("")}` };
  });
  if (errors.length > 0) throw new ProblemError("draft-not-ready", undefined, errors);
}
