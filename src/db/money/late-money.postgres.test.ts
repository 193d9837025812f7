import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  soundBalance,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardEnd, cardPurchaseOf, contradictions } from "../../../test/support/money/money.ts";
import { paymentById, settleCardPayment, startCardPayment } from "./card-payments.ts";
import { purchase, voidHold } from "./purchase.ts";
import { dueRefunds, settleRefund } from "./refunds.ts";
import { beginShowCancellation } from "./show-cancellation.ts";

let books: Books;
let fan: string;
let scheduleId: string;
let concertId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  fan = await newFan(books);
  ({ scheduleId, concertId } = await newSchedule(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

const wanted = () => cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++));
const started = async () => {
  const card = wanted();
  const outcome = await startCardPayment(books.db, card);
  if (!outcome.ok) throw new Error(outcome.code);
  return card;
};
const settle = (...end: Parameters<typeof cardEnd>) => settleCardPayment(books.db, cardEnd(...end));
const movesOf = (paymentId: string) =>
  books.sql(
    `SELECT kind, amount_minor::int AS minor, coalesce(debit.name, 'concert') AS debit,
      coalesce(credit.name, 'concert') AS credit
    FROM transfer t LEFT JOIN system_account debit ON debit.id = t.debit_id
    LEFT JOIN system_account credit ON credit.id = t.credit_id WHERE payment_id = $1 ORDER BY t.id`,
    [paymentId],
  );

it("[CP4] money for a hold that was released is due back, and is returned once", async () => {
  const card = await started();
  await voidHold(books.db, card);
  const told = await Promise.all([1, 2, 3].map(() => settle(card.paymentId, 11_000)));
  const refund = { refundId: expect.any(String), amountMinor: 11_000 };
  for (const each of told)
    expect(each).toMatchObject({ ok: true, value: { end: "to-refund", sale: null, refund } });
  const [first] = told;
  if (!first?.ok || !first.value.refund) throw new Error("nothing is due");
  const { refundId } = first.value.refund;
  expect(first.value.payment).toMatchObject({ status: "to-refund", reason: "hold-expired" });

  const due = await dueRefunds(books.db, { limit: 10 });
  const providerKey = `key-${card.paymentId}`;
  expect(due).toMatchObject([{ refundId, providerKey, amountMinor: 11_000, refundedMinor: 0 }]);
  expect(await dueRefunds(books.db, { limit: 10 })).toEqual([]);
  const end = { refundId, record: { cancels: 1 }, transactionKey: "t" };
  const unknown = await settleRefund(books.db, { ...end, status: "unknown" });
  expect(unknown).toMatchObject({ ok: true, value: { status: "due", doneAt: null } });
  const ends = [1, 2].map(() => settleRefund(books.db, { ...end, status: "done" }));
  for (const each of await Promise.all(ends))
    expect(each).toMatchObject({ ok: true, value: { status: "done", to: "original" } });
  expect(await paymentById(books.db, { ...card, accountId: fan })).toMatchObject({
    status: "refunded",
    refunded: { amount: 11_000 },
  });
  expect(await movesOf(card.paymentId)).toEqual([
    { kind: "capture", minor: 11_000, debit: "gateway", credit: "refunds-due" },
    { kind: "gateway-refund", minor: 11_000, debit: "refunds-due", credit: "gateway" },
  ]);
});

it("[CP5] a refund that the gateway refuses for good goes to the wallet", async () => {
  const card = await started();
  await voidHold(books.db, card);
  const late = await settle(card.paymentId, 11_000);
  if (!late.ok || !late.value.refund) throw new Error("nothing is due");
  const before = await soundBalance(books, fan);
  const end = { refundId: late.value.refund.refundId, status: "failed", record: {} } as const;
  const settled = await settleRefund(books.db, end);
  expect(settled).toMatchObject({ ok: true, value: { status: "done", to: "wallet" } });
  await settleRefund(books.db, end);
  expect(await soundBalance(books, fan)).toBe(before + 11_000);
});

it("[CP22] a refund that the gateway refuses temporarily stays due, and the refusal is counted", async () => {
  const card = await started();
  await voidHold(books.db, card);
  const late = await settle(card.paymentId, 11_000);
  if (!late.ok || !late.value.refund) throw new Error("nothing is due");
  const before = await soundBalance(books, fan);
  const { refundId } = late.value.refund;
  const record = { code: "PROVIDER_ERROR" };
  for (const status of ["later", "unknown", "later"] as const) {
    const settled = await settleRefund(books.db, { refundId, status, record });
    expect(settled).toMatchObject({ ok: true, value: { status: "due", to: "original" } });
  }
  expect(await dueRefunds(books.db, { limit: 1, refundId })).toMatchObject([
    { refundId, refusals: 2, method: "card" },
  ]);
  await settleRefund(books.db, { refundId, status: "done", record: {} });
  expect(await soundBalance(books, fan)).toBe(before);
});

it("[CP6] money for seats that another fan has is due back, and that fan keeps the seats", async () => {
  const card = await started();
  const rich = await newFan(books, 11_000);
  const rival = purchaseOf(rich, scheduleId, card.order.seats[0]!.seat);
  await purchase(books.db, rival);
  expect(await settle(card.paymentId, 11_000)).toMatchObject({
    ok: true,
    value: { end: "to-refund", sale: null, payment: { reason: "seat-taken" } },
  });
  expect(await voidHold(books.db, card)).toEqual({ orderId: null });
  expect(await voidHold(books.db, rival)).toMatchObject({ orderId: rival.orderId });
});

it("[CP7] of two payments for one hold, one buys the seats and the other is due back", async () => {
  const first = await started();
  const other = { ...first, paymentId: randomUUID(), orderId: randomUUID(), key: randomUUID() };
  expect(await startCardPayment(books.db, other)).toMatchObject({ ok: true });
  const told = await Promise.all([first, other].map((each) => settle(each.paymentId, 11_000)));
  const ends = told.map((each) => (each.ok ? each.value.end : each.code));
  expect(ends.sort()).toEqual(["ordered", "to-refund"]);
  const third = { ...first, paymentId: randomUUID(), orderId: randomUUID(), key: randomUUID() };
  expect(await startCardPayment(books.db, third)).toMatchObject({
    ok: false,
    code: "already-paid",
  });
});

it("[CP8] a late deposit buys its seats through another hold while they are free", async () => {
  const card = await started();
  const account = {
    bank: "신한",
    accountNumber: "1",
    holder: "김하늘",
    dueAt: "2027-01-01T00:00:00Z",
  };
  const waiting = { status: "awaiting-deposit", deposit: account } as const;
  expect(await settle(card.paymentId, 0, waiting)).toMatchObject({
    ok: true,
    value: { end: "pending", payment: { status: "awaiting-deposit", deposit: account } },
  });
  await voidHold(books.db, card);
  const tell = { ifLate: "tell" } as const;
  expect(await settle(card.paymentId, 11_000, tell)).toMatchObject({
    ok: true,
    value: { end: "late", sale: null, refund: null, payment: { status: "awaiting-deposit" } },
  });
  expect(await movesOf(card.paymentId)).toEqual([]);
  const holdId = randomUUID();
  expect(await settle(card.paymentId, 11_000, { ifLate: { holdId } })).toMatchObject({
    ok: true,
    value: { end: "ordered", sale: { orderId: card.orderId, holdId } },
  });
  expect(await voidHold(books.db, { holdId, scheduleId })).toMatchObject({ orderId: card.orderId });
});

it("[CP14] no tickets of a canceled show are sold, and late money is returned", async () => {
  const { scheduleId: gone } = await newSchedule(books, {
    concertId,
    startsAt: "2099-02-01T18:00:00+09:00",
  });
  const card = cardPurchaseOf(purchaseOf(fan, gone, 1));
  await startCardPayment(books.db, card);
  const show = { scheduleId: gone, by: nobody, reason: "-", compensationPercent: 10 };
  await beginShowCancellation(books.db, show);
  expect(await settle(card.paymentId, 11_000)).toMatchObject({
    ok: true,
    value: { end: "to-refund", payment: { reason: "show-cancelled" } },
  });
  const rich = await newFan(books, 11_000);
  const refused = { ok: false, code: "sale-not-open", detail: "cancelled" };
  expect(await purchase(books.db, purchaseOf(rich, gone, 2))).toEqual(refused);
  expect(await startCardPayment(books.db, cardPurchaseOf(purchaseOf(fan, gone, 3)))).toEqual(
    refused,
  );
});

it("[CP26] a deposit that arrives after the show has begun is returned, and money by card still buys its seats", async () => {
  const { scheduleId: moved } = await newSchedule(books, {
    concertId,
    startsAt: "2099-02-02T18:00:00+09:00",
  });
  const byCard = cardPurchaseOf(purchaseOf(fan, moved, 1));
  const deposit = {
    ...cardPurchaseOf(purchaseOf(fan, moved, 2)),
    method: "virtualAccount" as const,
  };
  for (const each of [byCard, deposit])
    expect(await startCardPayment(books.db, each)).toMatchObject({ ok: true });
  await settle(deposit.paymentId, 0, { status: "awaiting-deposit" });
  const begun = "UPDATE schedule SET starts_at = now() - interval '1 minute' WHERE id = $1";
  await books.sql(begun, [moved]);
  for (const ifLate of ["tell", "refund"] as const)
    expect(await settle(deposit.paymentId, 11_000, { ifLate })).toMatchObject({
      ok: true,
      value: { end: "to-refund", sale: null, payment: { reason: "show-begun" } },
    });
  expect(await settle(byCard.paymentId, 11_000)).toMatchObject({
    ok: true,
    value: { end: "ordered" },
  });
});
