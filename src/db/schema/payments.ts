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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "../../contract/money/money.ts";
import type {
  CashReceipt,
  Deposit,
  GatewayMethod,
  PaymentStatus,
} from "../../contract/money/payments.ts";
import type { PricedOrder } from "../../contract/money/price.ts";
import type { RefundLine } from "../../contract/money/refund-rules.ts";
import type { SeatEnd } from "../../contract/admin/refunds/staff-refunds.ts";
import type { TenderKind } from "../../contract/money/order-channels.ts";
import type { Refund, RefundAccount, StaffRefundTarget } from "../../contract/money/refunds.ts";
import { accounts } from "./accounts.ts";
import { growingId, minor, moment, written } from "./columns.ts";

/** Money on its way in from the gateway. */
export const payments = pgTable(
  "payment",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    purpose: text().$type<"top-up" | "order">().notNull(),
    amountMinor: minor().notNull(),
    currency: text().$type<Currency>().notNull(),
    provider: text().notNull(),
    providerKey: text(),
    status: text().$type<PaymentStatus>().notNull().default("ready"),
    createdAt: written(),
    settledAt: moment(),
    /** The gateway's latest answer, unchanged. */
    record: jsonb(),
    method: text().$type<GatewayMethod>(),
    /** The order that this will pay for, whole, so that it can be made when the money is there. */
    orderId: uuid(),
    scheduleId: uuid(),
    holdId: uuid(),
    draft: jsonb().$type<PricedOrder>(),
    /** The wallet's part of a mixed payment. */
    walletMinor: minor().notNull().default(0),
    cashReceipt: jsonb().$type<CashReceipt>(),
    deposit: jsonb().$type<Deposit>(),
    /** Why it was refused, or bought nothing. */
    reason: text(),
    /** An issue for an admin to review. */
    issue: text(),
    checks: integer().notNull().default(0),
    nextCheckAt: moment()
      .notNull()
      .default(sql`now() + interval '2 minutes'`),
  },
  (table) => [
    unique("payment_provider_key").on(table.provider, table.providerKey),
    uniqueIndex("payment_order")
      .on(table.orderId)
      .where(sql`${table.orderId} IS NOT NULL`),
    index("payment_hold")
      .on(table.holdId)
      .where(sql`${table.holdId} IS NOT NULL`),
    index("payment_account").on(table.accountId, table.createdAt, table.id),
    index("payment_time").on(table.createdAt, table.id),
    index("payment_issue")
      .on(table.createdAt, table.id)
      .where(sql`${table.issue} IS NOT NULL`),
    // The sweep finds abandoned attempts by it. No money moved by a refused payment.
    index("payment_refused")
      .on(table.settledAt)
      .where(sql`${table.status} = 'refused' AND ${table.issue} IS NULL`),
    index("payment_check")
      .on(sql`(${table.status} <> 'unknown')`, table.nextCheckAt)
      .where(sql`${table.status} IN ('ready', 'awaiting-deposit', 'unknown')`),
    check("payment_amount", sql`${table.amountMinor} > 0`),
    check(
      "payment_status",
      sql`${table.status} IN ('ready', 'awaiting-deposit', 'unknown', 'paid', 'refused', 'to-refund', 'refunded')`,
    ),
    check(
      "payment_wallet",
      sql`${table.walletMinor} >= 0 AND (${table.walletMinor} = 0 OR ${table.purpose} = 'order')`,
    ),
    check("payment_purpose", sql`${table.purpose} IN ('top-up', 'order')`),
    check(
      "payment_of_order",
      sql`(${table.purpose} = 'order') = (num_nonnulls(${table.method}, ${table.orderId}, ${table.scheduleId},
        ${table.holdId}, ${table.draft}) = 5)`,
    ),
  ],
);

/** Where the browser goes after the checkout, for a payment whose client has pages of its own. */
export const paymentReturns = pgTable("payment_return", {
  paymentId: uuid().primaryKey(),
  successUrl: text().notNull(),
  failUrl: text().notNull(),
});

/** Each state that a payment was in, written by a trigger. */
export const paymentEvents = pgTable(
  "payment_event",
  {
    id: growingId(),
    paymentId: uuid().notNull(),
    at: written(),
    status: text().$type<PaymentStatus>().notNull(),
    reason: text(),
    issue: text(),
  },
  (table) => [index("payment_event_payment").on(table.paymentId, table.id)],
);

/** A gateway notice about a payment, as it arrived. It is not trusted; the gateway is asked. */
export const paymentNotices = pgTable(
  "payment_notice",
  {
    id: growingId(),
    paymentId: uuid().notNull(),
    at: written(),
    kind: text().notNull(),
    status: text(),
  },
  (table) => [index("payment_notice_payment").on(table.paymentId, table.id)],
);

/** A refund: for canceled tickets, or for a payment that bought nothing. */
export const refunds = pgTable(
  "refund",
  {
    id: uuid().primaryKey(),
    /** Null for an order that no account made. */
    accountId: uuid(),
    orderId: uuid(),
    paymentId: uuid(),
    amountMinor: minor().notNull(),
    chargeMinor: minor().notNull(),
    currency: text().$type<Currency>().notNull(),
    target: text().$type<StaffRefundTarget>().notNull(),
    status: text().$type<Refund["status"]>().notNull(),
    reason: text(),
    lines: jsonb().$type<RefundLine[]>().notNull(),
    createdAt: written(),
    doneAt: moment(),
    attempts: integer().notNull().default(0),
    /** The gateway's temporary refusals so far: each later try needs a new key. */
    refusals: integer().notNull().default(0),
    nextTryAt: written(),
    /** The gateway's latest answer about it, and the gateway's id for it. */
    record: jsonb(),
    transactionKey: text(),
    /** The bank account for a refund that cannot return by itself; after the refund only the number's ends remain. */
    account: jsonb().$type<RefundAccount>(),
    /** How staff pay it, and in which shift of the counter. */
    hand: text().$type<TenderKind>(),
    shiftId: uuid(),
    /** For a refund by staff: what became of the seats, who made it, why, and in which job. */
    seatEnd: text().$type<SeatEnd>(),
    madeBy: uuid(),
    note: text(),
    jobId: uuid(),
  },
  (table) => [
    index("refund_order").on(table.orderId),
    index("refund_payment").on(table.paymentId),
    index("refund_of_job")
      .on(table.jobId)
      .where(sql`${table.jobId} IS NOT NULL`),
    index("refund_time").on(table.createdAt, table.id),
    index("refund_due")
      .on(table.nextTryAt)
      .where(sql`${table.status} = 'due' AND ${table.target} = 'original'`),
    check("refund_amounts", sql`least(${table.amountMinor}, ${table.chargeMinor}) >= 0`),
    check("refund_target", sql`${table.target} IN ('wallet', 'original', 'hand')`),
    check("refund_hand", sql`(${table.target} = 'hand') = (${table.hand} IS NOT NULL)`),
    check(
      "refund_status",
      sql`${table.status} IN ('due', 'done') AND (${table.status} = 'done') = (${table.doneAt} IS NOT NULL)`,
    ),
    check("refund_of", sql`num_nonnulls(${table.orderId}, ${table.paymentId}) > 0`),
  ],
);

/** A payout of the gateway, by the gateway's own id. */
export const gatewaySettlements = pgTable(
  "gateway_settlement",
  {
    provider: text().notNull(),
    reference: text().notNull(),
    amountMinor: minor().notNull(),
    feeMinor: minor().notNull(),
    currency: text().$type<Currency>().notNull(),
    record: jsonb(),
    createdAt: written(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.reference] })],
);
