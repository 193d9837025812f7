import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Currency } from "../../contract/money/money.ts";
import { accounts } from "./accounts.ts";
import { growingId, minor, written } from "./columns.ts";

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

/**
 * `capture` books money that bought nothing, and `gateway-refund` sends money back to a card. `gateway-settlement` and
 * `gateway-fee` book a payout of the gateway and the fee that it keeps. A sale at the counter takes money from the tills; an
 * exchange moves an order's money to another order; a shift begins with a float, and its count goes to the bank.
 */
export type TransferKind =
  | "top-up"
  | "voucher"
  | "purchase"
  | "card-purchase"
  | "fee"
  | "refund"
  | "fee-refund"
  | "compensation"
  | "capture"
  | "gateway-refund"
  | "gateway-settlement"
  | "gateway-fee"
  | "correction"
  | "hand-refund"
  | "counter-sale"
  | "exchange-out"
  | "exchange-in"
  | "exchange-rest"
  | "till-float"
  | "till-deposit"
  | "till-difference";

/**
 * The ledger: one row takes an amount from one account and gives it to another, so that all of it always sums to zero.
 * Accounts are wallets (by account id), the income of a concert (by concert id), and those that `system_account` names;
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
    /** Set if one side is a wallet: the wallet, its balance after the transfer, and the line number in its ledger. */
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
    index("transfer_order")
      .on(table.orderId)
      .where(sql`${table.orderId} IS NOT NULL`),
    check(
      "transfer_amount",
      sql`${table.amountMinor} > 0 AND ${table.debitId} <> ${table.creditId}`,
    ),
    check(
      "transfer_kind",
      sql`${table.kind} IN ('top-up', 'voucher', 'purchase', 'card-purchase', 'fee', 'refund', 'fee-refund',
        'compensation', 'capture', 'gateway-refund', 'gateway-settlement', 'gateway-fee', 'hand-refund',
        'correction',
        'counter-sale', 'exchange-out', 'exchange-in', 'exchange-rest', 'till-float', 'till-deposit', 'till-difference')`,
    ),
    check(
      "transfer_wallet",
      sql`num_nulls(${table.walletId}, ${table.walletLine}, ${table.balanceAfterMinor}) IN (0, 3)`,
    ),
  ],
);

/** The ledger's own accounts. */
export const systemAccounts = pgTable("system_account", {
  id: uuid().primaryKey(),
  name: text().notNull().unique(),
});
