import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  RefundJobLine,
  RefundJobState,
  RefundSelection,
} from "../../../contract/admin/refunds/refund-jobs.ts";
import type { RefundMoney, SeatEnd } from "../../../contract/admin/refunds/staff-refunds.ts";
import type { Currency } from "../../../contract/money/money.ts";
import type { TenderKind } from "../../../contract/money/order-channels.ts";
import type { StaffRefundTarget } from "../../../contract/money/refunds.ts";
import { moment, written } from "../columns.ts";
import { organizations } from "../organizations.ts";

/** A refund of many orders: first worked out, then carried out order by order. */
export const refundJobs = pgTable(
  "refund_job",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    selection: jsonb().$type<RefundSelection>().notNull(),
    money: jsonb().$type<RefundMoney>().notNull(),
    seat: text().$type<SeatEnd>().notNull(),
    target: text().$type<StaffRefundTarget>().notNull(),
    hand: text().$type<TenderKind>(),
    reason: text().notNull(),
    currency: text().$type<Currency>().notNull(),
    state: text().$type<RefundJobState>().notNull().default("planning"),
    revision: integer().notNull().default(1),
    madeBy: uuid().notNull(),
    createdAt: written(),
    startedAt: moment(),
    doneAt: moment(),
  },
  (table) => [
    index("refund_job_organization").on(table.organizationId, table.createdAt, table.id),
    index("refund_job_open")
      .on(table.createdAt)
      .where(sql`${table.state} IN ('planning', 'running')`),
    check(
      "refund_job_state",
      sql`${table.state} IN ('planning', 'planned', 'running', 'paused', 'done', 'stopped')`,
    ),
  ],
);

/** One order of a job, what its plan says, and how it ended. */
export const refundJobLines = pgTable(
  "refund_job_line",
  {
    jobId: uuid()
      .notNull()
      .references(() => refundJobs.id),
    orderId: uuid().notNull(),
    state: text().$type<RefundJobLine["state"]>().notNull().default("selected"),
    seats: integer().array().notNull().default([]),
    chargeMinor: bigint({ mode: "number" }).notNull().default(0),
    refundMinor: bigint({ mode: "number" }).notNull().default(0),
    /** The code of the refusal that failed or skipped it. */
    problem: text(),
    refundId: uuid(),
    doneAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.orderId] }),
    index("refund_job_line_state").on(table.jobId, table.state, table.orderId),
    check(
      "refund_job_line_state_name",
      sql`${table.state} IN ('selected', 'planned', 'done', 'failed', 'skipped')`,
    ),
  ],
);
