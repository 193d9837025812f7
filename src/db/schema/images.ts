import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { type LocalText, moment, written } from "./columns.ts";
import { organizations } from "./organizations.ts";

/** An uploaded image. Its bytes are in the bucket, under its hash. */
export const images = pgTable(
  "image",
  {
    /** Of the organization, the file and the crop, in hex. */
    hash: text().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    width: integer().notNull(),
    height: integer().notNull(),
    color: text().notNull(),
    alt: jsonb().$type<LocalText>().notNull(),
    createdAt: written(),
    /** When it was last known to be used somewhere, or was uploaded. */
    usedAt: moment().notNull().defaultNow(),
    /** Since when it is being deleted from the bucket. From then on nothing can use it. */
    removingAt: moment(),
  },
  (table) => [
    index("image_organization").on(table.organizationId),
    index("image_used")
      .on(table.usedAt)
      .where(sql`${table.removingAt} IS NULL`),
    index("image_removing")
      .on(table.removingAt)
      .where(sql`${table.removingAt} IS NOT NULL`),
  ],
);
