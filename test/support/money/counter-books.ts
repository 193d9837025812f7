import { randomUUID } from "node:crypto";
import type { Tender } from "../../../src/contract/admin/counter.ts";
import type { TenderKind } from "../../../src/contract/money/order-channels.ts";
import type { Actor } from "../../../src/db/admin/audit.ts";
import { closeOwnShift, openShift } from "../../../src/db/counter/shifts.ts";
import { type CounterSale, counterSale } from "../../../src/db/counter/sales.ts";
import { type Books, newFan, nobody, sha256 } from "../books.ts";

/** Somebody at a counter, without regard to rights. */
export async function newClerk(books: Books): Promise<Actor & { accountId: string }> {
  return { ...nobody, accountId: await newFan(books) };
}

export async function shiftOf(books: Books, by: Actor, floatMinor = 0): Promise<string> {
  const id = randomUUID();
  const shift = { counter: `Counter ${id}`, floatMinor, currency: "KRW" as const };
  const opened = await openShift(books.db, { id, by, shift });
  if (!opened.ok) throw new Error(opened.code);
  return id;
}

export const paid = (amountMinor: number, kind: TenderKind = "cash"): Tender => ({
  kind,
  amountMinor,
});

/** A sale of seats at 10,000 each, paid in cash. */
export function counterSaleOf(by: Actor, scheduleId: string, ...seats: number[]): CounterSale {
  const priced = {
    zoneId: "r",
    priceMinor: 10_000,
    feeMinor: 0,
    discountMinor: 0,
    priceType: null,
  };
  return {
    by,
    key: randomUUID(),
    requestHash: sha256(seats.join()),
    orderId: randomUUID(),
    scheduleId,
    holdId: randomUUID(),
    currency: "KRW",
    seats: seats.map((seat) => ({ seat, key: `r/${seat + 1}`, ...priced, proofSeen: false })),
    discounts: [],
    tenders: [paid(10_000 * seats.length)],
    channel: "counter",
    buyer: {},
    cashReceipt: null,
    giftReason: null,
  };
}

export async function soldAtCounter(books: Books, sale: CounterSale) {
  const sold = await counterSale(books.db, sale);
  if (!sold.ok) throw new Error(sold.code);
  return sold.value;
}

/** Closes the clerk's shift with exactly what its rows expect. */
export async function closeEven(books: Books, by: Actor) {
  const [open] = await books.sql<{ id: string }>(
    "SELECT id FROM shift WHERE operator_id = $1 AND closed_at IS NULL",
    [by.accountId],
  );
  const lines = await books.sql<{ kind: TenderKind; amountMinor: string }>(
    `SELECT kind, expected_minor AS "amountMinor" FROM shift_lines($1)`,
    [open?.id],
  );
  const counted = lines.map(({ kind, amountMinor }) => {
    return { kind, amountMinor: Number(amountMinor) };
  });
  return closeOwnShift(books.db, { id: open?.id ?? randomUUID(), by, close: { counted } });
}

/** What an account of the ledger stands at. */
export async function ledgerOf({ sql }: Books, account: string): Promise<number> {
  const [row] = await sql<{ minor: string | null }>(
    `SELECT sum(balance_minor) AS minor FROM ledger_balance WHERE ledger_account_id = ${account}`,
  );
  return Number(row?.minor ?? 0);
}

export const kinds: readonly TenderKind[] = ["cash", "terminal", "bank-transfer", "voucher"];
