import type { AdminVenue, VenueChange } from "../../../contract/admin/venues.ts";
import { withQuery } from "../admin.ts";
import type { Page } from "../concerts.ts";
import type { DraftStart } from "../plans.ts";
import { request } from "../request.ts";
import { makeOnce } from "./make-once.ts";

export const listVenues = (wanted: { search: string; archived: "no" | "yes"; cursor?: string }) =>
  request<Page<AdminVenue>>(withQuery("/admin/venues", wanted));
export const getVenue = (id: string) => request<AdminVenue>(`/admin/venues/${id}`);
export const addVenue = (body: VenueChange) => makeOnce("/admin/venues", body);
export const changeVenue = (seen: AdminVenue, body: VenueChange) =>
  request<AdminVenue>(`/admin/venues/${seen.id}`, {
    method: "PUT",
    body,
    ifMatch: seen.revision,
    // After a lost answer, the second attempt would be refused as changed meanwhile: by itself.
    attemptsMax: 1,
  });
/** Sent twice they do it once. */
export const archiveVenue = (id: string) =>
  request<AdminVenue>(`/admin/venues/${id}/archive`, { method: "POST", isRepeatable: true });
export const restoreVenue = (id: string) =>
  request<AdminVenue>(`/admin/venues/${id}/restore`, { method: "POST", isRepeatable: true });

export const beginPlanDraft = (venueId: string, start: DraftStart) =>
  makeOnce("/admin/plan-drafts", { venueId, ...start });
