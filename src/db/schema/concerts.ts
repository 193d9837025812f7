import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Concert, Organiser, SaleState } from "../../contract/concerts.ts";
import type { Currency } from "../../contract/money.ts";
import { type LocalText, minor, moment, written } from "./columns.ts";
import { seatPlans, venues } from "./venues.ts";

/** What is stored of a sale; "upcoming" is not, since it follows from the time. */
export type StoredSale = Exclude<SaleState, "upcoming">;

export const concerts = pgTable(
  "concert",
  {
    id: uuid().primaryKey(),
    slug: text().notNull(),
    venueId: uuid()
      .notNull()
      .references(() => venues.id),
    title: jsonb().$type<LocalText>().notNull(),
    artist: jsonb().$type<LocalText>().notNull(),
    description: jsonb().$type<LocalText>().notNull(),
    notice: jsonb().$type<LocalText>(),
    organiser: jsonb().$type<Organiser>(),
    genre: text().$type<Concert["genre"]>().notNull(),
    poster: text().notNull(),
    ageLimit: integer(),
    runningMinutes: integer(),
    currency: text().$type<Currency>().notNull(),
    isPublished: boolean().notNull(),
    createdAt: written(),
  },
  (table) => [unique("concert_slug").on(table.slug)],
);

export const schedules = pgTable(
  "schedule",
  {
    id: uuid().primaryKey(),
    concertId: uuid()
      .notNull()
      .references(() => concerts.id),
    planHash: text()
      .notNull()
      .references(() => seatPlans.hash),
    startsAt: moment().notNull(),
    doorsAt: moment(),
    saleOpensAt: moment().notNull(),
    saleClosesAt: moment().notNull(),
    saleState: text().$type<StoredSale>().notNull().default("open"),
    seatsPerAccount: integer().notNull(),
    holdMs: integer().notNull(),
    shoppersMax: integer().notNull(),
    admitPerMinute: integer().notNull(),
    createdAt: written(),
  },
  (table) => [
    // Finds the dates of a concert as well as its first one to come.
    unique("schedule_concert_start").on(table.concertId, table.startsAt),
    index("schedule_start").on(table.startsAt, table.concertId),
    check(
      "schedule_sale_state",
      sql`${table.saleState} IN ('open', 'paused', 'closed', 'cancelled')`,
    ),
    check("schedule_sale_times", sql`${table.saleOpensAt} < ${table.saleClosesAt}`),
    check("schedule_doors", sql`${table.doorsAt} <= ${table.startsAt}`),
    check(
      "schedule_limits",
      sql`least(${table.seatsPerAccount}, ${table.holdMs}, ${table.shoppersMax}, ${table.admitPerMinute}) > 0`,
    ),
  ],
);

export const priceZones = pgTable(
  "price_zone",
  {
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id),
    zoneId: text().notNull(),
    name: jsonb().$type<LocalText>().notNull(),
    color: integer().notNull(),
    priceMinor: minor().notNull(),
    feeMinor: minor().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.scheduleId, table.zoneId] }),
    check("price_zone_amounts", sql`${table.priceMinor} >= 0 AND ${table.feeMinor} >= 0`),
  ],
);
