import { z } from "@hono/zod-openapi";
import { Concert, Schedule } from "../catalog/concerts.ts";
import { ConcertState } from "../catalog/concert-states.ts";
import { Id, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { page } from "../paging.ts";
import { ConcertDocument, LocalTime } from "./documents.ts";
import { steps } from "./findings.ts";

/** Where a new draft comes from: another draft, a concert, or nothing. */
export const CreateConcertDraft = z
  .strictObject({
    fromDraftId: Id.optional(),
    fromConcertId: Id.optional(),
    shiftDays: z
      .int()
      .min(-1_000)
      .max(1_000)
      .nullable()
      .default(null)
      .meta({ description: "Moves all dates of the copy by so many days; null leaves them out" }),
  })
  .refine(({ fromDraftId, fromConcertId }) => !(fromDraftId && fromConcertId), {
    path: ["fromConcertId"],
    error: "a draft is a copy of one thing",
  })
  .meta({ id: "CreateConcertDraft" });

const revision = z.int().meta({ description: "To be sent as `If-Match` with a change" });
const editor = z
  .strictObject({ id: Id, name: z.string() })
  .nullable()
  .meta({ description: "Who saved it last" });

export const ConcertDraft = z
  .strictObject({
    id: Id,
    revision,
    document: ConcertDocument,
    concertId: Id.nullable().meta({ description: "The published concert; null for a draft" }),
    createdAt: Time,
    updatedAt: Time,
    updatedBy: editor,
  })
  .meta({ id: "ConcertDraft" });

export const SavedConcertDraft = z
  .strictObject({ id: Id, revision, updatedAt: Time })
  .meta({ id: "SavedConcertDraft" });

export const ConcertDraftSummary = z
  .strictObject({
    id: Id,
    title: LocalText,
    poster: z.string().nullable(),
    venue: LocalText.nullable(),
    dateCount: z.int(),
    firstStart: LocalTime.nullable(),
    lastStart: LocalTime.nullable(),
    updatedAt: Time,
    updatedBy: editor,
  })
  .meta({ id: "ConcertDraftSummary" });
export const ConcertDrafts = page(ConcertDraftSummary).meta({ id: "ConcertDrafts" });

export const PublishedConcert = z
  .strictObject({
    concertId: Id,
    slug: z.string(),
    state: ConcertState,
    publishAt: Time.nullable(),
    scheduleIds: z.array(Id).meta({ description: "Its dates, the soonest first" }),
  })
  .meta({ id: "PublishedConcert" });

/** What fans would see of a draft. */
export const ConcertPreview = z
  .strictObject({ concert: Concert, schedules: z.array(Schedule) })
  .meta({ id: "ConcertPreview" });

export const DraftReadiness = z
  .strictObject({
    findings: z.array(
      z.strictObject({
        level: z.enum(["blocks", "warns", "fine"]),
        code: z.string().meta({ example: "zone-unpriced" }),
        step: z.enum(steps),
        numbers: z.record(z.string(), z.number()),
        pointers: z
          .array(z.string())
          .meta({ description: "JSON pointers into the document, the first few" }),
      }),
    ),
  })
  .meta({ id: "DraftReadiness" });

export type PublishedConcert = z.infer<typeof PublishedConcert>;
export type ConcertPreview = z.infer<typeof ConcertPreview>;
export type CreateConcertDraft = z.infer<typeof CreateConcertDraft>;
export type ConcertDraft = z.infer<typeof ConcertDraft>;
export type SavedConcertDraft = z.infer<typeof SavedConcertDraft>;
export type ConcertDraftSummary = z.infer<typeof ConcertDraftSummary>;
