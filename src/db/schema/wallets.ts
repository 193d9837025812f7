import { sql } from "drizzle-orm";
import {
  check,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Currency } from "../../contract/money.ts";
import type { TopUp } from "../../contract/wallets.ts";
import { accounts } from "./accounts.ts";
import { growingId, minor, moment, written } from "./columns.ts";

export const wallets = pgTable(
  "wallet",
  {
    accountId: uuid()
      .primaryKey()
      .references(() => accounts.id),
    currency: text().$type<Currency>().notNull(),
    balanceMinor: minor().notNull().default(0),
    /** How many lines the wallet's ledger has. */
    lines: integer().notNull().default(0),
  },
  (table) => [check("wallet_not_negative", sql`${table.balanceMinor} >= 0`)],
);

export type TransferKind = "top-up" | "purchase" | "fee" | "refund" | "fee-refund";

/**
 * The ledger: one row takes an amount from one account and gives it to another, so that all of it always sums to zero.
 * Accounts are wallets (by account id), the income of a concert (by concert id), and the two that `system_account` names;
 * there is no foreign key to them, because it would make every sale of a concert lock one and the same row.
 */
export const transfers = pgTable(
  "transfer",
  {
    id: growingId(),
    kind: text().$type<TransferKind>().notNull(),
    debitId: uuid().notNull(),
    creditId: uuid().notNull(),
    amountMinor: minor().notNull(),
    currency: text().$type<Currency>().notNull(),
    orderId: uuid(),
    paymentId: uuid(),
    /** Set when one side is a wallet: which, what it then held, and which line of its ledger this is. */
    walletId: uuid(),
    walletLine: integer(),
    balanceAfterMinor: minor(),
    at: written(),
  },
  (table) => [
    // Gives the ledger of a wallet, newest first, and proves that it has no gap and no line twice.
    uniqueIndex("transfer_wallet_line")
      .on(table.walletId, table.walletLine)
      .where(sql`${table.walletId} IS NOT NULL`),
    check(
      "transfer_amount",
      sql`${table.amountMinor} > 0 AND ${table.debitId} <> ${table.creditId}`,
    ),
    check(
      "transfer_kind",
      sql`${table.kind} IN ('top-up', 'purchase', 'fee', 'refund', 'fee-refund')`,
    ),
    check(
      "transfer_wallet",
      sql`num_nulls(${table.walletId}, ${table.walletLine}, ${table.balanceAfterMinor}) IN (0, 3)`,
    ),
  ],
);

/** The ledger's accounts that belong to nobody outside. */
export const systemAccounts = pgTable("system_account", {
  id: uuid().primaryKey(),
  name: text().notNull().unique(),
});

/** Money on its way in from a payment company. */
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
    status: text().$type<TopUp["status"]>().notNull().default("ready"),
    createdAt: written(),
    settledAt: moment(),
    /** What the payment company said last, as it said it. */
    record: jsonb(),
  },
  (table) => [
    unique("payment_provider_key").on(table.provider, table.providerKey),
    check("payment_amount", sql`${table.amountMinor} > 0`),
    check("payment_status", sql`${table.status} IN ('ready', 'paid', 'refused', 'unknown')`),
    check("payment_purpose", sql`${table.purpose} IN ('top-up', 'order')`),
  ],
);
