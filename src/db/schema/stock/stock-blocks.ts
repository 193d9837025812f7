import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { StockAbout } from "../../../contract/admin/stock/stock.ts";
import { moment, written } from "../columns.ts";
import { schedules } from "../concerts.ts";

/**
 * The books' copy of a schedule's blocks of seats, which the schedule's object writes: it alone can decide between a
 * block and a fan. An object that has lost its rows begins with this.
 */
export const stockBlocks = pgTable(
  "stock_block",
  {
    id: uuid().primaryKey(),
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id),
    /** Of the object: a change with an older version is one that was told before. */
    version: integer().notNull(),
    /** Null: nobody can take the seats. */
    channel: text(),
    about: jsonb().$type<StockAbout>().notNull(),
    releaseAt: moment(),
    createdAt: written(),
    releasedAt: moment(),
  },
  (table) => [
    index("stock_block_schedule").on(table.scheduleId),
    check("stock_block_version", sql`${table.version} > 0`),
  ],
);

/** The seats of the blocks that are not over; a seat is in one block at most, whether it is sold or not. */
export const stockSeats = pgTable(
  "stock_seat",
  {
    scheduleId: uuid().notNull(),
    seat: integer().notNull(),
    seatKey: text().notNull(),
    blockId: uuid()
      .notNull()
      .references(() => stockBlocks.id),
  },
  (table) => [
    primaryKey({ columns: [table.scheduleId, table.seat] }),
    index("stock_seat_block").on(table.blockId),
    check("stock_seat_ordinal", sql`${table.seat} >= 0`),
  ],
);
