import { boolean, check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { accounts } from "../accounts.ts";
import { growingId, hash, moment, written } from "../columns.ts";

/** Every consent given or taken back, in the version that was shown. The newest of each item counts. */
export const consentRecords = pgTable(
  "consent_record",
  {
    id: growingId(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    item: text().$type<"terms" | "privacy" | "marketing">().notNull(),
    version: text().notNull(),
    isGiven: boolean().notNull(),
    at: written(),
  },
  (table) => [
    index("consent_record_account").on(table.accountId, table.item, table.id),
    check("consent_record_item", sql`${table.item} IN ('terms', 'privacy', 'marketing')`),
  ],
);

/** The devices on which an account has signed in before, by the hash of their cookie. */
export const knownDevices = pgTable(
  "known_device",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    deviceHash: hash().notNull(),
    firstSeenAt: written(),
    lastSeenAt: written(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.deviceHash] }),
    index("known_device_age").on(table.lastSeenAt),
  ],
);

/** Who a closed account belonged to, kept apart and only as long as the law asks for the contracts of the account. */
export const withdrawnPeople = pgTable(
  "withdrawn_person",
  {
    accountId: uuid()
      .primaryKey()
      .references(() => accounts.id),
    email: text().notNull(),
    name: text().notNull(),
    phone: text(),
    /** Why the person left, if they said. */
    reason: text(),
    withdrawnAt: written(),
    eraseAt: moment().notNull(),
  },
  (table) => [index("withdrawn_person_end").on(table.eraseAt)],
);
