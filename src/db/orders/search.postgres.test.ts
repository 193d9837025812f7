import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorId, operatorScope } from "../../contract/admin/organizations.ts";
import { OrderSearch } from "../../contract/admin/orders.ts";
import { meaningsOf } from "../../contract/admin/orders/search-text.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardPurchaseOf, payByCard } from "../../../test/support/money/money.ts";
import { purchase } from "../money/purchase.ts";
import { addressesMax, namesMax, seatsMax } from "./meanings.ts";
import { findOrders, type OrdersWanted } from "./search.ts";

let books: Books;
let show: { scheduleId: string; concertId: string };
let other: { scheduleId: string; concertId: string };
let fan: string;
let card: ReturnType<typeof cardPurchaseOf>;
let providerKey: string;
/** The numbers of the orders: from the wallet, by card, at the counter, and of another concert. */
const numbers = { wallet: "", card: "", counter: "", other: "" };

beforeAll(async () => {
  books = await openBooks();
  show = await newSchedule(books);
  other = await newSchedule(books);
  fan = await newFan(books, 66_000);
  const byWallet = purchaseOf(fan, show.scheduleId, 0, 1);
  await purchase(books.db, byWallet);
  await cancelOrder(books.db, { accountId: fan, orderId: byWallet.orderId, seats: [0] });
  card = cardPurchaseOf(purchaseOf(fan, show.scheduleId, 2));
  await payByCard(books, card);
  const stranger = await newFan(books, 22_000);
  const atCounter = purchaseOf(stranger, show.scheduleId, 3);
  await purchase(books.db, atCounter);
  await books.sql(
    `UPDATE customer_order SET account_id = NULL, channel = 'counter', method = 'cash', buyer_name = 'Anna Weber',
      buyer_phone = '01012344471' WHERE id = $1`,
    [atCounter.orderId],
  );
  const elsewhere = purchaseOf(fan, other.scheduleId, 0);
  await purchase(books.db, elsewhere);
  await books.sql(
    "INSERT INTO order_form (order_id, account_id, mail_to) VALUES ($1, $2, 'Gift@x.test')",
    [elsewhere.orderId, fan],
  );
  const ids = [byWallet, card, atCounter, elsewhere].map(({ orderId }) => orderId);
  const names = ["wallet", "card", "counter", "other"] as const;
  for (const [at, id] of ids.entries()) {
    const [row] = await books.sql<{ number: string }>(
      "UPDATE customer_order SET paid_at = now() + $2 * interval '1 second' WHERE id = $1 RETURNING number",
      [id, at],
    );
    numbers[names[at] ?? "wallet"] = row?.number ?? "";
  }
  const [paid] = await books.sql<{ provider_key: string }>(
    "SELECT provider_key FROM payment WHERE order_id IS NOT NULL",
  );
  providerKey = paid?.provider_key ?? "";
});
afterAll(() => books.close());

const everything = { scope: operatorScope, people: operatorScope, after: null, limit: 20 };

async function search(text: string | null, more: Partial<OrdersWanted> = {}) {
  const meanings = text === null ? null : meaningsOf(text);
  const page = await findOrders(books.db, { ...everything, meanings, ...more });
  if (!page.ok) throw new Error(page.code);
  return OrderSearch.parse(page.value);
}

async function found(text: string | null, more: Partial<OrdersWanted> = {}) {
  const { items } = await search(text, more);
  const names = Object.entries(numbers);
  return items.map(({ number }) => names.find(([, each]) => each === number)?.[0]);
}

it("[AD70] one search finds orders by anything that is known of them, those paid only from the wallet too", async () => {
  const mine = ["other", "card", "wallet"];
  const all: [text: string, orders: string[], more?: Partial<OrdersWanted>][] = [
    [numbers.wallet, ["wallet"]],
    [numbers.card.toLowerCase().replaceAll("-", " "), ["card"]],
    [numbers.card.slice(3, 10), ["card"]],
    [card.orderId, ["card"]],
    [card.paymentId, ["card"]],
    [fan, mine],
    [`${fan.slice(0, 12)}@`, []],
    [`${fan}@Frontrow`, mine],
    ["gift@X.test", ["other"]],
    ["김하늘", mine],
    ["하느", mine],
    ["anna we", ["counter"]],
    ["4471", ["counter"]],
    ["010-1234-4471", ["counter"]],
    ["9-1234-4471", []],
    ["r 2", ["wallet"], { scheduleId: show.scheduleId }],
    ["r", ["counter", "card", "wallet"], { concertId: show.concertId }],
    // A seat is nothing without its show.
    ["r 2", []],
    ["R 1", ["other"], { scheduleId: other.scheduleId }],
    ["김", []],
  ];
  for (const [text, orders, more] of all)
    expect([text, await found(text, more)]).toEqual([text, orders]);
  expect(await found(providerKey)).toEqual(["card"]);
  expect(await search("김하늘")).toMatchObject({
    total: 3,
    readAs: ["seat", "name"],
    isCut: false,
  });
});

it("[OD3] orders are listed newest first, page by page, and by concert, date, channel, method, state and period", async () => {
  const listed = ["other", "counter", "card", "wallet"];
  expect(await found(null)).toEqual(listed);
  for (const text of [null, "FR-", fan]) {
    const wanted = text === fan ? ["other", "card", "wallet"] : listed;
    const pages: unknown[] = [];
    let after: string | null = null;
    do {
      const { items, nextCursor }: OrderSearch = await search(text === "FR-" ? null : text, {
        after,
        limit: 1,
        ...(text === "FR-" ? { since: "2020-01-01T00:00:00Z" } : {}),
      });
      pages.push(...items.map(({ number }) => number));
      after = nextCursor;
    } while (after !== null);
    expect(pages).toEqual(wanted.map((name) => numbers[name as keyof typeof numbers]));
  }
  expect(await found(null, { concertId: other.concertId })).toEqual(["other"]);
  expect(await found(null, { scheduleId: show.scheduleId })).toEqual(["counter", "card", "wallet"]);
  expect(await found(null, { channel: "counter" })).toEqual(["counter"]);
  expect(await found(null, { channel: "web", state: "paid" })).toEqual(["other", "card"]);
  expect(await found(null, { method: "card" })).toEqual(["card"]);
  expect(await found("김하늘", { method: "card" })).toEqual(["card"]);
  expect(await found(null, { state: "partly-refunded" })).toEqual(["wallet"]);
  expect(await found(null, { state: "cancelled" })).toEqual([]);
  expect(await found(null, { until: "2020-01-01T00:00:00Z" })).toEqual([]);
});

it("[OD3] the orders of an organization with many dates are listed alike", async () => {
  const { nextCursor } = await search(null, { limit: 2 });
  await books.sql(
    `INSERT INTO schedule (id, concert_id, plan_hash, starts_at, sale_opens_at, sale_closes_at, seats_per_account, hold_ms,
      shoppers_max, admit_per_minute)
    SELECT gen_random_uuid(), concert_id, plan_hash, starts_at + n * interval '1 day', sale_opens_at, sale_closes_at, 4, 1, 1, 1
    FROM schedule, generate_series(1, 201) n WHERE id = $1`,
    [show.scheduleId],
  );
  expect(await found(null)).toEqual(["other", "counter", "card", "wallet"]);
  expect(await found(null, { after: nextCursor })).toEqual(["card", "wallet"]);
  const since = "2020-01-01T00:00:00Z";
  expect(await found(null, { channel: "counter", since })).toEqual(["counter"]);
  expect(await found(null, { channel: "counter", after: nextCursor })).toEqual([]);
  expect(await found(null, { state: "partly-refunded", since: "2020-01-01T00:00:00Z" })).toEqual([
    "wallet",
  ]);
  expect(await found(null, { until: "2020-01-01T00:00:00Z" })).toEqual([]);
  expect(await found(null, { scheduleId: other.scheduleId })).toEqual(["other"]);
});

it("[OD4] a role finds orders of its own concerts alone, and without the right to see people finds nobody by who they are", async () => {
  const ofShow = { organizationId: operatorId, concertIds: [show.concertId] };
  expect(await found("김하늘", { scope: ofShow })).toEqual(["card", "wallet"]);
  expect(await found(null, { scope: ofShow })).toEqual(["counter", "card", "wallet"]);
  // The people of another concert stay unseen, though its orders may be seen.
  expect(await found("김하늘", { people: ofShow })).toEqual(["card", "wallet"]);
  const { items } = await search(null, { people: ofShow });
  expect(items.map(({ buyer }) => buyer?.name)).toEqual([
    undefined,
    "Anna Weber",
    "김하늘",
    "김하늘",
  ]);
  const elsewhere = { organizationId: randomUUID(), concertIds: null };
  expect(await found(null, { scope: elsewhere })).toEqual([]);
  expect(await found(numbers.wallet, { scope: elsewhere })).toEqual([]);
  for (const text of ["김하늘", "anna", "4471", fan, `${fan}@frontrow.test`, "gift@x.test"])
    expect([text, await found(text, { people: null })]).toEqual([text, []]);
  expect((await search(numbers.card, { people: null })).items).toMatchObject([{ buyer: null }]);
  const counter = await search(numbers.counter);
  expect(counter.items[0]?.buyer).toEqual({
    accountId: null,
    name: "Anna Weber",
    email: null,
    phone: "010-••••-4471",
  });
});

it("[OD11] a search says when it finds more seats or addresses than it looks through", async () => {
  await books.sql(
    `INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, live)
    SELECT order_id, schedule_id, 1000 + n, 'many/' || n, zone_id, price_minor, fee_minor, false
    FROM (SELECT * FROM order_seat WHERE schedule_id = $1 LIMIT 1) b, generate_series(1, $2::int) n`,
    [show.scheduleId, seatsMax],
  );
  const isCut = async (text: string, more: Partial<OrdersWanted> = {}) =>
    (await search(text, { scheduleId: show.scheduleId, ...more })).isCut;
  expect(await isCut("many")).toBe(false);
  await books.sql(
    `INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, live)
    SELECT order_id, schedule_id, 1000, 'many/0', zone_id, price_minor, fee_minor, false
    FROM order_seat WHERE schedule_id = $1 AND seat = 1001`,
    [show.scheduleId],
  );
  expect(await isCut("many")).toBe(true);
  expect(await isCut("many", { method: "card" })).toBe(true);
  expect(await isCut("many/1")).toBe(false);
  await addAccounts(0, addressesMax);
  expect(await isCut("many@")).toBe(false);
  await addAccounts(addressesMax, 1);
  expect(await isCut("many@")).toBe(true);
  expect(await isCut("many@", { people: null })).toBe(false);
});

it("[OD11] a search for a name is cut only if people are left out who may be seen", async () => {
  await addAccounts(2 * addressesMax, namesMax, "꽃나라");
  expect((await search("꽃나라")).isCut).toBe(false);
  await addAccounts(2 * namesMax, 1, "꽃나라");
  expect((await search("꽃나라")).isCut).toBe(true);
  expect((await search("꽃나라", { people: null })).isCut).toBe(false);
});

const addAccounts = (from: number, count: number, name = "빛나라") =>
  books.sql(
    `INSERT INTO account (id, email, email_verified_at, password_hash, name, locale)
    SELECT gen_random_uuid(), 'many@' || n || '.test', now(), '-', $3, 'ko' FROM generate_series($1::int + 1, $1::int + $2::int) n`,
    [from, count, name],
  );
