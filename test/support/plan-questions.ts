import { randomUUID } from "node:crypto";
import {
  createPlanDraft,
  deletePlanDraft,
  holdPlanDraft,
  planDraftById,
  publishPlanDraft,
  savePlanDraft,
} from "../../src/db/admin/plan-drafts.ts";
import { moveSchedulePlan, planMoveFacts } from "../../src/db/admin/plan-moves.ts";
import {
  planOfRevision,
  planVersions,
  venuePlans,
  versionSource,
} from "../../src/db/admin/plan-versions.ts";
import { hall, hallHash, nobody } from "./books.ts";
import type { Asker, Questions } from "./money/money-questions.ts";

const id = () => randomUUID();
const draft = () => ({ id: id(), by: nobody });
const now = Date.now();

/** The books' queries about drafts of plans, their versions, and dates that move to another plan. */
export function planQuestions({ db, scheduleId }: Omit<Asker, "accountId">): Questions {
  const kept = { plan: hall, seatCount: 200 };
  const { scope } = nobody;
  const move = { prices: [], needsUntouched: true, by: nobody, now };
  return {
    createPlanDraft: () =>
      createPlanDraft(db, { ...draft(), ...kept, venueId: id(), baseHash: null }),
    planDraftById: () => planDraftById(db, id()),
    holdPlanDraft: () => holdPlanDraft(db, { ...draft(), takesOver: false }),
    savePlanDraft: () => savePlanDraft(db, { ...draft(), ...kept, version: 0, operations: [] }),
    publishPlanDraft: () =>
      publishPlanDraft(db, { ...draft(), ...kept, version: 0, hash: hallHash }),
    deletePlanDraft: () => deletePlanDraft(db, { ...draft(), version: 0 }),
    venuePlans: () => venuePlans(db, { venueId: id(), scope }),
    planOfRevision: () => planOfRevision(db, { venueId: id(), revision: 1, scope }),
    planVersions: () => planVersions(db, { draftId: id(), after: null, limit: 20 }),
    versionSource: () => versionSource(db, { draftId: id(), version: 1, venueId: id() }),
    planMoveFacts: () => planMoveFacts(db, { scheduleId, revision: 1, now }),
    moveSchedulePlan: () =>
      moveSchedulePlan(db, { ...move, scheduleId: id(), seenHash: hallHash, hash: hallHash }),
  };
}
