import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { growingId, minor, moment, written } from "../columns.ts";
import { orders } from "../orders.ts";
import { shifts } from "./shifts.ts";

/** An order that a counter made, and in which shift. */
export const counterOrders = pgTable(
  "counter_order",
  {
    orderId: uuid()
      .primaryKey()
      .references(() => orders.id),
    shiftId: uuid()
      .notNull()
      .references(() => shifts.id),
    giftReason: text(),
    /** Of 현금영수증; the number is null for one that is issued without. */
    cashReceipt: jsonb().$type<{ type: "income" | "expense"; number: string | null }>(),
    /** The order whose tickets were exchanged for this one. */
    exchangedFrom: uuid(),
    /** The exchanged tickets: what of each came here, what was kept, and the fee that went back. */
    exchangedLines:
      jsonb().$type<
        { seat: number; refundMinor: number; chargeMinor: number; feeRefundMinor: number }[]
      >(),
  },
  (table) => [
    index("counter_order_shift").on(table.shiftId),
    index("counter_order_exchanged")
      .on(table.exchangedFrom)
      .where(sql`${table.exchangedFrom} IS NOT NULL`),
  ],
);

/** Who saw the proof of a ticket's price type. */
export const ticketProofs = pgTable(
  "ticket_proof",
  {
    orderId: uuid().notNull(),
    seat: integer().notNull(),
    priceType: text().notNull(),
    seenBy: uuid().notNull(),
    at: written(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.seat] })],
);

/** A ticket that lost its price type when it was handed out, and what was paid for it then. Reports count it then. */
export const ticketRaises = pgTable(
  "ticket_raise",
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    seat: integer().notNull(),
    /** The price type that the ticket was sold with. */
    priceType: text().notNull(),
    amountMinor: minor().notNull(),
    at: written(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.seat] }),
    index("ticket_raise_time").on(table.at),
  ],
);

/** A ticket in somebody's hand. The key lets each be handed out once, unless that was undone. */
export const ticketHandouts = pgTable(
  "ticket_handout",
  {
    id: growingId(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    seat: integer().notNull(),
    shiftId: uuid().notNull(),
    by: uuid().notNull(),
    at: written(),
    undoneAt: moment(),
    undoneBy: uuid(),
    undoneFor: text(),
  },
  (table) => [
    uniqueIndex("ticket_handout_once")
      .on(table.orderId, table.seat)
      .where(sql`${table.undoneAt} IS NULL`),
    index("ticket_handout_shift").on(table.shiftId),
    check(
      "ticket_handout_undone",
      sql`num_nulls(${table.undoneAt}, ${table.undoneBy}, ${table.undoneFor}) IN (0, 3)`,
    ),
  ],
);
