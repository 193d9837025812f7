import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AccountLimits } from "../../contract/sale/account-limits.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardEnd, cardPurchaseOf, contradictions } from "../../../test/support/money/money.ts";
import { changeDate } from "../admin/changes/concert-changes.ts";
import { withinLimits } from "../sale/sale-terms.ts";
import { settleCardPayment, startCardPayment } from "./card-payments.ts";
import { purchase } from "./purchase.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

/** Two dates of one concert with these limits. */
async function twoDates(accountLimits: AccountLimits) {
  const first = await newSchedule(books);
  const second = await newSchedule(books, {
    concertId: first.concertId,
    startsAt: "2099-02-17T19:00:00+09:00",
  });
  for (const { scheduleId } of [first, second])
    expect(
      await changeDate(books.db, {
        scheduleId,
        by: nobody,
        seen: 1,
        change: { accountLimits },
        now: Date.now(),
      }),
    ).toMatchObject({ ok: true });
  return [first.scheduleId, second.scheduleId] as const;
}
const refused = (detail: string) => ({ ok: false, code: "too-many-seats", detail });

it("[H77] one account has at most as many seats of all dates of a concert as its organizer allows", async () => {
  const [first, second] = await twoDates({ perConcert: 3, perDay: null });
  const fan = await newFan(books, 900_000);
  const bought = purchaseOf(fan, first, 0, 1);
  expect(await purchase(books.db, bought)).toMatchObject({ ok: true });
  const two = purchaseOf(fan, second, 0, 1);
  const detail = "3 at most of this concert, 2 bought before";
  const { holdId } = two;
  const asked = { accountId: fan, scheduleId: second, holdId, count: 2 };
  expect(await withinLimits(books.db, asked)).toMatchObject(refused(detail));
  expect(await purchase(books.db, two)).toMatchObject(refused(detail));
  expect(await startCardPayment(books.db, cardPurchaseOf(two))).toMatchObject(refused(detail));
  // The same request again is the same order, whatever the limit.
  expect(await purchase(books.db, bought)).toMatchObject({ value: { replayed: true } });
  // A seat that was given back counts no longer, and another concert or fan never did.
  await cancelOrder(books.db, { accountId: fan, orderId: bought.orderId, seats: [0] });
  expect(await purchase(books.db, two)).toMatchObject({ ok: true });
  const { scheduleId: other } = await newSchedule(books);
  expect(await purchase(books.db, purchaseOf(fan, other, 0, 1))).toMatchObject({ ok: true });
  const friend = await newFan(books, 900_000);
  expect(await purchase(books.db, purchaseOf(friend, second, 4, 5))).toMatchObject({ ok: true });
});

it("[H78] one account buys at most as many seats of a concert on one day by the venue's clock as its organizer allows", async () => {
  const [first, second] = await twoDates({ perConcert: null, perDay: 2 });
  const fan = await newFan(books, 900_000);
  const { orderId, ...bought } = purchaseOf(fan, first, 0, 1);
  expect(await purchase(books.db, { orderId, ...bought })).toMatchObject({ ok: true });
  const third = purchaseOf(fan, second, 0);
  expect(await purchase(books.db, third)).toMatchObject(
    refused("2 at most on one day, 2 bought today"),
  );
  // As if it had been bought in the last moment of yesterday in Seoul.
  await books.sql(
    `UPDATE customer_order SET paid_at = date_trunc('day', now() AT TIME ZONE 'Asia/Seoul') AT TIME ZONE 'Asia/Seoul'
      - interval '1 ms' WHERE id = $1`,
    [orderId],
  );
  expect(await purchase(books.db, third)).toMatchObject({ ok: true });
});

it("[H79] seats of a payment under way count against the limits until its hold ends, except for its own order", async () => {
  const [first, second] = await twoDates({ perConcert: 2, perDay: null });
  const fan = await newFan(books, 900_000);
  const card = cardPurchaseOf(purchaseOf(fan, first, 0, 1));
  expect(await startCardPayment(books.db, card)).toMatchObject({ ok: true });
  const other = purchaseOf(fan, second, 0);
  expect(await purchase(books.db, other)).toMatchObject({ code: "too-many-seats" });
  // Another way to pay for the same hold is no further seat.
  const again = { ...card, paymentId: randomUUID(), orderId: randomUUID(), key: randomUUID() };
  expect(await startCardPayment(books.db, again)).toMatchObject({ ok: true });
  await books.sql("INSERT INTO settlement (hold_id) VALUES ($1)", [card.holdId]);
  expect(await purchase(books.db, other)).toMatchObject({ ok: true });
});

it("[H79] of two purchases of one account at the same moment, one is over the limit", async () => {
  const [first, second] = await twoDates({ perConcert: 2, perDay: null });
  const fan = await newFan(books, 900_000);
  const both = await Promise.all([
    purchase(books.db, purchaseOf(fan, first, 0, 1)),
    purchase(books.db, purchaseOf(fan, second, 0, 1)),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

it("[H79] money that has moved buys its seats although the limit was lowered meanwhile", async () => {
  const [first] = await twoDates({ perConcert: 2, perDay: null });
  const fan = await newFan(books);
  const card = cardPurchaseOf(purchaseOf(fan, first, 0, 1));
  expect(await startCardPayment(books.db, card)).toMatchObject({ ok: true });
  await changeDate(books.db, {
    scheduleId: first,
    by: nobody,
    seen: 2,
    change: { accountLimits: { perConcert: 1, perDay: null } },
    now: Date.now(),
  });
  const paid = await settleCardPayment(books.db, cardEnd(card.paymentId, 22_000));
  expect(paid).toMatchObject({ ok: true, value: { end: "ordered" } });
});

it("[H78] a deposit counts on the day on which it was chosen, and not on the day of its arrival", async () => {
  const [first, second] = await twoDates({ perConcert: null, perDay: 2 });
  const fan = await newFan(books, 900_000);
  const card = cardPurchaseOf(purchaseOf(fan, first, 0, 1));
  expect(await startCardPayment(books.db, card)).toMatchObject({ ok: true });
  await books.sql("UPDATE payment SET created_at = created_at - interval '2 days' WHERE id = $1", [
    card.paymentId,
  ]);
  const paid = await settleCardPayment(books.db, cardEnd(card.paymentId, 22_000));
  expect(paid).toMatchObject({ ok: true, value: { end: "ordered" } });
  expect(await purchase(books.db, purchaseOf(fan, second, 0))).toMatchObject({ ok: true });
});
