import { z } from "@hono/zod-openapi";
import { Id } from "../ids.ts";
import { ImportKind } from "./import-kinds.ts";

export const FaultCode = z.enum([
  "missing",
  "not-a-moment",
  "not-an-amount",
  "not-a-count",
  "not-an-email",
  "not-a-code",
  "twice",
  "past",
  "wrong-order",
  "unknown-date",
  "unknown-zone",
  "unknown-seat",
  "seat-taken",
  "not-a-number",
]);
export type FaultCode = z.infer<typeof FaultCode>;

/** A cell that cannot be taken. */
export const RowFault = z
  .strictObject({
    line: z.int().meta({ description: "The line in a spreadsheet, the titles are line 1" }),
    column: z.string().meta({ description: "Such as `start`, as in `columns`" }),
    code: FaultCode,
    text: z.string().meta({ description: "What the cell says; for `twice`, the earlier line" }),
  })
  .meta({ id: "RowFault" });
export type RowFault = z.infer<typeof RowFault>;

export const Effect = z.enum(["add", "change", "none"]);
export type Effect = z.infer<typeof Effect>;

const counts = z.strictObject({ add: z.int(), change: z.int(), none: z.int() });

export const ImportPreview = z
  .strictObject({
    id: Id,
    kind: ImportKind,
    encoding: z.enum(["utf-8", "cp949"]),
    rowCount: z.int(),
    counts: counts.meta({ description: "What the sound rows will do" }),
    faultyRows: z.int(),
    columns: z.array(z.string()).meta({ description: "The columns that are read" }),
    ignored: z.array(z.string()).meta({ description: "The titles of columns that are not" }),
    rows: z
      .array(
        z.strictObject({
          line: z.int(),
          effect: Effect,
          cells: z.array(z.string()).meta({ description: "One for each of `columns`" }),
          before: z.string().nullable().meta({ description: "What a change replaces" }),
        }),
      )
      .meta({ description: "The first sound rows" }),
    faults: z.array(RowFault).meta({ description: "The first of them" }),
  })
  .meta({ id: "ImportPreview" });
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportQuery = z.strictObject({
  kind: ImportKind.meta({ description: "What each row of the table is" }),
  target: Id.meta({
    description:
      "For `dates` and `prices` a date of the concert, which new dates follow in all that the table does not say; " +
      "for `guests` the date that they are invited to; " +
      "for `codes` and `emails` the presale",
  }),
});

export const CommitImport = z
  .strictObject({
    isPartial: z
      .boolean()
      .default(false)
      .meta({ description: "Leave out the faulty rows instead of refusing all" }),
  })
  .meta({ id: "CommitImport" });

export const ImportResult = z
  .strictObject({ counts, skipped: z.int().meta({ description: "The faulty rows" }) })
  .meta({ id: "ImportResult" });
export type ImportResult = z.infer<typeof ImportResult>;

/** So many rows and faults are shown; the counts are of all. */
export const shownMax = { rows: 200, faults: 2_000 } as const;
