import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "../../../contract/money/money.ts";
import { minor, moment } from "../columns.ts";

const measures = {
  /** Counted only in the slices whose key belongs to an order. */
  orders: integer().notNull(),
  tickets: integer().notNull(),
  returned: integer().notNull(),
  priceMinor: minor().notNull(),
  discountMinor: minor().notNull(),
  feeMinor: minor().notNull(),
  refundMinor: minor().notNull(),
  keptMinor: minor().notNull(),
  feeReturnedMinor: minor().notNull(),
};
const keys = {
  /** What `key` is: a way of payment, a zone, a price type, a coupon, an hour, a kind of customer, a lead time. */
  slice: text().notNull(),
  /** The day at the venue; of a month or a year its first. */
  day: date().notNull(),
  channel: text().notNull(),
  key: text().notNull(),
  currency: text().$type<Currency>().notNull(),
};

/**
 * Sales and refunds of each show, summed by the day and by one more thing. The cron folds the rows of orders and refunds
 * into it; no sale writes here.
 */
export const salesFolds = pgTable(
  "sales_fold",
  { ...keys, scheduleId: uuid().notNull(), ...measures },
  (table) => [
    primaryKey({
      columns: [table.slice, table.day, table.scheduleId, table.channel, table.key, table.currency],
    }),
    index("sales_fold_schedule").on(table.scheduleId, table.slice, table.day),
  ],
);

/** The same by the month, for reports of many shows over a long time. */
export const salesFoldMonths = pgTable(
  "sales_fold_month",
  { ...keys, scheduleId: uuid().notNull(), ...measures },
  (table) => [
    primaryKey({
      columns: [table.slice, table.day, table.scheduleId, table.channel, table.key, table.currency],
    }),
  ],
);

/** The same by the year. */
export const salesFoldYears = pgTable(
  "sales_fold_year",
  { ...keys, scheduleId: uuid().notNull(), ...measures },
  (table) => [
    primaryKey({
      columns: [table.slice, table.day, table.scheduleId, table.channel, table.key, table.currency],
    }),
  ],
);

/** The same of all shows of an organization together. Zones and price types are known here by their names. */
export const salesFoldOrganizations = pgTable(
  "sales_fold_organization",
  { organizationId: uuid().notNull(), ...keys, ...measures },
  (table) => [
    primaryKey({
      columns: [
        table.organizationId,
        table.slice,
        table.day,
        table.channel,
        table.key,
        table.currency,
      ],
    }),
  ],
);

/** The same by the month. */
export const salesFoldOrganizationMonths = pgTable(
  "sales_fold_organization_month",
  { organizationId: uuid().notNull(), ...keys, ...measures },
  (table) => [
    primaryKey({
      columns: [
        table.organizationId,
        table.slice,
        table.day,
        table.channel,
        table.key,
        table.currency,
      ],
    }),
  ],
);

/** The ledger of each show by day, counted anew from its transfers, so that the sums of the sales can be held against it. */
export const ledgerFolds = pgTable(
  "ledger_fold",
  {
    scheduleId: uuid().notNull(),
    day: date().notNull(),
    side: text().notNull(),
    currency: text().$type<Currency>().notNull(),
    amountMinor: minor().notNull(),
    transfers: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.day, table.side, table.currency] })],
);

/** The same of all shows of an organization together; all zeros for the gateway's side. */
export const ledgerFoldOrganizations = pgTable(
  "ledger_fold_organization",
  {
    organizationId: uuid().notNull(),
    day: date().notNull(),
    side: text().notNull(),
    currency: text().$type<Currency>().notNull(),
    amountMinor: minor().notNull(),
    transfers: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.day, table.side, table.currency] }),
  ],
);

/** One row: everything before this time is folded, and nothing after it. */
export const foldProgress = pgTable("fold_progress", {
  id: boolean().primaryKey().default(true),
  foldedUntil: moment().notNull(),
});
