import { sql } from "drizzle-orm";
import { check, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { schedules } from "./concerts.ts";

/**
 * What was left of a schedule when it was last looked at, about a minute ago while it sells. The schedule's object knows
 * better; this is for lists, which cannot ask hundreds of them. No sale updates it.
 */
export const scheduleStocks = pgTable(
  "schedule_stock",
  {
    scheduleId: uuid()
      .primaryKey()
      .references(() => schedules.id),
    seatsLeft: integer().notNull(),
    seatsTotal: integer().notNull(),
    /** How many were sold then: as long as that is so, there is nothing new to see. */
    seatsSold: integer().notNull(),
    countedAt: moment().notNull(),
  },
  (table) => [
    check("schedule_stock_counts", sql`${table.seatsLeft} BETWEEN 0 AND ${table.seatsTotal}`),
  ],
);
