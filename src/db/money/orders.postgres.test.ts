import { actByKey } from "./act-by-key.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Order } from "../../contract/money/orders.ts";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  sha256,
  soundBalance,
  purchaseOf,
  cancelOrder,
} from "../../../test/support/books.ts";
import { orderById, ordersOf } from "./orders.ts";
import { purchase, voidHold } from "./purchase.ts";

let books: Books;
let scheduleId: string;
let concertId: string;
let nextSeat = 0;
const now = Date.now();
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId, concertId } = await newSchedule(books));
});
afterAll(() => books.close());

async function bought(accountId: string) {
  const wanted = purchaseOf(accountId, scheduleId, nextSeat++);
  const outcome = await purchase(books.db, wanted);
  if (!outcome.ok) throw new Error(outcome.code);
  return { ...wanted, number: outcome.value.number };
}

const cancellation = (order: { accountId: string; orderId: string }) => {
  const { accountId, orderId } = order;
  return { accountId, orderId, key: randomUUID(), requestHash: sha256(orderId), reason: null, now };
};

it("[B8] an order can be read only by its owner, by its id and by its key", async () => {
  const fan = await newFan(books, 11_000);
  const { orderId, key, requestHash, number, seats } = await bought(fan);
  const order = await orderById(books.db, { orderId, accountId: fan, now });
  expect(Order.parse(order)).toEqual({
    id: orderId,
    number,
    status: "paid",
    scheduleId,
    concert: { id: concertId, title: { ko: "Night", en: "Night" }, poster: "/posters/night.svg" },
    venue: {
      name: { ko: "Olympic Hall", en: "Olympic Hall" },
      address: { ko: "Olympic Hall", en: "Olympic Hall" },
      timeZone: "Asia/Seoul",
    },
    startsAt: "2099-01-16T09:00:00.000Z",
    doorsAt: null,
    seats: [
      {
        seat: seats[0]?.seat,
        key: seats[0]?.key,
        zoneId: "r",
        zoneName: { ko: "R석", en: "R" },
        price: { amount: 10_000, currency: "KRW" },
        discount: { amount: 0, currency: "KRW" },
        fee: { amount: 1_000, currency: "KRW" },
        priceType: null,
        isCancelled: false,
      },
    ],
    discounts: [],
    total: { amount: 11_000, currency: "KRW" },
    refunded: { amount: 0, currency: "KRW" },
    method: "wallet",
    paymentId: null,
    mailTo: null,
    move: null,
    paidAt: expect.stringMatching(/Z$/),
    cancelledAt: null,
    canCancel: true,
  });
  const use = { accountId: fan, key, requestHash, now };
  expect(await actByKey(books.db, use)).toEqual({ ok: true, value: order });
  expect(await actByKey(books.db, { ...use, key: "unused" })).toEqual({ ok: true, value: null });
  const other = await actByKey(books.db, { ...use, requestHash: sha256("other") });
  expect(other).toEqual({ ok: false, code: "idempotency-mismatch" });

  const stranger = await newFan(books);
  expect(await orderById(books.db, { orderId, accountId: stranger, now })).toBeNull();
  const foreign = await cancelOrder(books.db, cancellation({ accountId: stranger, orderId }));
  expect(foreign).toEqual({ ok: false, code: "not-found" });
});

it("[B9] canceling an order refunds everything once, even if repeated, and frees the seats", async () => {
  const fan = await newFan(books, 11_000);
  const { orderId, holdId, seats } = await bought(fan);
  const asks = Array.from({ length: 8 }, () => cancellation({ accountId: fan, orderId }));
  const answers = await Promise.all(asks.map((each) => cancelOrder(books.db, each)));
  const value = { refundedMinor: 11_000, holdId, scheduleId, seats: [seats[0]?.seat] };
  expect(answers.filter((each) => each.ok && !each.value.replayed)).toHaveLength(1);
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value });
  expect(await soundBalance(books, fan)).toBe(11_000);

  const order = await orderById(books.db, { orderId, accountId: fan, now });
  expect(order).toMatchObject({
    status: "cancelled",
    refunded: { amount: 11_000 },
    canCancel: false,
    cancelledAt: expect.stringMatching(/Z$/),
  });
  // The hold has no owner any more, and the seat can be sold again.
  expect(await voidHold(books.db, { holdId, scheduleId })).toEqual({ orderId: null });
  const again = purchaseOf(fan, scheduleId, seats[0]?.seat ?? -1);
  expect(await purchase(books.db, again)).toMatchObject({ ok: true });
  const told = await books.sql(
    "SELECT payload FROM outbox WHERE topic = 'seats.released' AND payload->>'orderId' = $1",
    [orderId],
  );
  const payload = { orderId, scheduleId, holdId, accountId: fan, seats: value.seats, kept: [] };
  expect(told).toEqual([{ payload }]);
});

it("[B10] an order cannot be canceled once the show has begun", async () => {
  const fan = await newFan(books, 11_000);
  const { orderId } = await bought(fan);
  const begun = Date.parse("2099-01-16T09:00:00.000Z");
  const late = await cancelOrder(books.db, {
    ...cancellation({ accountId: fan, orderId }),
    now: begun,
  });
  expect(late).toEqual({ ok: false, code: "not-cancellable" });
  const seen = await orderById(books.db, { orderId, accountId: fan, now: begun });
  expect(seen?.canCancel).toBe(false);
  expect(await soundBalance(books, fan)).toBe(0);
});

it("[B11] the pages of a list have each order once, newest first, even if new ones arrive meanwhile", async () => {
  const fan = await newFan(books, 110_000);
  const ids: string[] = [];
  for (let made = 0; made < 7; made++) ids.unshift((await bought(fan)).orderId);
  // Orders of one moment must not be lost between two pages.
  await books.sql("UPDATE customer_order SET paid_at = $2 WHERE account_id = $1", [
    fan,
    "2026-10-01T00:00:00.123Z",
  ]);
  ids.sort().reverse();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await ordersOf(books.db, { accountId: fan, after, limit: 3, now });
    if (!page.ok) throw new Error(page.code);
    seen.push(...page.value.items.map(({ id }) => id));
    after = page.value.nextCursor;
    if (after !== null) await bought(fan);
  } while (after !== null);
  expect(seen).toEqual(ids);
  const strange = await ordersOf(books.db, { accountId: fan, after: "1 OR 1=1", limit: 3, now });
  expect(strange).toEqual({ ok: false, code: "invalid-request", detail: "cursor" });
});
