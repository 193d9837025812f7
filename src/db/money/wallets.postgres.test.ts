import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LedgerLine } from "../../contract/money/wallets.ts";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  sha256,
  soundBalance,
  topUp,
  purchaseOf,
  cancelOrder,
} from "../../../test/support/books.ts";
import { purchase } from "./purchase.ts";
import { settleTopUp, startTopUp, topUpById } from "./top-ups.ts";
import { ledgerOf, walletOf } from "./wallets.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const start = (accountId: string, amountMinor = 50_000) => ({
  paymentId: randomUUID(),
  accountId,
  amountMinor,
  provider: "test",
  key: randomUUID(),
  requestHash: sha256(String(amountMinor)),
});
const paid = (top: { paymentId: string; accountId: string; amountMinor: number }) => ({
  paymentId: top.paymentId,
  accountId: top.accountId,
  providerKey: `key-of-${top.paymentId}`,
  approvedMinor: top.amountMinor,
  status: "paid" as const,
  record: { said: "ok" },
});

it("[W1] a wallet never goes below zero", async () => {
  const fan = await newFan(books, 100);
  const sql = "UPDATE wallet SET balance_minor = balance_minor - 101 WHERE account_id = $1";
  await expect(books.sql(sql, [fan])).rejects.toMatchObject({ constraint: "wallet_not_negative" });
});

it("[W2] no line of the ledger is ever changed or removed", async () => {
  const fan = await newFan(books, 100);
  for (const sql of [
    "UPDATE transfer SET amount_minor = 1",
    "DELETE FROM transfer",
    "TRUNCATE transfer",
    "UPDATE transfer SET amount_minor = 1 WHERE false",
  ]) {
    await expect(books.sql(sql)).rejects.toMatchObject({ code: "23001" });
  }
  await expect(
    books.sql(
      `INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency)
      VALUES ('top-up', gateway_account(), $1, -5, 'KRW')`,
      [fan],
    ),
  ).rejects.toMatchObject({ constraint: "transfer_amount" });
  expect(await soundBalance(books, fan)).toBe(100);
});

it("[W3] a top-up credits the wallet once, even if it is reported several times at the same moment", async () => {
  const fan = await newFan(books);
  const top = start(fan);
  await startTopUp(books.db, top);
  const tellings = Array.from({ length: 20 }, (_, index) => ({
    ...paid(top),
    accountId: index % 2 === 0 ? fan : null,
  }));
  const told = await Promise.all(tellings.map((each) => settleTopUp(books.db, each)));
  for (const each of told) expect(each).toMatchObject({ ok: true, value: { status: "paid" } });
  expect(await soundBalance(books, fan)).toBe(50_000);
  const late = await settleTopUp(books.db, { ...paid(top), status: "refused" });
  expect(late).toMatchObject({ ok: true, value: { status: "paid" } });
});

it("[W4] a top-up with another amount, another payment or another account is refused", async () => {
  const fan = await newFan(books);
  const top = start(fan);
  const first = paid(top);
  await startTopUp(books.db, top);
  const wrong = await settleTopUp(books.db, { ...first, approvedMinor: 49_999 });
  expect(wrong).toMatchObject({ ok: false, code: "conflict" });
  const foreign = await settleTopUp(books.db, { ...first, accountId: await newFan(books) });
  expect(foreign).toEqual({ ok: false, code: "not-found" });
  await settleTopUp(books.db, first);
  const second = start(fan);
  await startTopUp(books.db, second);
  const { providerKey } = first;
  const reused = await settleTopUp(books.db, { ...paid(second), providerKey });
  expect(reused).toMatchObject({ ok: false, code: "conflict" });
  const otherKey = await settleTopUp(books.db, { ...first, providerKey: "another" });
  expect(otherKey).toMatchObject({ ok: false, code: "conflict" });
  expect(await soundBalance(books, fan)).toBe(50_000);
});

it("[W5] a top-up that is begun twice with one key is one top-up, even at the same moment", async () => {
  const fan = await newFan(books);
  const top = start(fan);
  const again = () => startTopUp(books.db, { ...top, paymentId: randomUUID() });
  const begun = await Promise.all([again(), again(), again(), again()]);
  const ids = new Set(begun.map((each) => each.ok && each.value.id));
  expect(ids.size).toBe(1);
  expect(begun.filter((each) => each.ok && !each.value.replayed)).toHaveLength(1);
  const other = await startTopUp(books.db, { ...top, requestHash: sha256("other") });
  expect(other).toEqual({ ok: false, code: "idempotency-mismatch" });

  const [paymentId = ""] = [...ids] as string[];
  const found = await topUpById(books.db, { paymentId: paymentId, accountId: fan });
  const amount = { amount: 50_000, currency: "KRW" };
  expect(found).toMatchObject({ id: paymentId, status: "ready", amount, providerKey: null });
  const stranger = await newFan(books);
  expect(await topUpById(books.db, { paymentId: paymentId, accountId: stranger })).toBeNull();
});

it("[W6] a payment that is in doubt or refused can still turn out to be paid", async () => {
  const fan = await newFan(books);
  const top = start(fan);
  await startTopUp(books.db, top);
  for (const status of ["unknown", "refused", "paid"] as const) {
    const told = await settleTopUp(books.db, { ...paid(top), status });
    expect(told).toMatchObject({ ok: true, value: { status } });
    expect(await soundBalance(books, fan)).toBe(status === "paid" ? 50_000 : 0);
  }
});

it("[W7] the ledger of a wallet lists every movement once, newest first, with its reason and the balance after it", async () => {
  const fan = await newFan(books, 30_000);
  const { scheduleId } = await newSchedule(books);
  const order = purchaseOf(fan, scheduleId, 1, 2);
  await purchase(books.db, order);
  await cancelOrder(books.db, { accountId: fan, orderId: order.orderId });
  await topUp(books.db, fan, 1_000);
  const lines: LedgerLine[] = [];
  let after: string | null = null;
  do {
    const page = await ledgerOf(books.db, { accountId: fan, after, limit: 2 });
    if (!page.ok) throw new Error(page.code);
    lines.push(...page.value.items.map((line) => LedgerLine.parse(line)));
    after = page.value.nextCursor;
  } while (after !== null);
  const said = lines.map(({ kind, amount, balanceAfter, orderId, concert }) =>
    [kind, amount.amount, balanceAfter.amount, orderId, concert?.ko].join(" "),
  );
  expect(said).toEqual([
    "top-up 1000 31000  ",
    `refund 22000 30000 ${order.orderId} Night`,
    `purchase -22000 8000 ${order.orderId} Night`,
    "top-up 30000 30000  ",
  ]);
  expect(await walletOf(books.db, fan)).toEqual({ balance: { amount: 31_000, currency: "KRW" } });
  expect(await walletOf(books.db, randomUUID())).toBeNull();
  const strange = await ledgerOf(books.db, { accountId: fan, after: "x", limit: 2 });
  expect(strange).toMatchObject({ ok: false, code: "invalid-request" });
});
