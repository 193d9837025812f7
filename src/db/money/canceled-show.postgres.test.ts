import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { krIndustry, krStandard } from "../../contract/money/refund-rules.ts";
import {
  type Books,
  cancelOrder,
  newConcert,
  nobody,
  openBooks,
  sha256,
} from "../../../test/support/books.ts";
import {
  type Bought,
  broughtByOrder,
  buyTickets,
  callOff,
  dayAfterwards,
  type HowPaid,
  plain,
  quoted,
  returnInFull,
  runBatches,
  showOf,
  startsAt,
  threeDaysBefore,
  type Ticket,
} from "../../../test/support/money/canceled-show.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import { orderById } from "./orders.ts";
import { cancelSeats } from "./refunds.ts";
import { changeTerms } from "../sale/sale-terms.ts";
import { beginShowCancellation } from "./show-cancellation.ts";

let books: Books;
let concertId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ concertId } = await newConcert(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

const newShow = () => showOf(books, concertId);
const buy = (scheduleId: string, tickets: Ticket[], how?: HowPaid) =>
  buyTickets(books, scheduleId, tickets, how);
const broughtBy = (order: Bought) => broughtByOrder(books, order);

it("[RF16] a canceled show's order can be canceled long after the start, and its preview charges nothing and names the compensation", async () => {
  const scheduleId = await newShow();
  const order = await buy(scheduleId, [plain]);
  await callOff(books, scheduleId);
  for (const now of [threeDaysBefore, dayAfterwards]) {
    const { quote } = await quoted(books, order, now);
    expect(quote).toMatchObject({
      chargeMinor: 0,
      feeKeptMinor: 0,
      refundMinor: 11_000,
      compensationMinor: 1_000,
      changesAtMs: null,
    });
    const asked = { orderId: order.orderId, accountId: order.fan, now };
    expect(await orderById(books.db, asked)).toMatchObject({ canCancel: true });
  }
});

it("[RF17] an order of a canceled show is refunded in full with compensation, once, whether the fan's request or the batch comes first", async () => {
  const scheduleId = await newShow();
  const [asks, waits, byCard] = [
    await buy(scheduleId, [plain]),
    await buy(scheduleId, [plain]),
    await buy(scheduleId, [plain, plain], { byCard: true }),
  ];
  await callOff(books, scheduleId);
  expect(await returnInFull(books, asks)).toMatchObject({
    ok: true,
    value: { refundedMinor: 11_000, compensationMinor: 1_000 },
  });
  expect(await returnInFull(books, byCard, { to: "original" })).toMatchObject({
    ok: true,
    value: { refundedMinor: 22_000, compensationMinor: 2_000, to: "original", status: "due" },
  });
  const state = await runBatches(books, scheduleId);
  expect(state).toMatchObject({ state: "done", orders: 0, ordersDone: 3 });
  expect(await broughtBy(asks)).toEqual({ wallet: 12_000, card: 0 });
  expect(await broughtBy(waits)).toEqual({ wallet: 12_000, card: 0 });
  expect(await broughtBy(byCard)).toEqual({ wallet: 2_000, card: 22_000 });
  // A fan who asks after the batches gets the same answer, and no money twice.
  expect(await returnInFull(books, waits)).toMatchObject({
    ok: true,
    value: { replayed: true, refundedMinor: 11_000, compensationMinor: 1_000 },
  });
  expect(await broughtBy(waits)).toEqual({ wallet: 12_000, card: 0 });
});

it("[RF17] tickets of a canceled show returned one by one bring the same refund as all at once", async () => {
  const scheduleId = await newShow();
  const order = await buy(scheduleId, [plain, plain, plain]);
  await cancelOrder(books.db, {
    accountId: order.fan,
    orderId: order.orderId,
    seats: [0],
    now: threeDaysBefore,
  });
  expect(await broughtBy(order)).toEqual({ wallet: 9_000, card: 0 });
  await callOff(books, scheduleId);
  expect(await returnInFull(books, order, { seats: [1] })).toMatchObject({
    ok: true,
    value: { refundedMinor: 11_000, compensationMinor: 1_000, kept: [2] },
  });
  expect(await runBatches(books, scheduleId)).toMatchObject({ orders: 0, ordersDone: 1 });
  expect(await broughtBy(order)).toEqual({ wallet: 33_000, card: 0 });
});

it("[RF18] a refund that was calculated before the show was canceled is refused afterwards, with the new amount", async () => {
  const scheduleId = await newShow();
  const order = await buy(scheduleId, [plain]);
  const { facts, quote } = await quoted(books, order, threeDaysBefore);
  const ids = { key: randomUUID(), refundId: randomUUID(), requestHash: sha256("") };
  const asked = { accountId: order.fan, orderId: order.orderId, ...ids, reason: null };
  const act = (shown: typeof quote) =>
    cancelSeats(books.db, {
      ...asked,
      to: "wallet",
      quote: shown,
      startsAtMs: facts.startsAtMs,
      now: threeDaysBefore,
    });
  await callOff(books, scheduleId);
  expect(await act(quote)).toEqual({ ok: false, code: "refund-changed", detail: "11000" });
  expect(await broughtBy(order)).toEqual({ wallet: 0, card: 0 });
  expect(await act((await quoted(books, order, threeDaysBefore)).quote)).toMatchObject({
    ok: true,
  });
  expect(await broughtBy(order)).toEqual({ wallet: 12_000, card: 0 });
});

it("[RF17] each order is refunded once when fans, batches and the cancellation of the show run at the same moment", async () => {
  const scheduleId = await newShow();
  const orders: Bought[] = [];
  for (let n = 0; n < 12; n++)
    orders.push(await buy(scheduleId, [plain, plain], { byCard: n % 3 === 0 }));
  const ask = async (order: Bought) => {
    const asked = { accountId: order.fan, orderId: order.orderId, now: threeDaysBefore };
    const answer = await cancelOrder(books.db, asked);
    // The show was canceled after the quote: the fan looks at the new amount and asks again.
    if (answer.ok) return;
    expect(answer.code).toBe("refund-changed");
    expect(await returnInFull(books, order)).toMatchObject({ ok: true });
  };
  const off = async () => {
    await callOff(books, scheduleId);
    // From here on fans race with the batches alone.
    await Promise.all([
      runBatches(books, scheduleId),
      runBatches(books, scheduleId),
      ...after.map(ask),
    ]);
  };
  const [before, during, after] = [orders.slice(0, 3), orders.slice(3, 6), orders.slice(6, 9)];
  for (const order of before) await ask(order);
  await Promise.all([off(), ...during.map(ask)]);
  await runBatches(books, scheduleId);
  const refunds = await books.sql<{ order: string; reason: string | null }>(
    `SELECT order_id AS order, reason FROM refund WHERE order_id = ANY ($1) AND lines->0 ? 'refundMinor'`,
    [orders.map(({ orderId }) => orderId)],
  );
  expect(refunds).toHaveLength(orders.length);
  for (const order of orders) {
    const { wallet, card } = await broughtBy(order);
    const isByRule = refunds.some((r) => r.order === order.orderId && r.reason === null);
    expect(wallet + card).toBe(isByRule ? 18_000 : 24_000);
    // A request during the cancellation counts as before it or after it.
    if (!during.includes(order)) expect(isByRule).toBe(before.includes(order));
  }
});

const ticket = fc.record({
  priceMinor: fc.integer({ min: 0, max: 99_999 }),
  feeMinor: fc.integer({ min: 0, max: 3_333 }),
  cutPercent: fc.integer({ min: 0, max: 99 }),
});
const story = fc.record({
  tickets: fc.array(ticket, { minLength: 1, maxLength: 4 }),
  byCard: fc.boolean(),
  walletShare: fc.integer({ min: 0, max: 90 }),
  isIndustry: fc.boolean(),
  hoursBefore: fc.integer({ min: 30, max: 400 }),
  offPercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  to: fc.constantFrom("wallet" as const, "original" as const),
  chosen: fc.integer({ min: 1, max: 4 }),
});

it("[RF10] the refund equals its preview to the won, however it was paid and whether or not the show is canceled", async () => {
  const stories = fc.sample(story, { numRuns: 60, seed: 13 });
  for (const told of stories) {
    const tickets = told.tickets.map(({ cutPercent, ...rest }) => {
      return { ...rest, discountMinor: Math.floor((rest.priceMinor * cutPercent) / 100) };
    });
    const sum = tickets.reduce((t, each) => t + each.priceMinor - each.discountMinor, 0);
    const scheduleId = await newShow();
    const refundPolicy = told.isIndustry ? krIndustry() : krStandard;
    await changeTerms(books.db, { scheduleId, by: nobody, change: { refundPolicy } });
    const byCard = told.byCard && sum > 0;
    const walletMinor = byCard ? Math.floor((sum * told.walletShare) / 100) : 0;
    const order = await buy(scheduleId, tickets, { byCard, walletMinor });
    if (told.offPercent !== null) await callOff(books, scheduleId, told.offPercent);
    const now = Date.parse(startsAt) - told.hoursBefore * 3_600_000;
    const seats = tickets.map((_, seat) => seat).slice(0, told.chosen);
    const { facts, quote } = await quoted(books, order, now, seats);
    const before = await broughtBy(order);
    const cancelled = await cancelOrder(books.db, {
      accountId: order.fan,
      orderId: order.orderId,
      seats,
      to: told.to,
      now,
    });
    expect(cancelled).toMatchObject({
      ok: true,
      value: { refundedMinor: quote.refundMinor, compensationMinor: quote.compensationMinor },
    });
    const after = await broughtBy(order);
    const card = told.to === "original" ? Math.min(quote.refundMinor, facts.gatewayMinor) : 0;
    expect(after).toEqual({
      card: before.card + card,
      wallet: before.wallet + quote.refundMinor - card + quote.compensationMinor,
    });
    if (told.offPercent === null) continue;
    // The batches refund the rest, and all of it adds up to everything.
    await runBatches(books, scheduleId);
    const { wallet, card: toCard } = await broughtBy(order);
    const all = tickets.reduce((total, { priceMinor, discountMinor, feeMinor }) => {
      const price = priceMinor - discountMinor;
      return total + price + feeMinor + Math.floor((price * told.offPercent!) / 100);
    }, 0);
    expect(wallet + toCard).toBe(all);
  }
});

it("[RF19] a second cancellation of a show with another compensation or reason is refused, and the same request again changes nothing", async () => {
  const scheduleId = await newShow();
  const show = { scheduleId, by: nobody, reason: "Typhoon", compensationPercent: 10 };
  const first = await beginShowCancellation(books.db, show);
  expect(first).toMatchObject({ ok: true, value: { state: "running" } });
  expect(await beginShowCancellation(books.db, show)).toEqual(first);
  for (const other of [{ compensationPercent: 50 }, { reason: "Fire" }])
    expect(await beginShowCancellation(books.db, { ...show, ...other })).toMatchObject({
      ok: false,
      code: "conflict",
    });
  const jobs = await books.sql(
    "SELECT reason, compensation_percent AS percent FROM show_cancellation WHERE schedule_id = $1",
    [scheduleId],
  );
  expect(jobs).toEqual([{ reason: "Typhoon", percent: 10 }]);
});
