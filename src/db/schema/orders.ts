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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "../../contract/money/money.ts";
import type { Agreement, Order } from "../../contract/money/orders.ts";
import type { OrderChannel, OrderMethod } from "../../contract/money/order-channels.ts";
import type { DiscountLine } from "../../contract/money/price.ts";
import { accounts } from "./accounts.ts";
import { minor, moment, written } from "./columns.ts";

/**
 * No foreign key leads to the schedule: every sale would lock its row. `purchase` reads it instead.
 * An order is found by its hold through `settlement`, whose key also keeps a hold from having two orders.
 */
export const orders = pgTable(
  "customer_order",
  {
    id: uuid().primaryKey(),
    number: text().notNull(),
    /** Null for an order that no account made. */
    accountId: uuid().references(() => accounts.id),
    scheduleId: uuid().notNull(),
    holdId: uuid().notNull(),
    status: text().$type<Order["status"]>().notNull().default("paid"),
    currency: text().$type<Currency>().notNull(),
    totalMinor: minor().notNull(),
    refundedMinor: minor().notNull().default(0),
    paidAt: written(),
    cancelledAt: moment(),
    cancelReason: text(),
    method: text().$type<OrderMethod>().notNull().default("wallet"),
    /** The gateway's payment; null when the wallet has paid. */
    paymentId: uuid(),
    discounts: jsonb().$type<DiscountLine[]>().notNull().default([]),
    channel: text().$type<OrderChannel>().notNull().default("web"),
    /** What a buyer without an account has told; null where the account says who. */
    buyerName: text(),
    buyerPhone: text(),
  },
  (table) => [
    unique("customer_order_number").on(table.number),
    // Of the time in UTC, so that no search for a few orders is tempted to walk through all of them by time.
    index("customer_order_time").on(sql`(${table.paidAt} AT TIME ZONE 'UTC')`),
    // With the date, so that an account's orders of one organization are found in the index alone.
    index("customer_order_account").on(table.accountId, table.paidAt, table.id, table.scheduleId),
    index("customer_order_schedule").on(table.scheduleId, table.paidAt, table.id),
    // No sale on the web writes the next two.
    index("customer_order_offline")
      .on(table.paidAt, table.id)
      .where(sql`${table.channel} <> 'web'`),
    index("customer_order_phone")
      .on(sql`right(${table.buyerPhone}, 4)`)
      .where(sql`${table.buyerPhone} IS NOT NULL`),
    check("customer_order_status", sql`${table.status} IN ('paid', 'cancelled')`),
    check(
      "customer_order_refund",
      sql`${table.totalMinor} >= 0 AND ${table.refundedMinor} BETWEEN 0 AND ${table.totalMinor}`,
    ),
    check(
      "customer_order_cancelled",
      sql`(${table.status} = 'cancelled') = (${table.cancelledAt} IS NOT NULL)`,
    ),
    check(
      "customer_order_channel",
      sql`${table.channel} IN ('web', 'counter', 'invitation', 'agency')`,
    ),
    check(
      "customer_order_buyer",
      sql`(${table.channel} <> 'web' OR ${table.accountId} IS NOT NULL) AND ${table.buyerPhone} ~ '^[0-9]{4,20}$'`,
    ),
  ],
);

export const orderSeats = pgTable(
  "order_seat",
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    scheduleId: uuid().notNull(),
    seat: integer().notNull(),
    seatKey: text().notNull(),
    zoneId: text().notNull(),
    priceMinor: minor().notNull(),
    feeMinor: minor().notNull(),
    /** False once the ticket is cancelled and the seat may be sold again. */
    live: boolean().notNull().default(true),
    discountMinor: minor().notNull().default(0),
    priceType: text(),
    /** The refunded amount, and the refund. */
    refundedMinor: minor().notNull().default(0),
    /** The part of it that came from the booking fee. */
    feeRefundedMinor: minor().notNull().default(0),
    refundId: uuid(),
    /** Who comes in with this ticket; null for the buyer. */
    visitor: text(),
    /** True for a canceled ticket whose seat stays empty. */
    keptOut: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.seat] }),
    index("order_seat_key").on(table.scheduleId, sql`lower(${table.seatKey})`),
    // The last word on selling a seat twice.
    uniqueIndex("order_seat_live")
      .on(table.scheduleId, table.seat)
      .where(sql`${table.live}`),
    index("order_seat_kept_out")
      .on(table.scheduleId)
      .where(sql`${table.keptOut}`),
    check(
      "order_seat_amounts",
      sql`least(${table.seat}, ${table.priceMinor}, ${table.feeMinor}) >= 0`,
    ),
    check(
      "order_seat_refund",
      sql`${table.discountMinor} BETWEEN 0 AND ${table.priceMinor} AND ${table.refundedMinor}
        BETWEEN 0 AND ${table.priceMinor} - ${table.discountMinor} + ${table.feeMinor}`,
    ),
    check(
      "order_seat_fee_refund",
      sql`${table.feeRefundedMinor} BETWEEN 0 AND ${table.feeMinor} AND ${table.refundedMinor} - ${table.feeRefundedMinor}
        BETWEEN 0 AND ${table.priceMinor} - ${table.discountMinor}`,
    ),
    check("order_seat_cancelled", sql`${table.refundId} IS NULL OR NOT ${table.live}`),
    check("order_seat_kept_out_ticket", sql`NOT (${table.keptOut} AND ${table.live})`),
  ],
);

/** A buyer's entries for an order besides the seats, with their time. */
export const orderForms = pgTable(
  "order_form",
  {
    orderId: uuid().primaryKey(),
    /** Null for an order that no account made. */
    accountId: uuid(),
    /** The address that the tickets are mailed to; null for the account's. */
    mailTo: text(),
    agreement: jsonb().$type<Agreement>(),
    at: written(),
  },
  (table) => [
    index("order_form_mail")
      .on(sql`lower(${table.mailTo})`)
      .where(sql`${table.mailTo} IS NOT NULL`),
  ],
);

/** How a hold ended: paid by the order, or given up if there is none. The first insert decides. */
export const settlements = pgTable(
  "settlement",
  {
    holdId: uuid().primaryKey(),
    orderId: uuid(),
    at: written(),
  },
  (table) => [
    index("settlement_void")
      .on(table.at)
      .where(sql`${table.orderId} IS NULL`),
  ],
);
