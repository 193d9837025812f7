import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { accounts } from "../accounts.ts";
import { moment, written } from "../columns.ts";
import { schedules } from "../concerts.ts";

/** A request to invite guests of the house, who pay nothing. */
export const invitationRequests = pgTable(
  "invitation_request",
  {
    id: uuid().primaryKey(),
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id),
    reason: text().notNull(),
    note: text().notNull(),
    state: text().$type<"asked" | "approved" | "declined">().notNull().default("asked"),
    askedBy: uuid().references(() => accounts.id),
    askedAt: written(),
    decidedBy: uuid().references(() => accounts.id),
    decidedAt: moment(),
  },
  (table) => [
    index("invitation_request_schedule").on(table.scheduleId, table.askedAt),
    check("invitation_request_state", sql`${table.state} IN ('asked', 'approved', 'declined')`),
    check(
      "invitation_request_decided",
      sql`(${table.state} = 'asked') = (${table.decidedAt} IS NULL)`,
    ),
  ],
);

/** A guest with seats, or with a number of seats in a zone that are chosen when the tickets are issued. */
export const invitationGuests = pgTable(
  "invitation_guest",
  {
    id: uuid().primaryKey(),
    requestId: uuid()
      .notNull()
      .references(() => invitationRequests.id),
    place: integer().notNull(),
    name: text().notNull(),
    mail: text(),
    phone: text(),
    seats: integer().array(),
    zoneId: text(),
    count: integer().notNull(),
    /** The order of the tickets. */
    orderId: uuid(),
    /** Why there are no tickets yet. */
    fault: text(),
  },
  (table) => [
    unique("invitation_guest_place").on(table.requestId, table.place),
    index("invitation_guest_due")
      .on(table.requestId, table.place)
      .where(sql`${table.orderId} IS NULL AND ${table.fault} IS NULL`),
    check("invitation_guest_wish", sql`(${table.seats} IS NULL) <> (${table.zoneId} IS NULL)`),
    check("invitation_guest_count", sql`${table.count} BETWEEN 1 AND 20`),
  ],
);
