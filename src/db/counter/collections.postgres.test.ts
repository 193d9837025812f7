import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
  sha256,
} from "../../../test/support/books.ts";
import {
  closeEven,
  counterSaleOf,
  ledgerOf,
  newClerk,
  paid,
  shiftOf,
  soldAtCounter,
} from "../../../test/support/money/counter-books.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import type { Actor } from "../admin/audit.ts";
import { purchase } from "../money/purchase.ts";
import { cancelInvitation } from "../stock/invitations.ts";
import { type Collection, collectTickets, undoCollection } from "./collections.ts";
import { exchangeTickets } from "./exchanges.ts";
import { receiptByKey } from "./receipts.ts";
import { collectibleTickets, findToCollect } from "./found-orders.ts";

let books: Books;
let scheduleId: string;
let clerk: Actor & { accountId: string };
let other: Actor & { accountId: string };
let nextSeat = 0;
const note = { ko: "학생증", en: "ID" };
const youth = { id: "youth", name: note, zones: null, cut: { percent: 20 }, note };
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
  const discounts = { priceTypes: [youth], automatic: [] };
  await books.sql("UPDATE schedule SET discounts = $2 WHERE id = $1", [scheduleId, discounts]);
  [clerk, other] = [await newClerk(books), await newClerk(books)];
  await shiftOf(books, clerk, 50_000);
  await shiftOf(books, other);
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  for (const by of [clerk, other]) expect(await closeEven(books, by)).toMatchObject({ ok: true });
  expect(await ledgerOf(books, "till_account()")).toBe(0);
  expect(await ledgerOf(books, "exchanges_account()")).toBe(0);
  await books.close();
});

/** A fan's order with a price type that asks for a proof. */
async function youthOrder() {
  const wanted = purchaseOf(await newFan(books, 100_000), scheduleId, nextSeat++, nextSeat++);
  const seats = wanted.seats.map((seat) => ({ ...seat, discountMinor: 2_000, priceType: "youth" }));
  const line = { kind: "price-type" as const, id: "youth", name: note, tickets: 2 };
  const discounts = [{ ...line, amountMinor: 4_000 }];
  const bought = await purchase(books.db, { ...wanted, seats, discounts });
  if (!bought.ok) throw new Error(bought.code);
  return { ...wanted, number: bought.value.number, seats: seats.map(({ seat }) => seat) };
}
const collection = (orderId: string, seats: number[], more: Partial<Collection> = {}) => ({
  by: clerk,
  key: randomUUID(),
  requestHash: sha256(orderId),
  orderId,
  seats,
  proofsSeen: seats,
  fullPrice: [],
  tenders: [],
  ...more,
});

it("[BO30] of two clerks with the same ticket one hands it out, and the same key is the same act", async () => {
  const { orderId, seats } = await youthOrder();
  const mine = collection(orderId, seats);
  const theirs = collection(orderId, seats, { by: other });
  const ends = await Promise.all([mine, theirs].map((each) => collectTickets(books.db, each)));
  expect(ends.filter(({ ok }) => ok).length).toBe(1);
  expect(ends.find(({ ok }) => !ok)).toMatchObject({ code: "handed-out" });
  const winner = ends[0]?.ok ? mine : theirs;
  expect(await collectTickets(books.db, winner)).toMatchObject({ value: { replayed: true } });
});

it("[BO31] a ticket without its proof is paid up to the full price before it is handed out", async () => {
  const { orderId, seats } = await youthOrder();
  const [first = 0, second = 0] = seats;
  const tickets = await collectibleTickets(books.db, orderId);
  expect(tickets[0]).toEqual({ seat: first, type: "youth", needsProof: true, fullMinor: 2_000 });
  const fullPrice = [{ seat: first, type: "youth", minor: 2_000 }];
  const asked = collection(orderId, [first], { fullPrice, proofsSeen: [] });
  expect(await collectTickets(books.db, asked)).toMatchObject({ code: "tenders-differ" });
  const paidUp = { ...asked, tenders: [{ ...paid(2_000), receivedMinor: 5_000 }] };
  expect(await collectTickets(books.db, paidUp)).toMatchObject({
    value: {
      total: { amount: 20_000 },
      change: { amount: 3_000 },
      seats: [{ priceType: null, discount: { amount: 0 } }, { priceType: note }],
      tenders: [{ act: "collection", amount: { amount: 2_000 } }],
    },
  });
  const [left] = await books.sql<{ discounts: unknown }>(
    "SELECT discounts FROM customer_order WHERE id = $1",
    [orderId],
  );
  expect(left?.discounts).toMatchObject([{ tickets: 1, amountMinor: 2_000 }]);
  const { accountId: operatorId, scope } = clerk;
  const lost = { operatorId, organizationId: scope.organizationId, key: asked.key };
  expect(await receiptByKey(books.db, lost)).toMatchObject({
    value: { change: { amount: 3_000 } },
  });
  // The change of before is not that of this act.
  expect(await collectTickets(books.db, collection(orderId, [second]))).toMatchObject({
    value: { change: { amount: 0 } },
  });
  expect(await collectibleTickets(books.db, orderId)).toMatchObject([{}, { needsProof: false }]);
});

it("[BO32] a hand-out is undone with a reason, and then the ticket can be handed out again", async () => {
  const { orderId, seats } = await youthOrder();
  await collectTickets(books.db, collection(orderId, seats));
  const undo = { orderId, seats, reason: "Misprint", by: other };
  const undone = await undoCollection(books.db, undo);
  expect(undone).toMatchObject({ value: { seats: [{ handedOutAt: null }, {}] } });
  expect(await undoCollection(books.db, undo)).toMatchObject({ code: "conflict" });
  expect(await collectTickets(books.db, collection(orderId, seats))).toMatchObject({ ok: true });
});

it("[BO33] an order of a date is found by its number, seat, buyer's name and the end of the phone number", async () => {
  const { orderId, number, accountId } = await youthOrder();
  await books.sql("UPDATE account SET phone = '+821055557788' WHERE id = $1", [accountId]);
  const about = { buyer: { name: "박 서진", phone: "01098760116" } };
  const walkIn = { ...counterSaleOf(clerk, scheduleId, nextSeat++), ...about };
  await soldAtCounter(books, walkIn);
  const find = async (words: Parameters<typeof findToCollect>[1]["words"]) =>
    (await findToCollect(books.db, { scheduleId, words, limit: 50 })).map(({ id }) => id);
  expect(await find({ by: "number", number })).toEqual([orderId]);
  expect(await find({ by: "seat", key: walkIn.seats[0]?.key.toUpperCase() ?? "" })).toEqual([
    walkIn.orderId,
  ]);
  expect(await find({ by: "phone", digits: "0116" })).toEqual([walkIn.orderId]);
  for (const digits of ["7788", "01055557788"])
    expect(await find({ by: "phone", digits })).toEqual([orderId]);
  const [web] = await findToCollect(books.db, {
    scheduleId,
    words: { by: "number", number },
    limit: 1,
  });
  expect(web?.phone).toMatch(/^010\W*7788$/);
  expect(await find({ by: "name", name: "박서진" })).toEqual([walkIn.orderId]);
  expect(await find({ by: "name", name: "김하늘" })).toContain(orderId);
});

it("[BO34][BO40] tickets are exchanged for other seats with their money, and the difference is paid or given back", async () => {
  const { orderId, seats, accountId } = await youthOrder();
  const [leaving = 0] = seats;
  const to = nextSeat++;
  const priced = { zoneId: "r", priceMinor: 15_000, feeMinor: 1_000, discountMinor: 0 };
  const wanted = {
    by: clerk,
    key: randomUUID(),
    requestHash: sha256("exchange"),
    orderId,
    newOrderId: randomUUID(),
    scheduleId,
    holdId: randomUUID(),
    from: [{ seat: leaving, movedMinor: 9_000 }],
    to: [{ seat: to, key: `r/${to + 1}`, ...priced, priceType: null, proofSeen: false }],
    discounts: [],
    tenders: [paid(7_000)],
    isWaived: false,
    reason: null,
  };
  const short = { ...wanted, tenders: [] };
  expect(await exchangeTickets(books.db, short)).toMatchObject({ code: "tenders-differ" });
  const stale = { ...wanted, from: [{ seat: leaving, movedMinor: 8_000 }], tenders: [paid(8_000)] };
  expect(await exchangeTickets(books.db, stale)).toMatchObject({ code: "price-changed" });
  const made = await Promise.all([1, 2].map(() => exchangeTickets(books.db, wanted)));
  for (const each of made)
    expect(each).toMatchObject({
      value: { receipt: { total: { amount: 16_000 }, exchangedFrom: orderId } },
    });
  const [old] = await books.sql(
    "SELECT refunded_minor::int, status FROM customer_order WHERE id = $1",
    [orderId],
  );
  expect(old).toEqual({ refunded_minor: 9_000, status: "paid" });
  const [owner] = await books.sql("SELECT account_id FROM customer_order WHERE id = $1", [
    wanted.newOrderId,
  ]);
  expect(owner).toEqual({ account_id: accountId });

  const back = nextSeat++;
  const cheaper = { ...wanted.to[0]!, seat: back, key: `r/${back + 1}`, priceMinor: 10_000 };
  const second = {
    ...wanted,
    key: randomUUID(),
    orderId: wanted.newOrderId,
    newOrderId: randomUUID(),
    holdId: randomUUID(),
    from: [{ seat: to, movedMinor: 16_000 }],
    to: [cheaper],
    tenders: [paid(5_000)],
  };
  expect(await exchangeTickets(books.db, second)).toMatchObject({
    value: { receipt: { tenders: [{ act: "exchange", amount: { amount: -5_000 } }] } },
  });
  expect(await exchangeTickets(books.db, { ...second, key: randomUUID() })).toMatchObject({
    code: "conflict",
  });
});

it("[BO41] an invitation whose tickets were all exchanged is canceled with the new ones, and one of which a part was exchanged is not", async () => {
  for (const isWhole of [true, false]) {
    const free = { discountMinor: 10_000, priceType: "gift" };
    const sale = counterSaleOf(clerk, scheduleId, nextSeat++, nextSeat++);
    const seats = sale.seats.map((seat) => ({ ...seat, ...free }));
    const about = { seats, tenders: [], channel: "invitation" as const, giftReason: "Press" };
    await soldAtCounter(books, { ...sale, ...about });
    const guestId = await guestOf(sale.orderId);
    const leaving = isWhole ? seats : seats.slice(0, 1);
    const to = leaving.map((seat) => ({ ...seat, seat: nextSeat, key: `r/${++nextSeat}` }));
    const exchange = {
      by: clerk,
      key: randomUUID(),
      requestHash: sha256("exchange"),
      orderId: sale.orderId,
      newOrderId: randomUUID(),
      scheduleId,
      holdId: randomUUID(),
      from: leaving.map(({ seat }) => ({ seat, movedMinor: 0 })),
      to,
      discounts: [],
      tenders: [],
      isWaived: false,
      reason: null,
    };
    expect(await exchangeTickets(books.db, exchange)).toMatchObject({ ok: true });
    const cancel = { guestId, refundId: randomUUID(), reason: "ill", by: clerk };
    expect(await cancelInvitation(books.db, cancel)).toMatchObject(
      isWhole ? { ok: true } : { code: "conflict" },
    );
    const [left] = await books.sql(
      "SELECT count(*)::int AS live FROM order_seat WHERE order_id = ANY ($1) AND live",
      [[sale.orderId, exchange.newOrderId]],
    );
    expect(left).toEqual({ live: isWhole ? 0 : 2 });
  }
});

/** A guest with the tickets of this order. */
async function guestOf(orderId: string): Promise<string> {
  const [requestId, guestId] = [randomUUID(), randomUUID()];
  await books.sql(
    `INSERT INTO invitation_request (id, schedule_id, reason, note, state, decided_at)
    VALUES ($1, $2, 'press', '', 'approved', now())`,
    [requestId, scheduleId],
  );
  await books.sql(
    `INSERT INTO invitation_guest (id, request_id, place, name, zone_id, count, order_id)
    VALUES ($1, $2, 1, 'Kim', 'r', 2, $3)`,
    [guestId, requestId, orderId],
  );
  return guestId;
}
