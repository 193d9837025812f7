import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorScope } from "../../contract/admin/organizations.ts";
import type { Meaning } from "../../contract/admin/orders/search-text.ts";
import { fillBooks } from "../../../bench/books/big-books.ts";
import { type Books, openBooks } from "../../../test/support/books.ts";
import { planOf } from "../../../test/support/money/query-plans.ts";
import { findOrders, type OrdersWanted } from "./search.ts";

let books: Books;
let some: { id: string; number: string; schedule: string; concert: string; account: string };
beforeAll(async () => {
  books = await openBooks();
  await fillBooks(books.url, 20_000);
  const [row] = await books.sql<typeof some>(
    `SELECT o.id, o.number, o.schedule_id AS schedule, s.concert_id AS concert, o.account_id AS account
    FROM customer_order o JOIN schedule s ON s.id = o.schedule_id WHERE o.method = 'wallet' LIMIT 1`,
  );
  if (!row) throw new Error("there is an order");
  some = row;
});
afterAll(() => books.close());

const large = ["customer_order", "order_seat", "account", "payment", "order_form"];

it("[OD5] no search and no list of orders reads a large table from end to end", async () => {
  const base = { scope: operatorScope, people: operatorScope, after: null, limit: 20 };
  const find =
    (meanings: Meaning[] | null, more: Partial<OrdersWanted> = {}) =>
    () =>
      planOf(books, () => findOrders(books.db, { ...base, meanings, ...more }));
  const { id, number, schedule: scheduleId, concert: concertId } = some;
  const asked: [what: string, plan: ReturnType<typeof find>][] = [
    ["an order's id", find([{ by: "id", id }])],
    ["an account's id", find([{ by: "id", id: some.account }])],
    ["a number", find([{ by: "number", number }])],
    ["half a number", find([{ by: "number", number: number.slice(0, 7) }])],
    ["an address", find([{ by: "email", email: "fan77@" }])],
    ["a payment", find([{ by: "payment", key: "pk_77" }])],
    ["a phone number", find([{ by: "phone", digits: "4471" }])],
    ["a name", find([{ by: "name", name: "김민준" }])],
    ["a name of the card's payers", find([{ by: "name", name: "김민준" }], { method: "card" })],
    ["a seat", find([{ by: "seat", key: "A1/6/3" }], { scheduleId })],
    ["a row of a concert", find([{ by: "seat", key: "A1/6" }], { concertId })],
    ["all of them", find(null)],
    ["a date", find(null, { scheduleId })],
    ["a concert's cancellations", find(null, { concertId, state: "cancelled" })],
    ["the counter's", find(null, { channel: "counter" })],
    ["a period's", find(null, { since: "2025-01-01T00:00:00Z", until: "2025-01-02T00:00:00Z" })],
  ];
  for (const [what, plan] of asked) {
    const scanned = (await plan()).scanned.filter((table) => large.includes(table ?? ""));
    expect([what, scanned]).toEqual([what, []]);
  }
});
