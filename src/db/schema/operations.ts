import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Reconciliation } from "../../contract/money/payments.ts";
import { growingId, hash, moment, written } from "./columns.ts";

/**
 * A key is written together with what it did, in one transaction: either both are there or neither is. So no row says
 * "in progress"; whoever brings the same key meanwhile waits, and then gets the same answer.
 */
export const idempotencyKeys = pgTable(
  "idempotency_key",
  {
    accountId: uuid().notNull(),
    key: text().notNull(),
    operation: text().$type<"purchase" | "cancel" | "top-up" | "card-payment">().notNull(),
    requestHash: hash().notNull(),
    /** The order or payment that it made. */
    subjectId: uuid().notNull(),
    createdAt: written(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key] }),
    index("idempotency_key_age").on(table.createdAt),
  ],
);

/** The topics: seats for their schedule, pushes for devices, and all others for an account by mail. */
export type OutboxTopic = "seats.released" | `push.${string}` | MailTopic;
export type MailTopic =
  | "account.welcome"
  | "password.reset"
  | "order.paid"
  | "refund.due"
  | "refund.done"
  | "refund.redirected"
  | "deposit.awaited"
  | "deposit.expired"
  | "top-up.paid"
  | "show.reminder"
  | "show.moved"
  | "sale.reminder"
  | "waitlist.offer"
  | "staff.invited"
  | "buyers.message"
  | "report.saved"
  | SecurityTopic;
/** What changed in the ways into an account. */
export type SecurityTopic = `security.${SecurityChange}`;
export type SecurityChange =
  | "app-added"
  | "app-removed"
  | "codes-renewed"
  | "code-used"
  | "passkey-added"
  | "passkey-removed"
  | "linked"
  | "unlinked";
export type OutboxLane = "schedule" | "push" | "mail";

/** Messages still to be sent, written in the transaction that made them true. */
export const outbox = pgTable(
  "outbox",
  {
    id: growingId(),
    topic: text().$type<OutboxTopic>().notNull(),
    payload: jsonb().notNull(),
    createdAt: written(),
    availableAt: written(),
    attempts: integer().notNull().default(0),
    deliveredAt: moment(),
    /** When it was given up. */
    failedAt: moment(),
    /** Why it was not sent, or not yet. */
    failure: text(),
    /** The sender of the row, so that a mail server that is down delays no schedule. */
    lane: text()
      .$type<OutboxLane>()
      .notNull()
      .generatedAlwaysAs(
        sql`CASE WHEN topic = 'seats.released' THEN 'schedule' WHEN topic LIKE 'push.%' THEN 'push' ELSE 'mail' END`,
      ),
    /**
     * What a lane tells first: 0 is what somebody waits for or has minutes to use, 1 what somebody has just done, 2 money
     * that goes back, 3 reminders, which may be thousands, and 4 what an organizer writes to all buyers of a show.
     */
    urgency: smallint()
      .notNull()
      .generatedAlwaysAs(
        sql`CASE WHEN topic IN ('password.reset', 'email.code', 'email.known', 'waitlist.offer', 'push.waitlist.offer') THEN 0 WHEN topic LIKE 'refund.%' THEN 2 WHEN topic LIKE '%.reminder' THEN 3 WHEN topic = 'buyers.message' THEN 4 ELSE 1 END`,
      ),
  },
  (table) => [
    index("outbox_due")
      .on(table.lane, table.urgency, table.availableAt)
      .where(sql`${table.deliveredAt} IS NULL AND ${table.failedAt} IS NULL`),
    // The mails about an order, those about its refunds included.
    index("outbox_about")
      .on(sql`coalesce(${table.payload}->>'orderId', ${table.payload}->>'refundId')`)
      .where(sql`${table.lane} = 'mail'`),
    index("outbox_delivered")
      .on(table.deliveredAt)
      .where(sql`${table.deliveredAt} IS NOT NULL`),
    index("outbox_failed")
      .on(table.failedAt)
      .where(sql`${table.failedAt} IS NOT NULL`),
  ],
);

/** Changes to the catalog and the sales, with their authors. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: growingId(),
    at: written(),
    organizationId: uuid().notNull(),
    actorId: uuid(),
    action: text().notNull(),
    subject: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    requestId: text(),
    /** The network address and the browser, set by `require_staff` for the statement that writes. */
    origin: text().default(sql`nullif(current_setting('frontrow.origin', true), '')`),
    /** What a request with an Idempotency-Key has made, and the hash of the request; set by `begin_creation`. */
    creationId: uuid().default(
      sql`nullif(current_setting('frontrow.creation_id', true), '')::uuid`,
    ),
    creationHash: hash().default(
      sql`decode(nullif(current_setting('frontrow.creation_hash', true), ''), 'hex')`,
    ),
  },
  (table) => [
    index("audit_log_subject").on(table.subject, table.at),
    index("audit_log_creation")
      .on(table.creationId)
      .where(sql`${table.creationId} IS NOT NULL`),
    index("audit_log_organization").on(table.organizationId, table.id),
  ],
);

/** A show that the organizer calls off; its orders are refunded batch by batch. */
export const showCancellations = pgTable("show_cancellation", {
  scheduleId: uuid().primaryKey(),
  reason: text().notNull(),
  compensationPercent: integer().notNull(),
  startedAt: written(),
  doneAt: moment(),
});

/** The findings of each comparison of books, schedules and gateway. */
export const reconciliations = pgTable("reconciliation", {
  id: growingId(),
  startedAt: moment().notNull(),
  finishedAt: written(),
  report: jsonb().$type<Pick<Reconciliation, "checked" | "repaired" | "findings">>().notNull(),
});
