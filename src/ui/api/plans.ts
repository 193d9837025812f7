import type { SampleHall } from "../../contract/admin/plan-drafts.ts";
import type {
  ExportFormat,
  PlanAtVersion,
  PlanImport,
  PlanVersion,
  VenuePlans,
} from "../../contract/admin/plan-versions.ts";
import type { MovePlan, PlanMoveReport } from "../../contract/admin/plan-moves.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { withQuery } from "./admin.ts";
import type { Page } from "./concerts.ts";
import { request, requestResponse } from "./request.ts";

/** A revision of a venue, or a version of a draft. */
export type PlanSource =
  | { venueId: string; revision: number }
  | { draftId: string; version: number };

export type DraftStart =
  | { plan: SeatPlan }
  | {
      from:
        | { kind: "revision"; venueId: string; revision: number }
        | { kind: "hall"; hall: SampleHall }
        | { kind: "empty" };
    };

export const getVenuePlans = (venueId: string) =>
  request<VenuePlans>(`/admin/venues/${venueId}/plans`);
export const getPlanByHash = (hash: string) => request<SeatPlan>(`/plans/${hash}`);
export const listPlanVersions = (draftId: string, cursor?: string) =>
  request<Page<PlanVersion>>(
    withQuery(`/admin/plan-drafts/${draftId}/versions`, { cursor, limit: "50" }),
  );
export const getPlanVersion = (draftId: string, version: number) =>
  request<PlanAtVersion>(`/admin/plan-drafts/${draftId}/plan?version=${version}`);
/** Sent twice it would begin two drafts. */
/** After a lost answer, a second attempt would be refused as another version: by itself. */
export const restorePlanVersion = (draftId: string, body: { version: number; restore: number }) =>
  request<{ version: number }>(`/admin/plan-drafts/${draftId}/restoration`, {
    method: "POST",
    body,
    attemptsMax: 1,
  });
export const deletePlanDraft = (draftId: string, version: number) =>
  request<null>(`/admin/plan-drafts/${draftId}?version=${version}`, {
    method: "DELETE",
    attemptsMax: 1,
  });
/** Reading a file keeps nothing. */
export const readPlanFile = (venueId: string, file: Blob) =>
  request<PlanImport>(`/admin/venues/${venueId}/plan-import`, {
    method: "POST",
    file,
    isRepeatable: true,
  });

export async function downloadPlan(source: PlanSource, format: ExportFormat): Promise<Blob> {
  const path =
    "draftId" in source
      ? `/admin/plan-drafts/${source.draftId}/file?version=${source.version}&format=${format}`
      : `/admin/venues/${source.venueId}/plan-file?revision=${source.revision}&format=${format}`;
  return await (await requestResponse(path, {})).blob();
}

/** A move names the plan that it is from, so repeating it after a lost answer is safe. */
export const movePlan = (scheduleId: string, body: MovePlan) =>
  request<PlanMoveReport>(`/admin/schedules/${scheduleId}/plan`, {
    method: "POST",
    body,
    isRepeatable: true,
  });
