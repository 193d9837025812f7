import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { krIndustry } from "../../contract/money/refund-rules.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  sha256,
  soundBalance,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardPurchaseOf, contradictions, payByCard } from "../../../test/support/money/money.ts";
import { orderById } from "./orders.ts";
import { purchase, voidHold } from "./purchase.ts";
import { cancelSeats, quoteOf, refundFacts } from "./refunds.ts";
import { changeTerms, saleTermsOf } from "../sale/sale-terms.ts";
import { scheduleSetup } from "../sale/setup.ts";
import {
  beginShowCancellation,
  continueShowCancellation,
  openShowCancellations,
  previewShowCancellation,
} from "./show-cancellation.ts";

let books: Books;
const startsAt = "2099-01-16T18:00:00+09:00";
/** Three days before the show, where both presets keep 20 percent. */
const threeDaysBefore = Date.parse("2099-01-13T12:00:00+09:00");
beforeAll(async () => {
  books = await openBooks();
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

async function bought(...seats: number[]) {
  const fan = await newFan(books, seats.length * 11_000);
  const { scheduleId, concertId } = await newSchedule(books, { startsAt });
  const wanted = purchaseOf(fan, scheduleId, ...seats);
  const outcome = await purchase(books.db, wanted);
  if (!outcome.ok) throw new Error(outcome.code);
  return { fan, concertId, ...wanted };
}

async function quoted(
  order: { orderId: string; fan: string },
  seats: number[] | null,
  now: number,
) {
  const facts = await refundFacts(books.db, { orderId: order.orderId, accountId: order.fan });
  if (!facts) throw new Error("no such order");
  return { facts, quote: quoteOf(facts, { seats, now }) };
}

it("[RF10] the refund equals its preview to the won, ticket by ticket, and the other tickets stay sold", async () => {
  const order = await bought(1, 2, 3);
  const { orderId, fan, scheduleId, holdId } = order;
  const now = threeDaysBefore;
  const { quote } = await quoted(order, [2], now);
  expect(quote).toMatchObject({
    ok: true,
    value: { paidMinor: 11_000, chargeMinor: 2_000, feeKeptMinor: 0, refundMinor: 9_000 },
  });
  const cancelled = await cancelOrder(books.db, { accountId: fan, orderId, seats: [2], now });
  expect(cancelled).toMatchObject({
    ok: true,
    value: { refundedMinor: 9_000, seats: [2], kept: [1, 3], to: "wallet", status: "done" },
  });
  expect(await soundBalance(books, fan)).toBe(9_000);
  const seen = await orderById(books.db, { orderId, accountId: fan, now });
  expect(seen).toMatchObject({ status: "paid", refunded: { amount: 9_000 }, canCancel: true });
  expect(seen?.seats.map(({ isCancelled }) => isCancelled)).toEqual([false, true, false]);
  // What is left is the order's, for the hold, for a schedule that starts anew, and for the next one who buys.
  const left = { orderId, accountId: fan, seats: [1, 3] };
  expect(await voidHold(books.db, order)).toEqual(left);
  expect((await scheduleSetup(books.db, scheduleId))?.sold).toEqual([
    { holdId, presale: null, ...left },
  ]);
  const next = purchaseOf(await newFan(books, 22_000), scheduleId, 2);
  expect(await purchase(books.db, next)).toMatchObject({ ok: true });

  const rest = await cancelOrder(books.db, { accountId: fan, orderId, now });
  expect(rest).toMatchObject({
    ok: true,
    value: { refundedMinor: 18_000, seats: [1, 3], kept: [] },
  });
  expect(await soundBalance(books, fan)).toBe(27_000);
  expect(await orderById(books.db, { orderId, accountId: fan, now })).toMatchObject({
    status: "cancelled",
    refunded: { amount: 27_000 },
    canCancel: false,
  });
  // What the concert and the fees have kept is 6,000 and nothing; the other fan's ticket is 11,000.
  const kept = await books.sql(
    `SELECT balance_minor::int AS minor FROM ledger_balance WHERE ledger_account_id = ANY ($1) ORDER BY 1`,
    [[order.concertId]],
  );
  expect(kept).toEqual([{ minor: 6_000 + 10_000 }]);
});

it("[RF11] the same key returns the same refund, and refunded tickets are not refunded again", async () => {
  const order = await bought(1, 2);
  const { orderId, fan } = order;
  const ask = { accountId: fan, orderId, seats: [1], key: randomUUID(), requestHash: sha256("1") };
  const answers = await Promise.all([1, 2, 3, 4].map(() => cancelOrder(books.db, ask)));
  const first = answers.find((each) => each.ok && !each.value.replayed);
  for (const each of answers) {
    // Who looked after the ticket was gone finds no such ticket; who looked before gets the same answer.
    if (each.ok) expect({ ...each.value, replayed: false }).toEqual(first?.ok && first.value);
    else expect(each.code).toBe("unknown-seat");
  }
  expect(await cancelOrder(books.db, { ...ask, key: randomUUID() })).toMatchObject({
    ok: false,
    code: "unknown-seat",
  });
  const other = await cancelOrder(books.db, { ...ask, seats: [2], requestHash: sha256("2") });
  expect(other).toEqual({ ok: false, code: "idempotency-mismatch" });
  expect(await soundBalance(books, fan)).toBe(11_000);
});

it("[RF12] two cancellations of one ticket with different keys refund it once", async () => {
  const order = await bought(1, 2);
  const { orderId, fan } = order;
  const { facts, quote } = await quoted(order, [1], Date.now());
  if (!quote.ok) throw new Error(quote.code);
  const ask = () =>
    cancelSeats(books.db, {
      accountId: fan,
      orderId,
      refundId: randomUUID(),
      key: randomUUID(),
      requestHash: sha256(""),
      reason: null,
      to: "wallet",
      quote: quote.value,
      startsAtMs: facts.startsAtMs,
      now: Date.now(),
    });
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const each of answers) if (!each.ok) expect(each.code).toBe("conflict");
  expect(await soundBalance(books, fan)).toBe(11_000);
});

it("[RF13] a refund quote that does not add up, or that precedes the start or a move of the show, is refused and changes nothing", async () => {
  const order = await bought(1);
  const { facts, quote } = await quoted(order, null, Date.now());
  if (!quote.ok) throw new Error(quote.code);
  const wanted = {
    accountId: order.fan,
    orderId: order.orderId,
    refundId: randomUUID(),
    key: randomUUID(),
    requestHash: sha256(""),
    reason: null,
    to: "wallet" as const,
    quote: quote.value,
    startsAtMs: facts.startsAtMs,
    now: Date.now(),
  };
  const moved = await cancelSeats(books.db, { ...wanted, startsAtMs: wanted.startsAtMs + 1 });
  expect(moved).toMatchObject({ ok: false, code: "conflict" });
  const begun = await cancelSeats(books.db, { ...wanted, now: facts.startsAtMs });
  expect(begun).toEqual({ ok: false, code: "not-cancellable" });
  for (const [moreBack, feeKeptMinor] of [
    [1, 0],
    [-1, 0],
    // A part of a fee is never kept, whatever it adds up to.
    [-500, 500],
  ] as const) {
    const lines = quote.value.lines.map((line) => {
      return { ...line, feeKeptMinor, refundMinor: line.refundMinor + moreBack };
    });
    const wrong = cancelSeats(books.db, { ...wanted, quote: { ...quote.value, lines } });
    await expect(wrong).rejects.toMatchObject({ name: "BooksError" });
  }
  expect(await soundBalance(books, order.fan)).toBe(0);
  expect(await cancelSeats(books.db, wanted)).toMatchObject({ ok: true });
});

it("[RF14] a schedule's own refund rules apply to its orders, and buyers can see them", async () => {
  const order = await bought(1);
  const { scheduleId } = order;
  const before = await saleTermsOf(books.db, scheduleId);
  expect(before).toMatchObject({ refundPolicy: { name: "kr-standard" }, depositMinutes: 30 });
  const change = { refundPolicy: krIndustry(), depositMinutes: 0 };
  const changed = await changeTerms(books.db, { scheduleId, by: nobody, change });
  expect(changed).toMatchObject({ ok: true, value: { terms: { ...before, ...change } } });
  // As if it had been booked after the change, by somebody who could not have read the earlier rules.
  const later = "UPDATE customer_order SET paid_at = now() + interval '2 hours' WHERE id = $1";
  await books.sql(later, [order.orderId]);
  const { quote } = await quoted(order, null, threeDaysBefore);
  // 2,000 of the ticket, and the fee of a day that is over.
  expect(quote).toMatchObject({ ok: true, value: { feeKeptMinor: 1_000, refundMinor: 8_000 } });
  const { orderId, fan: accountId } = order;
  await cancelOrder(books.db, { accountId, orderId, now: threeDaysBefore });
  expect(await soundBalance(books, order.fan)).toBe(8_000);
  const moved = await books.sql(
    "SELECT kind, amount_minor::int AS minor FROM transfer WHERE order_id = $1 ORDER BY kind",
    [orderId],
  );
  expect(moved).toEqual([
    { kind: "fee", minor: 1_000 },
    { kind: "purchase", minor: 11_000 },
    { kind: "refund", minor: 8_000 },
  ]);
  const missing = await changeTerms(books.db, { scheduleId: randomUUID(), by: nobody, change });
  expect(missing).toEqual({ ok: false, code: "not-found" });
});

it("[RF15] a canceled show refunds everything with compensation, in batches that may stop, and its dry run gives the same amounts and changes nothing", async () => {
  const { scheduleId } = await newSchedule(books, { startsAt });
  const fans = await Promise.all([1, 2, 3, 4, 5].map(() => newFan(books, 11_000)));
  for (const [seat, fan] of fans.entries())
    await purchase(books.db, purchaseOf(fan, scheduleId, seat));
  const carder = await newFan(books);
  const card = cardPurchaseOf(purchaseOf(carder, scheduleId, 50, 51));
  await payByCard(books, card);
  await cancelOrder(books.db, { accountId: carder, orderId: card.orderId, seats: [51] });

  const planned = await previewShowCancellation(books.db, { scheduleId, compensationPercent: 10 });
  const money = (amount: number) => ({ amount, currency: "KRW" });
  const sums = {
    refund: money(66_000),
    compensation: money(6_000),
    toWallets: money(61_000),
    toOriginal: money(11_000),
    byHand: money(0),
  };
  const all = { scheduleId, orders: 6, tickets: 6, ordersDone: 0, ...sums };
  expect(planned).toEqual({ ok: true, value: { ...all, state: "planned" } });
  expect(await soundBalance(books, fans[0]!)).toBe(0);

  const show = { scheduleId, by: nobody, reason: "Typhoon", compensationPercent: 10 };
  const begun = await beginShowCancellation(books.db, show);
  expect(begun).toEqual({ ok: true, value: { ...all, state: "running" } });
  expect(await openShowCancellations(books.db)).toContain(scheduleId);
  // Two workers at the same moment, and one that goes on where they stopped.
  const go = () => continueShowCancellation(books.db, { scheduleId, limit: 2 });
  const released = new Set<number>();
  for (const outcome of [
    ...(await Promise.all([go(), go()])),
    await go(),
    await go(),
    await go(),
  ]) {
    if (!outcome.ok) throw new Error(outcome.code);
    for (const { seats } of outcome.value.released) for (const seat of seats) released.add(seat);
  }
  expect([...released].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 50]);
  const done = await go();
  expect(done).toMatchObject({ ok: true, value: { state: "done", orders: 0, ordersDone: 6 } });
  expect(await openShowCancellations(books.db)).not.toContain(scheduleId);
  for (const fan of fans) expect(await soundBalance(books, fan)).toBe(12_000);
  // The ticket that was cancelled before went to the wallet; of the other only the compensation does.
  expect(await soundBalance(books, carder)).toBe(12_000);
  const due = await books.sql("SELECT amount_minor::int AS minor FROM refund WHERE status = 'due'");
  expect(due).toEqual([{ minor: 11_000 }]);
});
