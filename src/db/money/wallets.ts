import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { LedgerLine, Wallet } from "../../contract/money/wallets.ts";
import { ask, type Database } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";
import { transfers, wallets } from "../schema/wallets.ts";

export async function walletOf(db: Database, accountId: string): Promise<Wallet | null> {
  const [row] = await ask(() => db.select().from(wallets).where(eq(wallets.accountId, accountId)));
  return row ? { balance: { amount: row.balanceMinor, currency: row.currency } } : null;
}

type LedgerRow = Pick<
  typeof transfers.$inferSelect,
  Exclude<keyof typeof lineColumns, "concert">
> & { concert: LocalText | null };

const lineColumns = {
  id: transfers.id,
  kind: transfers.kind,
  creditId: transfers.creditId,
  walletId: transfers.walletId,
  walletLine: transfers.walletLine,
  amountMinor: transfers.amountMinor,
  balanceAfterMinor: transfers.balanceAfterMinor,
  currency: transfers.currency,
  orderId: transfers.orderId,
  concert: sql<LocalText | null>`(SELECT c.title FROM customer_order o JOIN schedule s ON s.id = o.schedule_id
    JOIN concert c ON c.id = s.concert_id WHERE o.id = ${transfers.orderId})`,
  at: transfers.at,
};

/** A wallet's ledger lines, newest first. */
export async function ledgerOf(
  db: Database,
  { accountId, after, limit }: { accountId: string; after: string | null; limit: number },
): Promise<Outcome<Page<LedgerLine>>> {
  const cursor = after === null ? [] : readCursor(after, "line");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [line] = cursor;
  const before = line === undefined ? sql`true` : lt(transfers.walletLine, Number(line));
  const rows = await ask(() =>
    db
      .select(lineColumns)
      .from(transfers)
      .where(and(eq(transfers.walletId, accountId), before))
      .orderBy(desc(transfers.walletLine))
      .limit(limit + 1),
  );
  return done(pageOf(rows, limit, (row) => writeCursor(row.walletLine ?? 0), toLine));
}

const walletKinds = [
  "top-up",
  "voucher",
  "purchase",
  "refund",
  "compensation",
  "correction",
] as const;

function isOfWallet(kind: string): kind is (typeof walletKinds)[number] {
  return walletKinds.some((each) => each === kind);
}

function toLine(row: LedgerRow): LedgerLine {
  const { id, kind, amountMinor, balanceAfterMinor, currency, orderId, concert, at } = row;
  if (!isOfWallet(kind) || balanceAfterMinor === null) {
    throw new Error(`transfer ${id} is not a wallet's`);
  }
  const isIncoming = row.creditId === row.walletId;
  return {
    id,
    kind,
    amount: { amount: isIncoming ? amountMinor : -amountMinor, currency },
    balanceAfter: { amount: balanceAfterMinor, currency },
    orderId,
    concert,
    at: at.toISOString(),
  };
}
