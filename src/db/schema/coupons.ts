import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "../../contract/money/money.ts";
import type { Cut } from "../../contract/money/price.ts";
import { type LocalText, minor, moment, written } from "./columns.ts";
import { organizations } from "./organizations.ts";

/** What a coupon takes off never changes, so that a price computed with it stays right. */
export const coupons = pgTable(
  "coupon",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    code: text().notNull(),
    name: jsonb().$type<LocalText>().notNull(),
    cut: jsonb().$type<Cut>().notNull(),
    currency: text().$type<Currency>().notNull(),
    minimumMinor: minor().notNull(),
    zones: jsonb().$type<string[]>(),
    concertId: uuid(),
    scheduleId: uuid(),
    tier: text(),
    opensAt: moment(),
    closesAt: moment(),
    usesMax: integer(),
    /** Counted down only if there is a limit; without one, no two buyers update this row. */
    usesLeft: integer(),
    usesPerAccountMax: integer(),
    /** False once it has ended for good. */
    isOpen: boolean().notNull().default(true),
    pausedAt: moment(),
    /** Grows with every change by the organizer, and with no use. */
    revision: integer().notNull().default(1),
    createdAt: written(),
  },
  (table) => [
    unique("coupon_code").on(table.organizationId, table.code),
    check("coupon_uses", sql`${table.usesLeft} BETWEEN 0 AND ${table.usesMax}`),
  ],
);

/** A coupon used by an order, or reserved for a payment under way. */
export const couponUses = pgTable(
  "coupon_use",
  {
    orderId: uuid().primaryKey(),
    couponId: uuid()
      .notNull()
      .references(() => coupons.id),
    accountId: uuid().notNull(),
    at: written(),
  },
  (table) => [index("coupon_use_account").on(table.couponId, table.accountId)],
);

/** A code worth money for the first account that redeems it. */
export const vouchers = pgTable(
  "voucher",
  {
    code: text().primaryKey(),
    amountMinor: minor().notNull(),
    currency: text().$type<Currency>().notNull(),
    expiresAt: moment(),
    redeemedBy: uuid(),
    redeemedAt: moment(),
    createdAt: written(),
    /** The vouchers that were made together. */
    batchId: uuid(),
  },
  (table) => [index("voucher_batch").on(table.batchId)],
);
