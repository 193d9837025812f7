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
import type { Locale } from "../../contract/people/accounts.ts";
import type { Consent } from "../../contract/people/consent.ts";
import { hash, moment, written } from "./columns.ts";

export const accounts = pgTable(
  "account",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    passwordHash: text().notNull(),
    name: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    createdAt: written(),
    /** The account's membership tier, for discounts; null for none. */
    tier: text(),
    /** True if staff have set the tier, which then does not follow from what was spent. */
    tierByHand: boolean().notNull().default(false),
    /** Since when the account cannot sign in, and why. */
    suspendedAt: moment(),
    suspension: text(),
    /** The optional mails that the account wants. */
    mailReminders: boolean().notNull().default(true),
    mailWaitlist: boolean().notNull().default(true),
    /** What was agreed to on signing up, in which version; null for accounts older than the question. */
    consent: jsonb().$type<Consent>(),
  },
  (table) => [
    uniqueIndex("account_email").on(sql`lower(${table.email})`),
    index("account_newest").on(table.createdAt, table.id),
    index("account_suspended")
      .on(table.createdAt, table.id)
      .where(sql`${table.suspendedAt} IS NOT NULL`),
    index("account_tier")
      .on(table.tier, table.createdAt, table.id)
      .where(sql`${table.tier} IS NOT NULL`),
    check(
      "account_suspension",
      sql`(${table.suspendedAt} IS NULL) = (${table.suspension} IS NULL)`,
    ),
    check("account_locale", sql`${table.locale} IN ('ko', 'en')`),
  ],
);

/** One sign-in on one device: a family of refresh tokens, each exchanged for the next. */
export const sessions = pgTable(
  "session",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    userAgent: text(),
    createdAt: written(),
    revokedAt: moment(),
  },
  (table) => [
    index("session_account")
      .on(table.accountId)
      .where(sql`${table.revokedAt} IS NULL`),
  ],
);

export const refreshTokens = pgTable(
  "refresh_token",
  {
    tokenHash: hash().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    createdAt: written(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    /** The token that replaced this one. */
    successorHash: hash(),
  },
  (table) => [
    index("refresh_token_expiry").on(table.expiresAt),
    index("refresh_token_session").on(table.sessionId),
    check("refresh_token_used", sql`(${table.usedAt} IS NULL) = (${table.successorHash} IS NULL)`),
  ],
);
