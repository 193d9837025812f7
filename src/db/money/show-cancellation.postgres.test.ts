import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newConcert,
  nobody,
  openBooks,
} from "../../../test/support/books.ts";
import { atOnce } from "../../../test/support/money/at-once.ts";
import {
  type Bought,
  broughtByOrder,
  buyTickets,
  plain,
  returnInFull,
  runBatches,
  showOf,
  threeDaysBefore,
} from "../../../test/support/money/canceled-show.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import type { Database } from "../connection/database.ts";
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

const cancelShow = (scheduleId: string) => (db: Database) =>
  beginShowCancellation(db, { scheduleId, by: nobody, reason: "Typhoon", compensationPercent: 10 });
const cancelTickets =
  ({ fan, orderId }: Bought) =>
  (db: Database) =>
    cancelOrder(db, { accountId: fan, orderId, now: threeDaysBefore });

it("[RF20] a fan who cancels while the show is being canceled waits for that, and is not charged", async () => {
  const scheduleId = await showOf(books, concertId);
  const order = await buyTickets(books, scheduleId, [plain]);
  expect(await atOnce(books, cancelShow(scheduleId), cancelTickets(order))).toMatchObject({
    earlier: { ok: true },
    later: { ok: false, code: "refund-changed", detail: "11000" },
    hasWaited: true,
  });
  expect(await broughtByOrder(books, order)).toEqual({ wallet: 0, card: 0 });
  expect(await returnInFull(books, order)).toMatchObject({ ok: true });
  expect(await broughtByOrder(books, order)).toEqual({ wallet: 12_000, card: 0 });
});

it("[RF20] the cancellation of a show waits for a fan's that has begun, and refunds only the other orders", async () => {
  const scheduleId = await showOf(books, concertId);
  const gone = await buyTickets(books, scheduleId, [plain]);
  const left = await buyTickets(books, scheduleId, [plain]);
  expect(await atOnce(books, cancelTickets(gone), cancelShow(scheduleId))).toMatchObject({
    earlier: { ok: true, value: { refundedMinor: 9_000, compensationMinor: 0 } },
    later: { ok: true, value: { state: "running", orders: 1, tickets: 1 } },
    hasWaited: true,
  });
  await runBatches(books, scheduleId);
  expect(await broughtByOrder(books, gone)).toEqual({ wallet: 9_000, card: 0 });
  expect(await broughtByOrder(books, left)).toEqual({ wallet: 12_000, card: 0 });
});
