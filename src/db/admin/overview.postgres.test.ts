import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorScope } from "../../contract/admin/organizations.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import {
  counterSaleOf,
  newClerk,
  paid,
  shiftOf,
  soldAtCounter,
} from "../../../test/support/money/counter-books.ts";
import { adminOverview } from "./overview.ts";
import { purchase } from "../money/purchase.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const hourMs = 3_600_000;

it("[AD36] the overview counts money of the web and of the counter to the won, and nothing from yesterday", async () => {
  const { scheduleId } = await newSchedule(books);
  const look = (sinceMs: number) =>
    adminOverview(books.db, {
      scope: operatorScope,
      money: operatorScope,
      isOperator: true,
      since: Date.now() - sinceMs,
      now: Date.now(),
    });
  expect(await look(hourMs)).toMatchObject({ today: [], reconciliation: null });
  const fan = await newFan(books, 50_000);
  const kept = purchaseOf(fan, scheduleId, 0);
  const given = purchaseOf(fan, scheduleId, 1);
  for (const order of [kept, given])
    expect(await purchase(books.db, order)).toMatchObject({ ok: true });
  const { orderId } = given;
  expect(await cancelOrder(books.db, { accountId: fan, orderId })).toMatchObject({ ok: true });
  const { today, sales, payments } = await look(hourMs);
  const won = (amount: number) => ({ amount, currency: "KRW" });
  expect(today).toEqual([{ orders: 2, tickets: 2, revenue: won(22_000), refunded: won(11_000) }]);
  const clerk = await newClerk(books);
  await shiftOf(books, clerk);
  const tenders = [paid(4_000), paid(6_000, "terminal")];
  await soldAtCounter(books, { ...counterSaleOf(clerk, scheduleId, 2), tenders });
  expect((await look(hourMs)).today).toEqual([
    { orders: 3, tickets: 3, revenue: won(32_000), refunded: won(11_000) },
  ]);
  expect(sales).toMatchObject([{ id: scheduleId, sold: 1, seatCount: 200 }]);
  expect(payments).toEqual({ ready: 0, unknown: 0, awaitingDeposit: 0, flagged: 0 });
  expect((await look(-60_000)).today).toEqual([]);
});
