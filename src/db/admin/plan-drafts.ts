import { type SQL, sql } from "drizzle-orm";
import {
  type CreatedPlanDraft,
  editingMs,
  type PlanDraft,
  type PlanDraftEditor,
  type SavedPlanDraft,
} from "../../contract/admin/plan-drafts.ts";
import type { CreatedPlan } from "../../contract/admin/catalog-changes.ts";
import type { PlanOperation } from "../../contract/plan/editing/operation-schema.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import type { Actor } from "./audit.ts";

type NewDraft = {
  id: string;
  venueId: string;
  baseHash: string | null;
  plan: SeatPlan;
  seatCount: number;
  by: Actor;
};

/** Starts a draft for a venue of the organization. The plan that it replaces must be one of the venue's revisions. */
export async function createPlanDraft(
  db: Database,
  { id, venueId, baseHash, plan, seatCount, by }: NewDraft,
): Promise<Outcome<CreatedPlanDraft>> {
  const [row] = await rowsOf(
    db,
    sql`WITH added AS (
      INSERT INTO plan_draft (id, venue_id, base_hash, plan, seat_count)
      SELECT ${id}::uuid, v.id, ${baseHash}::text, ${json(plan)}, ${seatCount}::int FROM venue v
      WHERE v.id = ${venueId} AND v.organization_id = ${by.scope.organizationId}::uuid AND (${baseHash}::text IS NULL
        OR EXISTS (SELECT FROM plan_revision r WHERE r.venue_id = v.id AND r.plan_hash = ${baseHash}))
      RETURNING id, venue_id, base_hash, plan
    ), begun AS (
      INSERT INTO plan_draft_snapshot (draft_id, version, plan) SELECT added.id, 0, added.plan FROM added
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid, 'plan-draft.create', added.id::text,
        to_jsonb(added) - 'plan', ${by.requestId} FROM added
    ) SELECT id FROM added`,
  );
  return row ? done({ id, version: 0, seatCount }) : refuse("not-found", "venue or plan");
}

export async function planDraftById(db: Database, id: string): Promise<PlanDraft | null> {
  const [row] = await rowsOf<PlanDraft>(
    db,
    sql`SELECT d.id, d.venue_id AS "venueId", d.base_hash AS "baseHash", d.version, d.seat_count AS "seatCount",
      d.plan, draft_editor(d) AS editor FROM plan_draft d WHERE d.id = ${id} AND d.deleted_at IS NULL`,
  );
  return row ?? null;
}

export function holdPlanDraft(
  db: Database,
  { id, takesOver, by }: { id: string; takesOver: boolean; by: Actor },
): Promise<Outcome<PlanDraftEditor>> {
  return outcomeOf(
    db,
    sql`SELECT hold_plan_draft(${id}, ${by.accountId}, ${editingMs}, ${takesOver}) AS outcome`,
  );
}

type Save = {
  id: string;
  version: number;
  operations: PlanOperation[];
  plan: SeatPlan;
  seatCount: number;
  by: Actor;
};

export function savePlanDraft(
  db: Database,
  { id, version, operations, plan, seatCount, by }: Save,
): Promise<Outcome<SavedPlanDraft>> {
  return outcomeOf(
    db,
    sql`SELECT save_plan_draft(${id}, ${version}, ${json(operations)}, ${json(plan)}, ${seatCount}, ${by.accountId},
      ${editingMs}) AS outcome`,
  );
}

/** Makes one version of a draft the venue's next revision. */
export function publishPlanDraft(
  db: Database,
  wanted: {
    id: string;
    version: number;
    hash: string;
    plan: SeatPlan;
    seatCount: number;
    by: Actor;
  },
): Promise<Outcome<CreatedPlan>> {
  const { id, version, hash, plan, seatCount, by } = wanted;
  return outcomeOf(
    db,
    sql`SELECT publish_plan_draft(${id}, ${version}, ${hash}, ${json(plan)}, ${seatCount}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}

export function deletePlanDraft(
  db: Database,
  { id, version, by }: { id: string; version: number; by: Actor },
): Promise<Outcome<null>> {
  return outcomeOf(
    db,
    sql`SELECT delete_plan_draft(${id}, ${version}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;
