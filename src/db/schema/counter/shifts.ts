import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "../../../contract/money/money.ts";
import type { TenderKind } from "../../../contract/money/order-channels.ts";
import { accounts } from "../accounts.ts";
import { growingId, minor, moment, written } from "../columns.ts";
import { orders } from "../orders.ts";
import { organizations } from "../organizations.ts";

/** When an organization's counters may sell though fans cannot buy, and if they take booking fees. */
export const counterSettings = pgTable("counter_setting", {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id),
  hasFees: boolean().notNull().default(false),
  sellsBeforeOpening: boolean().notNull().default(true),
  sellsWhilePaused: boolean().notNull().default(false),
  sellsWhileDraining: boolean().notNull().default(true),
  sellsAfterClosing: boolean().notNull().default(true),
});

/** The time that one operator has one counter's drawer, from the float to the count. */
export const shifts = pgTable(
  "shift",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** The name of the counter. */
    counter: text().notNull(),
    operatorId: uuid()
      .notNull()
      .references(() => accounts.id),
    currency: text().$type<Currency>().notNull(),
    floatMinor: minor().notNull(),
    openedAt: written(),
    closedAt: moment(),
    closedBy: uuid(),
    /** What was counted and what the rows said, by kind of tender. */
    counted: jsonb().$type<Record<TenderKind, { countedMinor: number; expectedMinor: number }>>(),
    explanation: text(),
  },
  (table) => [
    uniqueIndex("shift_of_operator")
      .on(table.organizationId, table.operatorId)
      .where(sql`${table.closedAt} IS NULL`),
    uniqueIndex("shift_of_counter")
      .on(table.organizationId, sql`lower(${table.counter})`)
      .where(sql`${table.closedAt} IS NULL`),
    index("shift_time").on(table.organizationId, table.openedAt, table.id),
    check("shift_float", sql`${table.floatMinor} >= 0`),
    check(
      "shift_closed",
      sql`num_nulls(${table.closedAt}, ${table.closedBy}, ${table.counted}) IN (0, 3)`,
    ),
  ],
);

/** What was taken for an order at a counter, or given back (below zero). The rows of a shift are what it expects. */
export const orderTenders = pgTable(
  "order_tender",
  {
    id: growingId(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    shiftId: uuid()
      .notNull()
      .references(() => shifts.id),
    act: text().$type<"sale" | "exchange" | "collection" | "refund">().notNull(),
    kind: text().$type<TenderKind>().notNull(),
    amountMinor: minor().notNull(),
    /** The cash that the customer put down. */
    receivedMinor: minor(),
    reference: text(),
    at: written(),
  },
  (table) => [
    index("order_tender_order").on(table.orderId),
    index("order_tender_shift").on(table.shiftId, table.id),
    check("order_tender_amount", sql`${table.amountMinor} <> 0`),
    check(
      "order_tender_received",
      sql`${table.receivedMinor} IS NULL OR (${table.kind} = 'cash' AND ${table.receivedMinor} >= ${table.amountMinor})`,
    ),
    check(
      "order_tender_kind",
      sql`${table.kind} IN ('cash', 'terminal', 'bank-transfer', 'voucher')
        AND ${table.act} IN ('sale', 'exchange', 'collection', 'refund')`,
    ),
  ],
);
