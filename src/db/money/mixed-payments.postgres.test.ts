import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  soundBalance,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardEnd, cardPurchaseOf, contradictions } from "../../../test/support/money/money.ts";
import { paymentById, settleCardPayment, startCardPayment } from "./card-payments.ts";
import { orderById } from "./orders.ts";
import { paymentView } from "./payment-history.ts";
import { purchase } from "./purchase.ts";
import { dueRefunds, settleRefund } from "./refunds.ts";
import {
  beginShowCancellation,
  continueShowCancellation,
  previewShowCancellation,
} from "./show-cancellation.ts";

let books: Books;
let scheduleId: string;
let concertId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId, concertId } = await newSchedule(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

/** Two seats at 22,000: 5,000 from the wallet and the rest by card, begun and not paid yet. */
async function begun(show = scheduleId) {
  const fan = await newFan(books, 8_000);
  const card = {
    ...cardPurchaseOf(purchaseOf(fan, show, nextSeat++, nextSeat++)),
    walletMinor: 5_000,
  };
  const started = await startCardPayment(books.db, card);
  expect(started).toMatchObject({
    ok: true,
    value: { amount: { amount: 17_000 }, walletPart: { amount: 5_000 } },
  });
  return { ...card, fan };
}
const pay = ({ paymentId }: { paymentId: string }) =>
  settleCardPayment(books.db, cardEnd(paymentId, 17_000));
async function bought(show = scheduleId) {
  const card = await begun(show);
  expect(await pay(card)).toMatchObject({ ok: true, value: { end: "ordered" } });
  return card;
}

it("[CP17] the wallet part is taken together with the card's money, once and never before", async () => {
  const card = await begun();
  const { fan, orderId, paymentId } = card;
  expect(await soundBalance(books, fan)).toBe(8_000);
  expect(await settleCardPayment(books.db, cardEnd(paymentId, 22_000))).toMatchObject({
    ok: false,
    code: "conflict",
  });
  await books.sql("UPDATE payment SET issue = NULL WHERE id = $1", [paymentId]);
  const answers = await Promise.all([1, 2, 3].map(() => pay(card)));
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: true, value: { end: "ordered" } });
  expect(await soundBalance(books, fan)).toBe(3_000);
  const order = await orderById(books.db, { orderId, accountId: fan, now: Date.now() });
  expect(order).toMatchObject({ total: { amount: 22_000 }, method: "card", paymentId });
  const moves = await books.sql(
    "SELECT kind, amount_minor::int AS minor FROM transfer WHERE order_id = $1 ORDER BY kind, amount_minor",
    [orderId],
  );
  expect(moves).toEqual([
    { kind: "card-purchase", minor: 17_000 },
    { kind: "fee", minor: 2_000 },
    { kind: "purchase", minor: 5_000 },
  ]);
});

it("[CP20] the wallet part can be neither more than the wallet's balance nor the whole price", async () => {
  const fan = await newFan(books, 4_999);
  const card = cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++));
  const start = (walletMinor: number) => startCardPayment(books.db, { ...card, walletMinor });
  expect(await start(5_000)).toEqual({ ok: false, code: "insufficient-funds" });
  expect(await start(11_000)).toEqual({ ok: false, code: "amount-out-of-range" });
  expect(await start(4_999)).toMatchObject({ ok: true, value: { amount: { amount: 6_001 } } });
});

it("[CP18] if the wallet is short by then, all of the card's money goes back and the wallet keeps its balance", async () => {
  const card = await begun();
  const { fan, orderId, paymentId } = card;
  const { scheduleId: other } = await newSchedule(books, {
    concertId,
    startsAt: "2099-03-01T18:00:00+09:00",
  });
  const rival = purchaseOf(fan, other, 1);
  rival.seats = rival.seats.map((seat) => ({ ...seat, priceMinor: 4_000, feeMinor: 0 }));
  expect(await purchase(books.db, rival)).toMatchObject({ ok: true });
  const settled = await pay(card);
  expect(settled).toMatchObject({
    ok: true,
    value: {
      end: "to-refund",
      sale: null,
      refund: { amountMinor: 17_000 },
      payment: { status: "to-refund", reason: "insufficient-funds" },
    },
  });
  expect(await soundBalance(books, fan)).toBe(4_000);
  expect(await orderById(books.db, { orderId, accountId: fan, now: Date.now() })).toBeNull();
  const refundId = settled.ok ? (settled.value.refund?.refundId ?? "") : "";
  await settleRefund(books.db, { refundId, status: "done", record: {} });
  expect(await paymentById(books.db, { paymentId, accountId: fan })).toMatchObject({
    status: "refunded",
    refunded: { amount: 17_000 },
  });
  // Others can have the seats, and the hold buys nothing any more.
  expect(
    await books.sql("SELECT order_id FROM settlement WHERE hold_id = $1", [card.holdId]),
  ).toEqual([{ order_id: null }]);
  const next = purchaseOf(
    await newFan(books, 22_000),
    scheduleId,
    ...card.order.seats.map(({ seat }) => seat),
  );
  expect(await purchase(books.db, next)).toMatchObject({ ok: true });
});

it("[CP19] a mixed payment is refunded to the card first, up to the card's part, and the rest to the wallet", async () => {
  const { fan, orderId, paymentId, order } = await bought();
  const [first, second] = order.seats.map(({ seat }) => seat);
  const cancel = (seat: number) =>
    cancelOrder(books.db, { accountId: fan, orderId, seats: [seat], to: "original" });
  expect(await cancel(first!)).toMatchObject({
    ok: true,
    value: { to: "original", status: "due", refundedMinor: 11_000, walletMinor: 0 },
  });
  expect(await soundBalance(books, fan)).toBe(3_000);
  expect(await cancel(second!)).toMatchObject({
    ok: true,
    value: { to: "original", status: "due", refundedMinor: 11_000, walletMinor: 5_000, kept: [] },
  });
  expect(await soundBalance(books, fan)).toBe(8_000);
  const due = (await dueRefunds(books.db, { limit: 50 })).filter(
    (each) => each.paymentId === paymentId,
  );
  expect(due.map(({ amountMinor }) => amountMinor).sort()).toEqual([11_000, 6_000]);
  for (const { refundId } of due)
    await settleRefund(books.db, { refundId, status: "done", record: {} });
  const seen = await paymentView(books.db, { paymentId, accountId: fan });
  const told = seen?.refunds.map(
    ({ to, amount, seats }) => `${to} ${amount.amount} ${seats.join()}`,
  );
  expect(told?.sort()).toEqual([
    `original 11000 ${first}`,
    `original 6000 ${second}`,
    `wallet 5000 ${second}`,
  ]);
  // Asked once more it is the same answer.
  expect(await cancelOrder(books.db, { accountId: fan, orderId })).toMatchObject({
    ok: true,
    value: { replayed: true, seats: [second], refundedMinor: 11_000, walletMinor: 5_000 },
  });
});

it("[CP21] a mixed payment is refunded into the wallet at once if the fan chooses that, and a canceled show returns each part to its origin", async () => {
  const { fan, orderId } = await bought();
  expect(await cancelOrder(books.db, { accountId: fan, orderId })).toMatchObject({
    ok: true,
    value: { to: "wallet", status: "done", refundedMinor: 22_000, walletMinor: 22_000 },
  });
  expect(await soundBalance(books, fan)).toBe(25_000);
  const { scheduleId: gone } = await newSchedule(books, {
    concertId,
    startsAt: "2099-04-01T18:00:00+09:00",
  });
  const other = await bought(gone);
  const asked = { scheduleId: gone, compensationPercent: 0 };
  expect(await previewShowCancellation(books.db, asked)).toMatchObject({
    ok: true,
    value: { toOriginal: { amount: 17_000 }, toWallets: { amount: 5_000 } },
  });
  await beginShowCancellation(books.db, { ...asked, by: nobody, reason: "-" });
  await continueShowCancellation(books.db, { scheduleId: gone, limit: 9 });
  expect(await soundBalance(books, other.fan)).toBe(8_000);
});
