import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Currency } from "../../../contract/money/money.ts";
import { accounts } from "../accounts.ts";
import { minor, moment, written } from "../columns.ts";

/** What an account has bought so far, folded from its orders and refunds by the minute. */
export const accountSums = pgTable(
  "account_sum",
  {
    accountId: uuid().primaryKey(),
    currency: text().$type<Currency>().notNull(),
    orders: integer().notNull(),
    spentMinor: minor().notNull(),
    lastOrderAt: moment(),
  },
  (table) => [
    index("account_sum_spent").on(table.spentMinor, table.accountId),
    index("account_sum_last").on(table.lastOrderAt, table.accountId),
  ],
);

/** Until when orders and refunds are in the sums. */
export const accountSumProgress = pgTable(
  "account_sum_progress",
  { id: boolean().primaryKey().default(true), foldedUntil: moment().notNull() },
  (table) => [check("account_sum_progress_one", sql`${table.id}`)],
);

/** From which sum on an account gets a tier by itself. */
export const tierRules = pgTable("tier_rule", {
  tier: text().primaryKey(),
  spentMinor: minor().notNull().unique(),
});

/** Money that is put into a wallet or taken from it by two people: one asks, another one decides. */
export const walletCorrections = pgTable(
  "wallet_correction",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    amountMinor: minor().notNull(),
    currency: text().$type<Currency>().notNull(),
    reason: text().notNull(),
    askedBy: uuid().notNull(),
    askedAt: written(),
    decidedBy: uuid(),
    decidedAt: moment(),
    isApproved: boolean(),
  },
  (table) => [
    index("wallet_correction_account").on(table.accountId, table.askedAt),
    check("wallet_correction_amount", sql`${table.amountMinor} <> 0`),
    check("wallet_correction_two", sql`${table.askedBy} <> ${table.decidedBy}`),
    check(
      "wallet_correction_decided",
      sql`num_nonnulls(${table.decidedBy}, ${table.decidedAt}, ${table.isApproved}) IN (0, 3)`,
    ),
  ],
);
