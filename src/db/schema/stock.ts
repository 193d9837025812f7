import { sql } from "drizzle-orm";
import { check, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { schedules } from "./concerts.ts";

/**
 * The seats left of a schedule at the last count, which is about a minute old while it sells. The schedule's object has
 * the exact figure, but a list cannot ask hundreds of objects. No sale updates this row.
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
