import { z } from "@hono/zod-openapi";
import { Day, Id, Time } from "../../ids.ts";

export const mailRhythms = ["none", "daily", "weekly", "monthly"] as const;

export const SaveReport = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    query: z
      .string()
      .max(500)
      .regex(/^[a-zA-Z0-9=&%,._-]*$/)
      .meta({
        description: "The query of the report's address",
        example: "report=zones&compare=before",
      }),
    schedule: z.enum(mailRhythms).default("none").meta({
      description:
        "When it is mailed, in the morning of Asia/Seoul: `daily` the day before, `weekly` on Mondays the seven days before, `monthly` on the first the month before",
    }),
  })
  .meta({ id: "SaveReport" });
export const SavedReport = SaveReport.extend({ id: Id, isMine: z.boolean(), createdAt: Time }).meta(
  {
    id: "SavedReport",
  },
);
export const SavedReports = z
  .strictObject({ items: z.array(SavedReport) })
  .meta({ id: "SavedReports" });
export type SaveReport = z.infer<typeof SaveReport>;
export type SavedReport = z.infer<typeof SavedReport>;

export const ReportDelivery = z
  .strictObject({
    id: Id,
    day: Day.meta({ description: "The day at the venues whose sales and cancellations it has" }),
    status: z.enum(["due", "sent"]),
    attempts: z.int(),
    sentAt: Time.nullable(),
    sha256: z.string().meta({ description: "Of the file, which never changes" }),
    receipt: z
      .strictObject({ sink: z.string(), status: z.int().nullable(), answer: z.string() })
      .nullable()
      .meta({ description: "What the receiver answered at the last attempt" }),
  })
  .meta({ id: "ReportDelivery" });
export const ReportDeliveries = z
  .strictObject({ items: z.array(ReportDelivery) })
  .meta({ id: "ReportDeliveries" });
export type ReportDelivery = z.infer<typeof ReportDelivery>;
