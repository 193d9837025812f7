import { pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { written } from "./columns.ts";
import { concerts } from "./concerts.ts";

/** What an account wants to keep an eye on. */
export const wishes = pgTable(
  "wish",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    concertId: uuid()
      .notNull()
      .references(() => concerts.id),
    createdAt: written(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.concertId] })],
);
