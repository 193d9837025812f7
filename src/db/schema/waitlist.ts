import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { growingId, moment, written } from "./columns.ts";

/** The waitlist of a sold-out schedule, in the order of ranks. */
export const waitlistEntries = pgTable(
  "waitlist_entry",
  {
    id: growingId(),
    scheduleId: uuid().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** None: any zone will do. */
    zones: text().array().notNull(),
    seats: integer().notNull(),
    together: boolean().notNull(),
    /** Grows with time. A lapsed offer moves its account to the end with a new rank. */
    rank: uuid()
      .notNull()
      .default(sql`uuidv7()`),
    state: text()
      .$type<"waiting" | "offered" | "bought" | "left" | "missed">()
      .notNull()
      .default("waiting"),
    missed: integer().notNull().default(0),
    joinedAt: written(),
    changedAt: written(),
  },
  (table) => [
    uniqueIndex("waitlist_entry_live")
      .on(table.scheduleId, table.accountId)
      .where(sql`${table.state} IN ('waiting', 'offered')`),
    index("waitlist_entry_line")
      .on(table.scheduleId, table.rank)
      .where(sql`${table.state} = 'waiting'`),
    index("waitlist_entry_schedule").on(table.scheduleId),
    index("waitlist_entry_account").on(table.accountId, table.joinedAt),
    index("waitlist_entry_changed")
      .on(table.changedAt)
      .where(sql`${table.state} = 'waiting'`),
    check(
      "waitlist_entry_state",
      sql`${table.state} IN ('waiting', 'offered', 'bought', 'left', 'missed') AND ${table.seats} > 0`,
    ),
  ],
);

/** Seats held for the account whose turn it was. Its id is the id of its hold. */
export const waitlistOffers = pgTable(
  "waitlist_offer",
  {
    id: uuid().primaryKey(),
    entryId: uuid()
      .notNull()
      .references(() => waitlistEntries.id),
    scheduleId: uuid().notNull(),
    seats: integer().array().notNull(),
    seatKeys: text().array().notNull(),
    zoneId: text().notNull(),
    madeAt: written(),
    expiresAt: moment().notNull(),
    /** `void`: it could not be made after all, by no doing of the fan's. */
    state: text()
      .$type<"open" | "bought" | "declined" | "lapsed" | "void">()
      .notNull()
      .default("open"),
    closedAt: moment(),
  },
  (table) => [
    index("waitlist_offer_open")
      .on(table.scheduleId)
      .where(sql`${table.state} = 'open'`),
    index("waitlist_offer_of").on(table.entryId),
    // One offer at a time for each entry.
    uniqueIndex("waitlist_offer_entry")
      .on(table.entryId)
      .where(sql`${table.state} = 'open'`),
    check(
      "waitlist_offer_state",
      sql`${table.state} IN ('open', 'bought', 'declined', 'lapsed', 'void')
        AND (${table.state} = 'open') = (${table.closedAt} IS NULL)`,
    ),
  ],
);
