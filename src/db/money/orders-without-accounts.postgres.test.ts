import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorScope } from "../../contract/admin/organizations.ts";
import {
  type Books,
  newSchedule,
  openBooks,
  purchaseOf,
  newFan,
} from "../../../test/support/books.ts";
import { findOrders } from "../orders/search.ts";
import { soldOf } from "../admin/reconciliation.ts";
import { claimMails } from "../messages/mails.ts";
import { scheduleSetup } from "../sale/setup.ts";
import { purchase, voidHold } from "./purchase.ts";

let books: Books;
let scheduleId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
afterAll(() => books.close());

/** An order that a fan made, as if the counter had made it. */
async function soldAtTheCounter(seat: number) {
  const order = purchaseOf(await newFan(books, 100_000), scheduleId, seat);
  const bought = await purchase(books.db, order);
  if (!bought.ok) throw new Error(bought.code);
  await books.sql(
    `UPDATE customer_order SET account_id = NULL, channel = 'counter', buyer_name = '김하늘', buyer_phone = '01012345678'
    WHERE id = $1`,
    [order.orderId],
  );
  return { ...order, number: bought.value.number };
}

it("[BO1] an order of the web has an account, and others may do without one", async () => {
  const { orderId } = await soldAtTheCounter(1);
  const back = books.sql("UPDATE customer_order SET channel = 'web' WHERE id = $1", [orderId]);
  await expect(back).rejects.toThrow(/customer_order_buyer/);
});

it("[BO2] the schedule knows the seats of an order without an account by the hold's own id", async () => {
  const { holdId, orderId } = await soldAtTheCounter(2);
  const owned = expect.objectContaining({ holdId, orderId, accountId: holdId, seats: [2] });
  expect((await scheduleSetup(books.db, scheduleId))?.sold).toContainEqual(owned);
  expect(await soldOf(books.db, scheduleId)).toContainEqual(owned);
  expect(await voidHold(books.db, { holdId, scheduleId })).toEqual({
    orderId,
    accountId: holdId,
    seats: [2],
  });
});

it("[BO3] staff find an order without an account, with what the buyer has told", async () => {
  const { number } = await soldAtTheCounter(3);
  const scope = operatorScope;
  const meanings = [{ by: "number" as const, number }];
  const search = { scope, people: scope, meanings, after: null, limit: 5 };
  const seen = await findOrders(books.db, search);
  expect(seen).toMatchObject({
    value: {
      items: [
        {
          number,
          channel: "counter",
          buyer: { accountId: null, name: "김하늘", phone: "010-••••-5678" },
        },
      ],
    },
  });
  const unseen = await findOrders(books.db, { ...search, people: null });
  expect(unseen).toMatchObject({ value: { items: [{ number, buyer: null }] } });
});

it("[BO4] the tickets of an order without an account are mailed to the address given with it, if there is one", async () => {
  const orders = [await soldAtTheCounter(4), await soldAtTheCounter(5)];
  const [told, untold] = orders.map(({ orderId }) => orderId);
  await books.sql("INSERT INTO order_form (order_id, mail_to) VALUES ($1, 'sky@frontrow.test')", [
    told,
  ]);
  await books.sql("DELETE FROM outbox");
  for (const orderId of [told, untold])
    await books.sql(
      `INSERT INTO outbox (topic, payload) VALUES ('order.paid', jsonb_build_object('orderId', $1::text))`,
      [orderId],
    );
  const mails = await claimMails(books.db, { limit: 10, now: Date.now() });
  expect(mails.map(({ order, account }) => [order?.id, account?.email ?? null])).toEqual([
    [told, "sky@frontrow.test"],
    [untold, null],
  ]);
  expect(mails[0]?.account?.name).toBe("김하늘");
});
