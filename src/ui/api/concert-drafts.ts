import type { VenuePlans } from "../../contract/admin/plan-versions.ts";
import type { AdminVenue } from "../../contract/admin/venues.ts";
import type { ConcertDocument } from "../../contract/concert-draft/documents.ts";
import type {
  ConcertDraft,
  ConcertDraftSummary,
  ConcertPreview,
  CreateConcertDraft,
  PublishedConcert,
  SavedConcertDraft,
} from "../../contract/concert-draft/drafts.ts";
import { withQuery } from "./admin.ts";
import type { Page } from "./concerts.ts";
import { request } from "./request.ts";
import { makeOnce } from "./setup/make-once.ts";

const draftAt = (id: string) => `/admin/concert-drafts/${encodeURIComponent(id)}`;

export const listConcertDrafts = (cursor?: string) =>
  request<Page<ConcertDraftSummary>>(withQuery("/admin/concert-drafts", { cursor }));
export const createConcertDraft = (from: Partial<CreateConcertDraft> = {}) =>
  makeOnce<ConcertDraft>("/admin/concert-drafts", from);
export const getConcertDraft = (id: string) => request<ConcertDraft>(draftAt(id));
/** One attempt: the editing repeats it itself, with what is newest then. */
export const saveConcertDraft = (id: string, revision: number, document: ConcertDocument) =>
  request<SavedConcertDraft>(draftAt(id), {
    method: "PUT",
    body: document,
    ifMatch: revision,
    attemptsMax: 1,
  });
export const removeConcertDraft = (id: string, revision: number) =>
  request<null>(draftAt(id), { method: "DELETE", ifMatch: revision });

/** The venues that a concert can be at. */
export const listAllVenues = async (): Promise<AdminVenue[]> =>
  (await request<Page<AdminVenue>>(withQuery("/admin/venues", { limit: "100" }))).items;
export const listVenuePlans = (venueId: string) =>
  request<VenuePlans>(`/admin/venues/${encodeURIComponent(venueId)}/plans`);

/** The concert's page as it would be, from what is saved. */
export const getDraftPreview = (id: string) => request<ConcertPreview>(`${draftAt(id)}/preview`);
/** Publishing the same revision again gives the same concert. */
export const publishConcertDraft = (id: string, revision: number) =>
  request<PublishedConcert>(`${draftAt(id)}/publication`, {
    method: "POST",
    ifMatch: revision,
    isRepeatable: true,
  });
