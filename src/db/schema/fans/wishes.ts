import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "../accounts.ts";
import { moment, written } from "../columns.ts";
import { concerts } from "../concerts.ts";

/** The concerts that an account saved. */
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
    /** True for a reminder before its sale opens. */
    remind: boolean().notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.concertId] }),
    index("wish_reminder")
      .on(table.concertId, table.accountId)
      .where(sql`${table.remind}`),
  ],
);

/** The reminders sent, once per account, opening and lead time. A moved opening is a new one. */
export const saleReminders = pgTable(
  "sale_reminder",
  {
    concertId: uuid().notNull(),
    opensAt: moment().notNull(),
    lead: text().$type<"day" | "soon">().notNull(),
    accountId: uuid().notNull(),
    toldAt: written(),
  },
  (table) => [
    primaryKey({ columns: [table.concertId, table.opensAt, table.lead, table.accountId] }),
    index("sale_reminder_opening").on(table.opensAt),
    check("sale_reminder_lead", sql`${table.lead} IN ('day', 'soon')`),
  ],
);
