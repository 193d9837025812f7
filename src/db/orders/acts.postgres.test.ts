import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorScope } from "../../contract/admin/organizations.ts";
import { OrderStory } from "../../contract/admin/orders/order-story.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { eventually } from "../../../test/support/eventually.ts";
import {
  counterSaleOf,
  newClerk,
  shiftOf,
  soldAtCounter,
} from "../../../test/support/money/counter-books.ts";
import { cardPurchaseOf, payByCard } from "../../../test/support/money/money.ts";
import { type Actor, logAct } from "../admin/audit.ts";
import { purchase } from "../money/purchase.ts";
import { lookAt } from "../staff/looks.ts";
import { nameVisitor, resendTickets } from "./acts.ts";
import { seenBuyer } from "./buyers.ts";
import { orderForAdmins } from "./order.ts";
import { orderStory } from "./story.ts";

let books: Books;
let fan: string;
let scheduleId: string;
let by: Actor;
const now = Date.now();
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
  fan = await newFan(books, 220_000);
  by = { ...nobody, accountId: await newFan(books) };
});
afterAll(() => books.close());

async function bought(...seats: number[]) {
  const order = purchaseOf(fan, scheduleId, ...seats);
  await purchase(books.db, order);
  return order.orderId;
}
const storyOf = async (orderId: string, people: typeof operatorScope | null = operatorScope) =>
  OrderStory.parse(await orderStory(books.db, { orderId, people }));
const acts = (subject: string) =>
  books.sql<{ action: string; before: object; after: object }>(
    "SELECT action, before, after FROM audit_log WHERE subject = $1 ORDER BY id",
    [subject],
  );

it("[OD6] an order's story has its payment, its mails, its refunds and what staff did, and its ledger adds up", async () => {
  const card = cardPurchaseOf(purchaseOf(fan, scheduleId, 0, 1));
  await payByCard(books, card);
  const { orderId } = card;
  await logAct(books.db, { by, action: "order.note", subject: orderId, after: { note: "전화" } });
  await cancelOrder(books.db, { accountId: fan, orderId, seats: [0] });
  const story = await storyOf(orderId);
  expect(story.events.map(({ kind, what, state }) => [kind, what, state])).toEqual(
    expect.arrayContaining([
      ["payment", "ready", "done"],
      ["payment", "paid", "done"],
      ["order", "paid", "done"],
      ["mail", "order.paid", "waiting"],
      ["act", "order.note", "done"],
      ["refund", "wallet", "done"],
      ["mail", "refund.done", "waiting"],
    ]),
  );
  expect(story.events.find(({ what }) => what === "order.note")).toMatchObject({
    by: "김하늘",
    text: "전화",
  });
  expect(story.ledger.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["card-purchase", "gateway", "concert"],
    ["fee", "concert", "fees"],
    ["fee-refund", "fees", "concert"],
    ["refund", "concert", "wallet"],
  ]);
  expect(story).toMatchObject({
    isEven: true,
    paid: { amount: 22_000 },
    refunded: { amount: 11_000 },
  });
  const unseen = await storyOf(orderId, null);
  expect(unseen.events.map(({ text }) => text)).toEqual(unseen.events.map(() => null));
});

it("[OD10] without the right to see people an order shows no bank account and no reason of its refunds", async () => {
  const orderId = await bought(7);
  await cancelOrder(books.db, { accountId: fan, orderId });
  await books.sql("UPDATE refund SET account = $2, reason = '박서준 님 요청' WHERE order_id = $1", [
    orderId,
    { bank: "88", accountNumber: "110123456789", holder: "박서준" },
  ]);
  const refundsSeen = async (people: typeof operatorScope | null) => {
    const order = await orderForAdmins(books.db, { orderId, people, now });
    return order?.refunds.map(({ account, reason }) => [account?.holder ?? null, reason]);
  };
  expect(await refundsSeen(operatorScope)).toEqual([["박**", "박서준 님 요청"]]);
  expect(await refundsSeen(null)).toEqual([[null, null]]);
  const elsewhere = { ...operatorScope, concertIds: [randomUUID()] };
  expect(await refundsSeen(elsewhere)).toEqual([[null, null]]);
});

it("[OD7] tickets are mailed again at most three times an hour, and not those of a canceled order", async () => {
  const orderId = await bought(2);
  const again = () => resendTickets(books.db, { orderId, by });
  expect(await again()).toEqual({ ok: true, value: { left: 2 } });
  await again();
  expect(await again()).toEqual({ ok: true, value: { left: 0 } });
  expect(await again()).toMatchObject({ ok: false, code: "too-many-requests" });
  const mails = await books.sql(
    "SELECT FROM outbox WHERE topic = 'order.paid' AND payload->>'orderId' = $1",
    [orderId],
  );
  expect(mails).toHaveLength(4);
  expect((await acts(orderId)).map(({ action }) => action)).toEqual(Array(3).fill("order.resend"));
  const gone = await bought(3);
  await cancelOrder(books.db, { accountId: fan, orderId: gone });
  expect(await resendTickets(books.db, { orderId: gone, by })).toMatchObject({ code: "conflict" });
  const missing = await resendTickets(books.db, { orderId: randomUUID(), by });
  expect(missing).toMatchObject({ code: "not-found" });
});

it("[OD33] the tickets of an order without an account go to a new address, and those of an account to its own alone", async () => {
  const clerk = await newClerk(books);
  await shiftOf(books, clerk);
  const { orderId } = await soldAtCounter(books, counterSaleOf(clerk, scheduleId, 20));
  const mails = () =>
    books.sql(
      `SELECT f.mail_to AS "to" FROM outbox x JOIN order_form f ON f.order_id = (x.payload->>'orderId')::uuid
      WHERE x.topic = 'order.paid' AND f.order_id = $1`,
      [orderId],
    );
  expect(await resendTickets(books.db, { orderId, by })).toMatchObject({ code: "conflict" });
  expect(await mails()).toEqual([]);
  const mail = "haneul@frontrow.test";
  expect(await resendTickets(books.db, { orderId, mail, by })).toMatchObject({ ok: true });
  expect(await mails()).toEqual([{ to: mail }]);
  const other = "sea@frontrow.test";
  expect(await resendTickets(books.db, { orderId, mail: other, by })).toMatchObject({ ok: true });
  expect(await mails()).toEqual([{ to: other }, { to: other }]);
  const noted = (await acts(orderId)).filter(({ action }) => action === "order.resend");
  expect(noted.map(({ after }) => JSON.stringify(after).includes(mail))).toEqual([false, false]);
  const web = await bought(21);
  expect(await resendTickets(books.db, { orderId: web, mail, by })).toMatchObject({
    code: "conflict",
  });
});

it("[OD7] those who mail tickets again at once take turns, so that nobody is missed in the count", async () => {
  const orderId = await bought(8);
  const before = new Client({ connectionString: books.url });
  await before.connect();
  try {
    await before.query("BEGIN");
    await before.query("SELECT FROM customer_order WHERE id = $1 FOR NO KEY UPDATE", [orderId]);
    const asked = resendTickets(books.db, { orderId, by });
    const waiting = eventually(async () => {
      const [row] = await books.sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      expect(row?.n).toBe(1);
    });
    await Promise.race([asked, waiting]);
    await before.query(
      `INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT $1, $2, 'order.resend', $3, '{}', $4 FROM generate_series(1, 3)`,
      [by.scope.organizationId, by.accountId, orderId, by.requestId],
    );
    await before.query("COMMIT");
    expect(await asked).toMatchObject({ ok: false, code: "too-many-requests" });
  } finally {
    await before.end();
  }
});

it("[OD8] a valid ticket can get another visitor until the show begins, and the log has both names", async () => {
  const orderId = await bought(4, 5);
  const name = (seat: number, visitor: string | null, at = now) =>
    nameVisitor(books.db, { orderId, seat, visitor, by, now: at });
  expect(await name(4, "박서준")).toMatchObject({ ok: true });
  expect(await name(4, "이지우")).toMatchObject({ ok: true });
  const order = await orderForAdmins(books.db, { orderId, people: operatorScope, now });
  expect(order?.seats.map(({ visitor }) => visitor)).toEqual(["이지우", null]);
  const unseen = await orderForAdmins(books.db, { orderId, people: null, now });
  expect(unseen?.seats.map(({ visitor }) => visitor)).toEqual([null, null]);
  const [, second] = await acts(orderId);
  expect(second).toMatchObject({
    action: "order.visitor",
    before: { seat: 4, visitor: "박서준" },
    after: { seat: 4, visitor: "이지우" },
  });
  await cancelOrder(books.db, { accountId: fan, orderId, seats: [5] });
  expect(await name(5, "한도겸")).toMatchObject({ code: "conflict" });
  expect(await name(4, null, Date.parse("2100-01-01"))).toMatchObject({ code: "conflict" });
});

it("[OD9] what is masked is shown whole only for a reason, which the log has", async () => {
  const orderId = await bought(6);
  const order = await orderForAdmins(books.db, { orderId, people: operatorScope, now });
  expect(order?.buyer?.email).toMatch(/^[0-9a-f-]{4}•••@frontrow\.test$/);
  const look = { by, subject: orderId, action: "order.look" as const, reason: "입장 확인" };
  const seen = await lookAt(books.db, { ...look, seen: seenBuyer(orderId) });
  expect(seen).toEqual({
    name: "김하늘",
    email: `${fan}@frontrow.test`,
    phone: null,
    mailTo: null,
  });
  expect(await acts(orderId)).toEqual([
    { action: "order.look", before: null, after: { reason: "입장 확인" } },
  ]);
  const nothing = await lookAt(books.db, { ...look, seen: seenBuyer(randomUUID()) });
  expect(nothing).toBeNull();
  expect(await acts(orderId)).toHaveLength(1);
});
