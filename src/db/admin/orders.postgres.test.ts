import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorScope } from "../../contract/admin/organizations.ts";
import { AdminOrder } from "../../contract/admin/orders.ts";
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
import { findOrders, orderForAdmins } from "./orders.ts";

let books: Books;
let scheduleId: string;
const now = Date.now();
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
afterAll(() => books.close());

const everything = { scope: operatorScope, people: operatorScope };

async function found(search: string, limit = 20, after: string | null = null) {
  const page = await findOrders(books.db, { ...everything, search, limit, after, now });
  if (!page.ok) throw new Error(page.code);
  page.value.items.forEach((item) => AdminOrder.parse(item));
  return page.value;
}

it("[AD70] admins find an order by its number, its id and its account's address, with any payment method", async () => {
  const fan = await newFan(books, 22_000);
  const byWallet = purchaseOf(fan, scheduleId, 0, 1);
  await purchase(books.db, byWallet);
  const byCard = cardPurchaseOf(purchaseOf(fan, scheduleId, 2));
  await payByCard(books, byCard);
  await cancelOrder(books.db, { accountId: fan, orderId: byWallet.orderId, seats: [0] });

  const all = await found(fan);
  expect(all.items.map(({ id, method }) => [id, method])).toEqual([
    [byCard.orderId, "card"],
    [byWallet.orderId, "wallet"],
  ]);
  const [card, wallet] = all.items;
  for (const order of [wallet, card])
    for (const search of [order?.number, order?.number.toLowerCase(), order?.id])
      expect((await found(search ?? "")).items).toEqual([order]);
  expect((await found(`${fan}@FRONTROW.test`)).items).toEqual(all.items);
  expect((await found("FR-0000-0000")).items).toEqual([]);

  const first = await found(fan, 1);
  const rest = await found(fan, 1, first.nextCursor);
  expect([...first.items, ...rest.items]).toEqual(all.items);

  expect(
    await orderForAdmins(books.db, { people: operatorScope, orderId: byWallet.orderId, now }),
  ).toEqual(wallet);
  expect(wallet).toMatchObject({
    account: { id: fan, name: "김하늘" },
    seats: [
      { key: "r/1", isCancelled: true },
      { key: "r/2", isCancelled: false },
    ],
    refunds: [{ to: "wallet", seats: [0] }],
  });
  expect(await orderForAdmins(books.db, { people: operatorScope, orderId: fan, now })).toBeNull();
});
