import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "../accounts.ts";
import { growingId, moment, written } from "../columns.ts";
import { organizations } from "../organizations.ts";

/** A report that somebody keeps, and may have mailed. Its address says all of the report. */
export const savedReports = pgTable(
  "saved_report",
  {
    id: growingId(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    query: text().notNull(),
    schedule: text().$type<"none" | "daily" | "weekly" | "monthly">().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => accounts.id),
    createdAt: written(),
    /** The last day for which it was mailed; each day is mailed once. */
    mailedFor: date(),
  },
  (table) => [
    index("saved_report_organization").on(table.organizationId, table.createdAt),
    check(
      "saved_report_schedule",
      sql`${table.schedule} IN ('none', 'daily', 'weekly', 'monthly')`,
    ),
  ],
);

/** The file of a day's sales and cancellations, with the proof that somebody outside has received it. */
export const reportDeliveries = pgTable(
  "report_delivery",
  {
    id: growingId(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    day: date().notNull(),
    body: text().notNull(),
    /** Of the body, in hexadecimal. */
    sha256: text().notNull(),
    status: text().$type<"due" | "sent">().notNull().default("due"),
    attempts: integer().notNull().default(0),
    nextTryAt: written(),
    sentAt: moment(),
    /** What the receiver answered, or why there was no answer. */
    receipt: jsonb().$type<{ sink: string; status: number | null; answer: string }>(),
    createdAt: written(),
  },
  (table) => [
    unique("report_delivery_day").on(table.organizationId, table.day),
    index("report_delivery_due")
      .on(table.nextTryAt)
      .where(sql`${table.status} = 'due'`),
    check("report_delivery_status", sql`${table.status} IN ('due', 'sent')`),
  ],
);
