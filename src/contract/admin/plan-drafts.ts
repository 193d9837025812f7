import { z } from "@hono/zod-openapi";
import { Id, PlanHash, Time } from "../ids.ts";
import { PlanOperation } from "../plan/editing/operation-schema.ts";
import { SeatPlan } from "../plan/seat-plan.ts";

const version = z.int().min(0).meta({ description: "Grows by one with each save" });

export const SampleHall = z
  .enum(["black-box-150", "theater-800", "arena-12000", "stadium-98966"])
  .meta({ id: "SampleHall" });

export const CreatePlanDraft = z
  .strictObject({
    venueId: Id,
    plan: SeatPlan.optional().meta({ description: "To begin with, such as an imported plan" }),
    from: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("revision"), venueId: Id, revision: z.int().min(1) }),
        z.strictObject({ kind: z.literal("hall"), hall: SampleHall }),
        z.strictObject({ kind: z.literal("empty") }),
      ])
      .optional()
      .meta({
        description:
          "To begin with: a revision of any venue of the organization, a sample hall, or nothing",
      }),
    baseHash: PlanHash.nullable()
      .default(null)
      .meta({ description: "The revision of the venue that it is to replace" }),
  })
  .refine(({ plan, from }) => (plan === undefined) !== (from === undefined), {
    message: "either plan or from is needed",
    path: ["plan"],
  })
  .meta({ id: "CreatePlanDraft" });

export const PlanDraftEditor = z
  .strictObject({
    accountId: Id,
    name: z.string(),
    until: Time.meta({ description: "Nobody else saves before then" }),
  })
  .meta({ id: "PlanDraftEditor" });

const confirmed = {
  version,
  seatCount: z.int().meta({ description: "How many places the server counts" }),
};

export const PlanDraft = z
  .strictObject({
    id: Id,
    venueId: Id,
    baseHash: PlanHash.nullable(),
    ...confirmed,
    plan: SeatPlan,
    editor: PlanDraftEditor.nullable(),
  })
  .meta({ id: "PlanDraft" });

export const CreatedPlanDraft = z
  .strictObject({ id: Id, ...confirmed })
  .meta({ id: "CreatedPlanDraft" });

export const SavePlanDraft = z
  .strictObject({
    version: version.meta({ description: "The version that the operations were made for" }),
    operations: z.array(PlanOperation).min(1).max(2_000),
  })
  .meta({ id: "SavePlanDraft" });
export const SavedPlanDraft = z.strictObject(confirmed).meta({ id: "SavedPlanDraft" });

export const HoldPlanDraft = z
  .strictObject({
    takesOver: z.boolean().default(false).meta({ description: "Also from somebody who edits now" }),
  })
  .meta({ id: "HoldPlanDraft" });

export const PublishPlanDraft = z.strictObject({ version }).meta({ id: "PublishPlanDraft" });

/** Who edits a draft says so at least as often as this, or somebody else may. */
export const editingMs = 60_000;

export type PlanDraft = z.infer<typeof PlanDraft>;
export type PlanDraftEditor = z.infer<typeof PlanDraftEditor>;
export type CreatedPlanDraft = z.infer<typeof CreatedPlanDraft>;
export type SavedPlanDraft = z.infer<typeof SavedPlanDraft>;
export type SampleHall = z.infer<typeof SampleHall>;
