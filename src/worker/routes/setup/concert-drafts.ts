import { createRoute, z } from "@hono/zod-openapi";
import { copyOf, documentOf } from "../../../contract/concert-draft/copies.ts";
import { ConcertDocument, emptyDocument } from "../../../contract/concert-draft/documents.ts";
import {
  ConcertDraft,
  ConcertDrafts,
  CreateConcertDraft,
  SavedConcertDraft,
} from "../../../contract/concert-draft/drafts.ts";
import { Id } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import {
  concertDraftById,
  createConcertDraft,
  isConcertOf,
  listConcertDrafts,
  removeConcertDraft,
  saveConcertDraft,
} from "../../../db/setup/concert-drafts.ts";
import { adminConcert } from "../../../db/admin/changes/concerts.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { etagOf, IfMatch, seenRevision } from "../../requests/if-match.ts";
import { MakeOnceHeader, makeOnce } from "../../requests/make-once.ts";
import { unwrapChange } from "../admin/changed-meanwhile.ts";

const tags = ["Admin: concert drafts"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const revised = refusals("changed-meanwhile", "if-match-missing", "body-too-large");
const params = z.strictObject({ concertDraftId: Id });

const list = createRoute({
  method: "get",
  path: "/admin/concert-drafts",
  tags,
  operationId: "listConcertDrafts",
  summary: "List the drafts that are not published, the newest save first",
  ...forStaff("drafts.read"),
  request: { query: PageQuery },
  responses: { 200: json("A page of drafts", ConcertDrafts), ...refused },
});

const create = createRoute({
  method: "post",
  path: "/admin/concert-drafts",
  tags,
  operationId: "createConcertDraft",
  summary: "Begin the draft of a concert, empty or as a copy",
  ...forStaff("concerts.create"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateConcertDraft) },
  responses: {
    201: json("The draft", ConcertDraft),
    ...refused,
    ...refusals("idempotency-mismatch"),
  },
});

const read = createRoute({
  method: "get",
  path: "/admin/concert-drafts/{concertDraftId}",
  tags,
  operationId: "getConcertDraft",
  summary: "Read a draft after its last save",
  ...forStaff("drafts.read"),
  request: { params },
  responses: { 200: json("The draft", ConcertDraft), ...refused },
});

const save = createRoute({
  method: "put",
  path: "/admin/concert-drafts/{concertDraftId}",
  tags,
  operationId: "saveConcertDraft",
  summary: "Save the whole document of a draft",
  ...forStaff("concerts.create"),
  request: { params, headers: IfMatch, ...jsonBody(ConcertDocument) },
  responses: { 200: json("The new revision", SavedConcertDraft), ...refused, ...revised },
});

const remove = createRoute({
  method: "delete",
  path: "/admin/concert-drafts/{concertDraftId}",
  tags,
  operationId: "removeConcertDraft",
  summary: "Remove a draft that has not been published",
  ...forStaff("concerts.create"),
  request: { params, headers: IfMatch },
  responses: { 204: { description: "The draft is gone" }, ...refused, ...revised },
});

export const adminConcertDrafts = createRouter()
  .openapi(list, async (c) => {
    const { cursor = null, limit } = c.req.valid("query");
    const { organizationId } = c.var.scope;
    const wanted = { organizationId, after: cursor, limit };
    return c.json(unwrap(await listConcertDrafts(booksOf(c), wanted)), 200);
  })
  .openapi(create, async (c) => {
    const asked = c.req.valid("json");
    const given = await begun(c, asked);
    const draft = await makeOnce(c, asked, {
      make: (db, id) => createConcertDraft(db, { id, by: writer(c), document: given }),
      again: concertDraftById,
    });
    return c.json(draft, 201, etagOf(draft));
  })
  .openapi(read, async (c) => {
    const { concertDraftId } = c.req.valid("param");
    const draft = found(await concertDraftById(booksOf(c), concertDraftId));
    return c.json(draft, 200, etagOf(draft));
  })
  .openapi(save, async (c) => {
    const { concertDraftId: id } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { id, seen, by: writer(c), document: c.req.valid("json") };
    const outcome = await saveConcertDraft(booksOf(c), wanted);
    const saved = await unwrapChange(c, outcome, { rowId: id, seen });
    return c.json(saved, 200, etagOf(saved));
  })
  .openapi(remove, async (c) => {
    const { concertDraftId: id } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const outcome = await removeConcertDraft(booksOf(c), { id, seen, by: writer(c) });
    await unwrapChange(c, outcome, { rowId: id, seen });
    return c.body(null, 204);
  });

/** The document that a new draft begins with. What it is a copy of belongs to the same organization. */
async function begun(
  c: AppContext,
  { fromDraftId, fromConcertId, shiftDays }: CreateConcertDraft,
): Promise<ConcertDocument> {
  const db = booksOf(c);
  const { organizationId } = c.var.scope;
  if (fromDraftId !== undefined) {
    const draft = found(await concertDraftById(db, fromDraftId, organizationId));
    return copyOf(draft.document, shiftDays);
  }
  if (fromConcertId === undefined) return emptyDocument();
  const isOurs = await isConcertOf(db, { concertId: fromConcertId, organizationId });
  const concert = isOurs
    ? await adminConcert(db, { concertId: fromConcertId, now: Date.now() })
    : null;
  return copyOf(documentOf(found(concert)), shiftDays);
}
