import { index, integer, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import type { ConcertDocument } from "../../contract/concert-draft/documents.ts";
import { accounts } from "./accounts.ts";
import { written } from "./columns.ts";
import { concerts } from "./concerts.ts";
import { organizations } from "./organizations.ts";

/** Everything about a concert before it is on sale, as one document. */
export const concertDrafts = pgTable(
  "concert_draft",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    document: jsonb().$type<ConcertDocument>().notNull(),
    revision: integer().notNull().default(1),
    /** The concert that it became; from then on the draft does not change. */
    concertId: uuid().references(() => concerts.id),
    createdBy: uuid().references(() => accounts.id),
    createdAt: written(),
    updatedBy: uuid().references(() => accounts.id),
    updatedAt: written(),
  },
  (table) => [
    index("concert_draft_organization").on(table.organizationId, table.updatedAt),
    index("concert_draft_concert").on(table.concertId),
  ],
);
