import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { concertById } from "./catalog.ts";
import { purchase } from "../money/purchase.ts";
import { scheduleById } from "./schedules.ts";
import { keepStocks, stocksToCount } from "./stock.ts";

let books: Books;
const now = Date.now();
const hourMs = 3_600_000;

beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const due = async (at = now) =>
  Object.fromEntries(
    (await stocksToCount(books.db, { now: at, limit: 100 })).map(({ scheduleId, seatsSold }) => [
      scheduleId,
      seatsSold,
    ]),
  );
const keep = (scheduleId: string, seatsSold: number, seatsLeft: number, seatsTotal = 200) =>
  keepStocks(books.db, { now, stocks: [{ scheduleId, seatsSold, seatsLeft, seatsTotal }] });

it("[V306] a sale is counted again after a sale, a return or a move to a plan of another size, otherwise once an hour, and never while it is not on sale", async () => {
  const { scheduleId } = await newSchedule(books);
  await newSchedule(books, { saleOpensAt: "2099-01-01T00:00:00Z" });
  expect(await due()).toEqual({ [scheduleId]: 0 });
  await keep(scheduleId, 0, 200);
  expect(await due()).toEqual({});
  const accountId = await newFan(books, 22_000);
  const order = purchaseOf(accountId, scheduleId, 3, 4);
  await purchase(books.db, order);
  expect(await due()).toEqual({ [scheduleId]: 2 });
  await keep(scheduleId, 2, 198);
  expect(await due()).toEqual({});
  expect(await due(now + hourMs + 1)).toEqual({ [scheduleId]: 2 });
  await cancelOrder(books.db, { accountId, orderId: order.orderId, seats: [3] });
  expect(await due()).toEqual({ [scheduleId]: 1 });
  await keep(scheduleId, 1, 0, 150);
  expect(await due()).toEqual({ [scheduleId]: 1 });
  await books.sql("UPDATE schedule SET sale_state = 'closed' WHERE id = $1", [scheduleId]);
});

it("[V307] a date or a concert shows as sold out only when all of it is sold, and an uncounted date shows as unknown", async () => {
  const { scheduleId, concertId } = await newSchedule(books);
  const said = async () => {
    const schedule = await scheduleById(books.db, { scheduleId, now });
    const concert = await concertById(books.db, { concert: concertId, now });
    return [schedule?.stock, concert?.sale, concert?.stock];
  };
  expect(await said()).toEqual([null, "open", null]);
  await keep(scheduleId, 0, 21);
  expect(await said()).toEqual(["plenty", "open", "plenty"]);
  await keep(scheduleId, 0, 20);
  expect(await said()).toEqual(["low", "open", "low"]);
  await keep(scheduleId, 0, 0);
  expect(await said()).toEqual(["sold-out", "open", "sold-out"]);
  const second = await newSchedule(books, { concertId, startsAt: "2099-02-16T18:00:00+09:00" });
  expect(await said()).toEqual(["sold-out", "open", null]);
  await keep(second.scheduleId, 0, 100);
  expect(await said()).toEqual(["sold-out", "open", "plenty"]);
});

it("[V378] a concert with sold-out dates counts as opening while another date is still to come on sale", async () => {
  const { scheduleId, concertId } = await newSchedule(books);
  const saleOpensAt = "2098-01-01T00:00:00Z";
  await newSchedule(books, { concertId, saleOpensAt, startsAt: "2099-02-16T18:00:00+09:00" });
  await keep(scheduleId, 0, 1);
  const concert = () => concertById(books.db, { concert: concertId, now });
  expect(await concert()).toMatchObject({ sale: "open", stock: "low" });
  await keep(scheduleId, 0, 0);
  expect(await concert()).toMatchObject({
    sale: "upcoming",
    stock: null,
    saleOpensAt: "2098-01-01T00:00:00.000Z",
  });
});
