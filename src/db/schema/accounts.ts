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
import { type Place, type SignInMethod, signInMethods } from "../../contract/people/sessions.ts";
import type { Consent } from "../../contract/people/consent.ts";
import { hash, moment, written } from "./columns.ts";

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(", ");

export const accounts = pgTable(
  "account",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    /** When the address was last proved to be this person's; null for old accounts, and for an address nobody has proved. */
    emailVerifiedAt: moment(),
    /** Null for whoever signs in without a password. */
    passwordHash: text(),
    /** With the country's number, as `+821012345678`. */
    phone: text(),
    /** The person's own picture, in the bucket under this id. */
    pictureId: uuid(),
    /** Since when the account has been closed by its person. The row stays for the ledger, without personal data. */
    withdrawnAt: moment(),
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
    check("account_phone", sql`${table.phone} ~ '^[+][1-9][0-9]{6,14}$'`),
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
    /** When its tokens were last exchanged. */
    lastSeenAt: written(),
    /** Where it was last seen, as the edge says. */
    place: jsonb().$type<Place>(),
    method: text().$type<SignInMethod>().notNull().default("password"),
    /** When the person last proved to be who they are. */
    authenticatedAt: written(),
    /** When a second factor was last shown; null for never in this session. */
    secondFactorAt: moment(),
    /** When it ends unless it is used, and when it ends in any case. Staff's end earlier: `session_ends`. */
    idleEndsAt: moment()
      .notNull()
      .default(sql`now() + interval '30 days'`),
    endsAt: moment()
      .notNull()
      .default(sql`now() + interval '180 days'`),
    /** The device, by the hash of its cookie. */
    deviceHash: hash(),
  },
  (table) => [
    index("session_account")
      .on(table.accountId)
      .where(sql`${table.revokedAt} IS NULL`),
    check("session_method", sql`${table.method} IN (${sql.raw(quoted(signInMethods))})`),
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
