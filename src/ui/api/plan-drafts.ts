import type {
  PlanDraft,
  PlanDraftEditor,
  SavedPlanDraft,
} from "../../contract/admin/plan-drafts.ts";
import type { PlanOperation } from "../../contract/plan/editing/operation-schema.ts";
import { request } from "./request.ts";

const draftAt = (id: string) => `/admin/plan-drafts/${id}`;

export const getPlanDraft = (id: string) => request<PlanDraft>(draftAt(id));

/** A save is never repeated blindly: its version says whether it has happened. */
export const savePlanDraft = (id: string, version: number, operations: readonly PlanOperation[]) =>
  request<SavedPlanDraft>(`${draftAt(id)}/saves`, {
    method: "POST",
    body: { version, operations },
    attemptsMax: 1,
  });

export const holdPlanDraft = (id: string, takesOver: boolean) =>
  request<PlanDraftEditor>(`${draftAt(id)}/editor`, {
    method: "PUT",
    body: { takesOver },
    attemptsMax: 1,
  });

export const publishPlanDraft = (id: string, version: number) =>
  request<{ hash: string; revision: number; seatCount: number }>(`${draftAt(id)}/publication`, {
    method: "POST",
    body: { version },
  });
