import { z } from "@hono/zod-openapi";
import { Id, PlanHash, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { wholeNumber } from "../paging.ts";
import { SeatPlan } from "../plan/seat-plan.ts";
import { PlanDraftEditor } from "./plan-drafts.ts";

const seatCount = z.int();
const versionMax = 999_999;
const by = z.strictObject({ name: z.string() }).nullable();

/** A date that sells the seats of a revision. */
const DateOfPlan = z.strictObject({
  scheduleId: Id,
  title: LocalText,
  startsAt: Time,
  saleOpensAt: Time,
});

export const PlanRevision = z
  .strictObject({
    revision: z.int(),
    hash: PlanHash,
    name: LocalText,
    seatCount,
    createdAt: Time,
    by: by.meta({ description: "Who published it, if that is known" }),
    dateCount: z.int().meta({ description: "How many dates sell its seats" }),
    dates: z.array(DateOfPlan).meta({ description: "The latest 20 of them" }),
  })
  .meta({ id: "PlanRevision" });

export const PlanDraftInfo = z
  .strictObject({
    id: Id,
    name: LocalText,
    baseRevision: z.int().nullable(),
    version: z.int(),
    seatCount,
    savedAt: Time.meta({ description: "When it was last saved, or begun" }),
    by,
    editor: PlanDraftEditor.nullable(),
  })
  .meta({ id: "PlanDraftInfo" });

export const VenuePlans = z
  .strictObject({
    venueId: Id,
    venue: LocalText,
    revisions: z.array(PlanRevision).meta({ description: "Newest first" }),
    drafts: z.array(PlanDraftInfo).meta({ description: "The last saved first, at most 100" }),
  })
  .meta({ id: "VenuePlans" });

export const PlanVersion = z
  .strictObject({
    version: z.int(),
    savedAt: Time,
    by,
    seatCount,
    operationCount: z.int(),
    kinds: z.array(z.string()).meta({ description: "The kinds of its operations, each once" }),
  })
  .meta({ id: "PlanVersion" });

export const PlanAtVersion = z
  .strictObject({ version: z.int(), seatCount, plan: SeatPlan })
  .meta({ id: "PlanAtVersion" });

export const DraftVersionQuery = z.strictObject({
  version: wholeNumber({ min: 0, max: versionMax, usual: 0 }, "The version to read"),
});

export const RestorePlanDraft = z
  .strictObject({
    version: z.int().min(0).meta({ description: "The draft's version now" }),
    restore: z.int().min(0).meta({ description: "The version to bring back, as a new save" }),
  })
  .meta({ id: "RestorePlanDraft" });

/** A revision of the venue, or a version of one of its drafts. */
export const PlanPoint = z
  .string()
  .max(80)
  .regex(/^(revision:\d{1,6}|draft:[0-9a-f-]{36}:\d{1,6})$/)
  .meta({
    example: "revision:3",
    description: "`revision:3`, or `draft:` with its id and `:version`",
  });

const changes = z.strictObject({
  count: z.int(),
  seats: z
    .array(
      z.strictObject({
        seat: z.string().meta({ description: "The earlier name, or that of an added place" }),
        to: z.string().nullable().meta({ description: "The later name or zone, if it changed" }),
      }),
    )
    .meta({ description: "At most 200 of them" }),
});

export const PlanComparison = z
  .strictObject({
    seatCounts: z.tuple([z.int(), z.int()]),
    added: changes,
    removed: changes,
    renamed: changes,
    moved: changes,
    rezoned: changes,
    remarked: changes,
  })
  .meta({ id: "PlanComparison" });

export const ExportFormat = z.enum(["seatplan", "csv", "cp949", "pretix"]);

const PlanFault = z.strictObject({
  row: z.int().meta({ description: "The line of a table; 0 if the file is no table" }),
  column: z.string().meta({ description: "The column of a table, or the place in a document" }),
  code: z.string(),
  value: z.string(),
});

export const PlanImport = z
  .strictObject({
    plan: SeatPlan.nullable().meta({ description: "Null if the file has faults" }),
    seatCount,
    sections: z.int(),
    areas: z.int(),
    zones: z.array(z.strictObject({ id: z.string(), name: LocalText, seatCount })),
    faults: z.array(PlanFault).meta({ description: "At most 100" }),
    lost: z
      .array(z.strictObject({ what: z.string(), count: z.int() }))
      .meta({ description: "What the file has and a plan cannot have" }),
    warnings: z.array(z.string()).meta({ description: "What somebody should look at" }),
  })
  .meta({ id: "PlanImport" });

export type VenuePlans = z.infer<typeof VenuePlans>;
export type PlanRevision = z.infer<typeof PlanRevision>;
export type PlanDraftInfo = z.infer<typeof PlanDraftInfo>;
export type PlanVersion = z.infer<typeof PlanVersion>;
export type PlanAtVersion = z.infer<typeof PlanAtVersion>;
export type PlanComparison = z.infer<typeof PlanComparison>;
export type PlanImport = z.infer<typeof PlanImport>;
export type ExportFormat = z.infer<typeof ExportFormat>;
