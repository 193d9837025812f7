import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BuyerMessages } from "../../contract/admin/orders/buyer-messages.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { claimMails } from "../messages/mails.ts";
import { purchase } from "../money/purchase.ts";
import { countRecipients, listMessages, sendTest, sendToBuyers } from "./buyer-messages.ts";

let books: Books;
let concertId: string;
let scheduleId: string;
let secondId: string;
/** An order of the first date in zone "r" with two seats, and one of the second date by the same fan. */
let first: ReturnType<typeof purchaseOf>;
let fan: string;
const by = nobody;
const texts = {
  subject: { ko: "안내", en: "Notice" },
  body: { ko: "{name} 님", en: "Dear {name}" },
};
beforeAll(async () => {
  books = await openBooks();
  ({ concertId, scheduleId } = await newSchedule(books));
  const startsAt = "2099-01-17T18:00:00+09:00";
  ({ scheduleId: secondId } = await newSchedule(books, { concertId, startsAt }));
  fan = await newFan(books, 99_000);
  first = purchaseOf(fan, scheduleId, 0, 1);
  await purchase(books.db, first);
  await purchase(books.db, purchaseOf(fan, secondId, 0));
  const other = purchaseOf(await newFan(books, 99_000), scheduleId, 2);
  await purchase(books.db, {
    ...other,
    seats: other.seats.map((seat) => ({ ...seat, zoneId: "s" })),
  });
  const gone = purchaseOf(await newFan(books, 99_000), scheduleId, 3);
  await purchase(books.db, gone);
  await cancelOrder(books.db, { accountId: gone.accountId, orderId: gone.orderId });
  const counter = purchaseOf(await newFan(books, 99_000), scheduleId, 4);
  await purchase(books.db, counter);
  await books.sql(
    "UPDATE customer_order SET account_id = NULL, channel = 'counter' WHERE id = $1",
    [counter.orderId],
  );
  await books.sql("UPDATE outbox SET delivered_at = now()");
});
afterAll(() => books.close());

const count = (more = {}) => countRecipients(books.db, { concertId, ...more });

it("[OD22] the count says who would get a message, and which orders have no address", async () => {
  expect(await count()).toEqual({ buyers: 2, orders: 3, without: 1 });
  expect(await count({ scheduleId: secondId })).toEqual({ buyers: 1, orders: 1, without: 0 });
  expect(await count({ zoneId: "s" })).toEqual({ buyers: 1, orders: 1, without: 0 });
  expect(await count({ orderId: first.orderId })).toEqual({ buyers: 1, orders: 1, without: 0 });
  const other = await newSchedule(books);
  const stray = { concertId: other.concertId, orderId: first.orderId };
  expect((await countRecipients(books.db, stray)).buyers).toBe(0);
});

it("[OD23] a message goes to every buyer once, after all urgent mails, and sent again to nobody", async () => {
  const message = { id: randomUUID(), ...texts };
  const send = () => sendToBuyers(books.db, { concertId, message, by });
  expect(await send()).toEqual({ ok: true, value: { id: message.id } });
  expect(await send()).toEqual({ ok: true, value: { id: message.id } });
  await books.sql("INSERT INTO outbox (topic, payload) VALUES ('show.reminder', '{}')");
  const mails = await claimMails(books.db, { limit: 9, now: Date.now() });
  expect(mails.map(({ topic }) => topic)).toEqual([
    "show.reminder",
    "buyers.message",
    "buyers.message",
  ]);
  const mine = mails.find(({ account }) => account?.id === fan);
  expect(mine?.message).toMatchObject({
    ...texts,
    seats: ["r/1", "r/2", "r/1"],
    startsAtMs: [Date.parse("2099-01-16T18:00:00+09:00"), Date.parse("2099-01-17T18:00:00+09:00")],
  });
  const [at] = await books.sql<{ acts: number }>(
    "SELECT count(*)::int AS acts FROM audit_log WHERE action = 'message.send'",
  );
  expect(at?.acts).toBe(1);
  const nobodyThere = { id: randomUUID(), ...texts, zoneId: "none" };
  const refused = await sendToBuyers(books.db, { concertId, message: nobodyThere, by });
  expect(refused).toMatchObject({ code: "conflict" });
});

it("[OD25] the id of a sent message with other words or for others is refused, and writes to nobody", async () => {
  const message = { id: randomUUID(), ...texts, scheduleId };
  const send = (more: object, at = concertId) =>
    sendToBuyers(books.db, { concertId: at, message: { ...message, ...more }, by });
  const same = { ok: true, value: { id: message.id } };
  expect(await Promise.all(Array.from({ length: 6 }, () => send({})))).toEqual(Array(6).fill(same));
  const written = () => books.sql("SELECT FROM outbox WHERE topic = 'buyers.message'");
  const before = (await written()).length;
  const other = { ko: "다른 글", en: "Other" };
  for (const more of [
    { subject: other },
    { body: { ...texts.body, en: "Dear {name}," } },
    { scheduleId: secondId },
    { scheduleId: undefined },
    { zoneId: "r" },
    { orderId: first.orderId },
    { zoneId: "none" },
  ])
    expect([more, await send(more)]).toMatchObject([more, { code: "idempotency-mismatch" }]);
  const elsewhere = await newSchedule(books);
  expect(await send({}, elsewhere.concertId)).toMatchObject({ code: "conflict" });
  expect(await send({})).toEqual(same);
  expect(await written()).toHaveLength(before);
  await books.sql("DELETE FROM buyer_message_copy WHERE message_id = $1", [message.id]);
  await books.sql("DELETE FROM buyer_message WHERE id = $1", [message.id]);
  await books.sql("DELETE FROM outbox WHERE payload->>'messageId' = $1", [message.id]);
});

it("[OD24] the history of a concert says how far each message has come, and a test is no part of it", async () => {
  const accountId = await newFan(books);
  await sendTest(books.db, { concertId, message: texts, by: { ...by, accountId } });
  await books.sql("UPDATE outbox SET delivered_at = now() WHERE topic = 'account.welcome'");
  const mails = await claimMails(books.db, { limit: 9, now: Date.now() });
  expect(
    mails.map(({ account, message }) => [account?.id, message?.subject, message?.seats]),
  ).toEqual(Array(2).fill([accountId, texts.subject, []]));
  await books.sql(
    `UPDATE outbox SET delivered_at = now() WHERE id = (SELECT id FROM outbox WHERE topic = 'buyers.message'
      AND payload ? 'messageId' LIMIT 1)`,
  );
  const page = await listMessages(books.db, { concertId, after: null, limit: 9 });
  if (!page.ok) throw new Error(page.code);
  expect(BuyerMessages.parse(page.value).items).toMatchObject([{ buyers: 2, sent: 1, failed: 0 }]);
});
