import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { SignUpDraft } from "../../../contract/people/sign-up.ts";
import { accounts } from "../accounts.ts";
import { hash, moment, written } from "../columns.ts";

/**
 * A code and a link on their way to an address. Neither is kept: both follow from the id and a key of the Worker. A
 * sign-up with a known address makes one too, of the kind `known`, which no code completes.
 */
export const emailProofs = pgTable(
  "email_proof",
  {
    id: uuid().primaryKey(),
    purpose: text().$type<"sign-up" | "known" | "verify" | "change">().notNull(),
    email: text().notNull(),
    /** The account whose address it is, or is to become; null for a sign-up. */
    accountId: uuid().references(() => accounts.id),
    /** Of the secret that only the browser or program that asked has. The code is worth nothing without it. */
    holderHash: hash().notNull(),
    /** What the account is made of once the address is proved. */
    draft: jsonb().$type<SignUpDraft>(),
    tries: integer().notNull().default(0),
    sentCount: integer().notNull().default(1),
    sentAt: written(),
    createdAt: written(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [
    index("email_proof_expiry").on(table.expiresAt),
    index("email_proof_account").on(table.accountId),
    index("email_proof_email").on(sql`lower(${table.email})`),
    check("email_proof_purpose", sql`${table.purpose} IN ('sign-up', 'known', 'verify', 'change')`),
    check("email_proof_draft", sql`(${table.purpose} = 'sign-up') = (${table.draft} IS NOT NULL)`),
  ],
);

/** A change of an account's address, which the old address can take back for a week. */
export const emailChanges = pgTable(
  "email_change",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    oldEmail: text().notNull(),
    newEmail: text().notNull(),
    changedAt: written(),
    /** Until when the old address can take it back. */
    revertUntil: moment().notNull(),
    revertedAt: moment(),
  },
  (table) => [
    index("email_change_account").on(table.accountId),
    index("email_change_end").on(table.revertUntil),
  ],
);
