import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Effect, ImportResult } from "../../../contract/import/imports.ts";
import type { ImportKind } from "../../../contract/import/columns.ts";
import { accounts } from "../accounts.ts";
import { moment, written } from "../columns.ts";
import { concerts } from "../concerts.ts";
import { organizations } from "../organizations.ts";

/** A table that somebody has brought in and looked at, until it is committed or a day has passed. */
export const dataImports = pgTable(
  "data_import",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    concertId: uuid()
      .notNull()
      .references(() => concerts.id),
    kind: text().$type<ImportKind>().notNull(),
    /** A date of the concert, or one of its presales. */
    targetId: uuid().notNull(),
    /** How many sound rows it has, and how many that cannot be taken. */
    soundRows: integer().notNull(),
    faultyRows: integer().notNull(),
    /** The revisions of the concert's dates when the preview was made. */
    seen: jsonb().$type<Record<string, number>>().notNull().default({}),
    createdBy: uuid().references(() => accounts.id),
    createdAt: written(),
    committedAt: moment(),
    result: jsonb().$type<ImportResult>(),
  },
  (table) => [index("data_import_old").on(table.createdAt)],
);

/** The sound rows of an import. They are deleted once they are committed. */
export const dataImportRows = pgTable(
  "data_import_row",
  {
    importId: uuid()
      .notNull()
      .references(() => dataImports.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    value: jsonb().notNull(),
    effect: text().$type<Effect>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
);
