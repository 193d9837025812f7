import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { type LocalText, moment, written } from "../columns.ts";

/** What kind of show a concert is; fans filter by it. The deployment has one list of them. */
export const categories = pgTable(
  "category",
  {
    slug: text().primaryKey(),
    name: jsonb().$type<LocalText>().notNull(),
    color: integer().notNull(),
    position: integer().notNull(),
    /** No new concert can have it from then on. */
    archivedAt: moment(),
    revision: integer().notNull().default(1),
    createdAt: written(),
  },
  (table) => [check("category_color", sql`${table.color} BETWEEN 1 AND 6`)],
);
