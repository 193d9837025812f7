import { sql } from "drizzle-orm";
import {
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
import type { CastMember } from "../../contract/catalog/cast.ts";
import type { ConcertState } from "../../contract/catalog/concert-states.ts";
import type { Organizer, SaleState } from "../../contract/catalog/concerts.ts";
import type { Currency } from "../../contract/money/money.ts";
import type { DiscountTerms } from "../../contract/money/price.ts";
import type { AccountLimits } from "../../contract/sale/account-limits.ts";
import type { SeatingRules } from "../../contract/sale/seating-rules.ts";
import { usualSeating } from "../../contract/sale/seating.ts";
import { type RefundPolicy, krStandard } from "../../contract/money/refund-rules.ts";
import { growingId, type LocalText, minor, moment, written } from "./columns.ts";
import { categories } from "./setup/categories.ts";
import { organizations } from "./organizations.ts";
import { seatPlans, venues } from "./venues.ts";

/** The stored state of a sale; "upcoming" follows from the time. A draining sale admits no more fans. */
export type StoredSale = Exclude<SaleState, "upcoming"> | "draining";
export type QueueOrder = "fifo" | "lottery";

export const concerts = pgTable(
  "concert",
  {
    id: uuid().primaryKey(),
    slug: text().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    venueId: uuid()
      .notNull()
      .references(() => venues.id),
    title: jsonb().$type<LocalText>().notNull(),
    artist: jsonb().$type<LocalText>().notNull(),
    description: jsonb().$type<LocalText>().notNull(),
    notice: jsonb().$type<LocalText>(),
    organizer: jsonb("organiser").$type<Organizer>(),
    genre: text()
      .notNull()
      .references(() => categories.slug),
    poster: text().notNull(),
    ageLimit: integer(),
    runningMinutes: integer(),
    currency: text().$type<Currency>().notNull(),
    state: text().$type<ConcertState>().notNull(),
    performers: jsonb().$type<CastMember[]>().notNull().default([]),
    /** What buyers read in the mails with their tickets. */
    ticketNote: jsonb().$type<LocalText>(),
    /** When a scheduled concert appears, with no further change of this row. */
    publishAt: moment(),
    createdAt: written(),
    /** Grows with every change, so that a save names the one that it is based on. */
    revision: integer().notNull().default(1),
  },
  (table) => [
    unique("concert_slug").on(table.slug),
    check(
      "concert_state",
      sql`${table.state} IN ('scheduled', 'published', 'unlisted', 'archived')`,
    ),
    check(
      "concert_publish_at",
      sql`(${table.state} = 'scheduled') = (${table.publishAt} IS NOT NULL)`,
    ),
    index("concert_organization").on(table.organizationId),
  ],
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
    /** For how long before the opening fans may line up. */
    lobbyMs: integer().notNull().default(1_800_000),
    queueOrder: text().$type<QueueOrder>().notNull().default("fifo"),
    /** Of the lottery: 32 random bytes in hex. Its SHA-256 is public from the start, itself from the draw on. */
    drawSeed: text()
      .notNull()
      .default(
        sql`encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex')`,
      ),
    intakes: integer().notNull().default(1),
    /** The organizer's message to waiting fans. */
    notice: jsonb().$type<LocalText>(),
    createdAt: written(),
    discounts: jsonb().$type<DiscountTerms>().notNull().default({ priceTypes: [], automatic: [] }),
    refundPolicy: jsonb().$type<RefundPolicy>().notNull().default(krStandard),
    accountLimits: jsonb()
      .$type<AccountLimits>()
      .notNull()
      .default({ perConcert: null, perDay: null }),
    seating: jsonb().$type<SeatingRules>().notNull().default(usualSeating),
    /** The minutes that a transfer to a virtual account may take; 0 if it is not offered. */
    depositMinutes: integer().notNull().default(30),
    /** The start that ticket holders were reminded of; a moved start gets another mail. */
    remindedFor: moment(),
    /** The revision grows with every change of the schedule's terms. The object has received the told revision. */
    revision: integer().notNull().default(1),
    toldRevision: integer().notNull().default(1),
    /** Who of the concert's performers plays on this date; null for all of them. */
    performerIds: jsonb().$type<string[]>(),
    /** When its objects were emptied, long after the show. */
    retiredAt: moment(),
  },
  (table) => [
    // Finds the dates of a concert, and its next one.
    unique("schedule_concert_start").on(table.concertId, table.startsAt),
    index("schedule_start").on(table.startsAt, table.concertId),
    index("schedule_opening").on(table.saleOpensAt, table.concertId),
    index("schedule_untold")
      .on(table.id)
      .where(sql`${table.revision} > ${table.toldRevision}`),
    index("schedule_unretired")
      .on(table.startsAt)
      .where(sql`${table.retiredAt} IS NULL`),
    check(
      "schedule_sale_state",
      sql`${table.saleState} IN ('open', 'paused', 'draining', 'closed', 'cancelled')`,
    ),
    check("schedule_queue_order", sql`${table.queueOrder} IN ('fifo', 'lottery')`),
    check("schedule_intakes", sql`${table.intakes} BETWEEN 1 AND 256 AND ${table.lobbyMs} >= 0`),
    check("schedule_sale_times", sql`${table.saleOpensAt} < ${table.saleClosesAt}`),
    check("schedule_doors", sql`${table.doorsAt} <= ${table.startsAt}`),
    check(
      "schedule_limits",
      sql`least(${table.seatsPerAccount}, ${table.holdMs}, ${table.shoppersMax}, ${table.admitPerMinute}) > 0`,
    ),
  ],
);

/** A date that got another start. Its tickets stay valid, and can be given back without a fee until a day. */
export const scheduleMoves = pgTable(
  "schedule_move",
  {
    id: growingId(),
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id),
    fromStartsAt: moment().notNull(),
    toStartsAt: moment().notNull(),
    reason: jsonb().$type<LocalText>().notNull(),
    refundUntil: moment().notNull(),
    movedAt: written(),
    /** Buyers from this time on knew the new start; earlier ones may have read the old one. */
    knownFrom: moment().notNull(),
  },
  (table) => [index("schedule_move_schedule").on(table.scheduleId, table.id)],
);

/** The refund rules that a change replaced, for the orders that were booked until then. */
export const refundTerms = pgTable(
  "refund_terms",
  {
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id),
    until: moment().notNull(),
    policy: jsonb().$type<RefundPolicy>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.until] })],
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

/** A sale before the general sale, for verified accounts. */
export const presales = pgTable(
  "presale",
  {
    id: uuid().primaryKey(),
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id),
    name: jsonb().$type<LocalText>().notNull(),
    opensAt: moment().notNull(),
    closesAt: moment().notNull(),
    seatsMax: integer(),
    /** While it is paused nobody new is verified for it. */
    pausedAt: moment(),
    createdAt: written(),
  },
  (table) => [
    index("presale_schedule").on(table.scheduleId, table.opensAt),
    check("presale_times", sql`${table.opensAt} < ${table.closesAt}`),
    check("presale_seats", sql`${table.seatsMax} > 0`),
  ],
);
