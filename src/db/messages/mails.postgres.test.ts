import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  topUp,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardEnd, cardPurchaseOf, payByCard } from "../../../test/support/money/money.ts";
import { settleCardPayment, startCardPayment } from "../money/card-payments.ts";
import { claimMails, type MailRow } from "./mails.ts";
import { claimOutbox, endOutbox } from "./outbox.ts";
import { purchase } from "../money/purchase.ts";
import { settleRefund } from "../money/refunds.ts";
import { beginShowCancellation, continueShowCancellation } from "../money/show-cancellation.ts";

let books: Books;
let scheduleId: string;
let nextSeat = 0;
const now = Date.now();
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
beforeEach(async () => void (await books.sql("DELETE FROM outbox")));
afterAll(() => books.close());

const claim = (limit = 50) => claimMails(books.db, { limit, now });
const topics = (rows: MailRow[]) => rows.map(({ topic }) => topic).sort();
const bought = async (fan: string) => {
  const wanted = purchaseOf(fan, scheduleId, nextSeat++);
  expect(await purchase(books.db, wanted)).toMatchObject({ ok: true });
  return wanted;
};

it("[ML1] of several senders exactly one claims a mail, with all its data", async () => {
  const fan = await newFan(books, 100_000);
  await books.sql("DELETE FROM outbox");
  const orders = [await bought(fan), await bought(fan), await bought(fan)];
  await books.sql(
    "INSERT INTO order_form (order_id, account_id, mail_to) VALUES ($1, $2, 'a@b.c')",
    [orders[0]?.orderId, fan],
  );
  const claims = await Promise.all(Array.from({ length: 6 }, () => claim(2)));
  const rows = claims.flat();
  expect(rows.map(({ order }) => order?.id).sort()).toEqual(orders.map((o) => o.orderId).sort());
  for (const { account, order, show, attempts, topic } of rows) {
    expect([topic, attempts]).toEqual(["order.paid", 1]);
    expect(account).toMatchObject({ id: fan, name: "김하늘", locale: "ko", wantsReminders: true });
    expect(order?.total).toEqual({ amount: 11_000, currency: "KRW" });
    expect(show).toMatchObject({ scheduleId, venue: { timeZone: "Asia/Seoul" } });
  }
  const mailTo = rows.filter(({ mailTo }) => mailTo !== null).map((row) => row.order?.id);
  expect(mailTo).toEqual([orders[0]?.orderId]);
  expect(await claim()).toEqual([]);
});

it("[ML2] an unsent mail is tried again after pauses that grow to an hour, and a sent one never is", async () => {
  const fan = await newFan(books);
  const [first] = await claim();
  const id = first?.id ?? "";
  expect(first).toMatchObject({ topic: "account.welcome", account: { id: fan } });
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    await endOutbox(books.db, [{ id, end: "retry", failure: "503" }]);
    const [row] = await books.sql<{ pauseS: number; failure: string }>(
      `SELECT extract(epoch FROM available_at - now())::float8 AS "pauseS", failure FROM outbox WHERE id = $1`,
      [id],
    );
    pauses.push(Math.round((row?.pauseS ?? 0) / 10) * 10);
    expect([row?.failure, await claim()]).toEqual(["503", []]);
    await books.sql("UPDATE outbox SET available_at = now() WHERE id = $1", [id]);
    expect(await claim()).toMatchObject([{ id, attempts: attempt + 1 }]);
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
  await endOutbox(books.db, [{ id, end: "delivered", failure: null }]);
  // Who comes late with bad news changes nothing any more.
  await endOutbox(books.db, [{ id, end: "retry", failure: "timeout" }]);
  await books.sql("UPDATE outbox SET available_at = now() - interval '1 day'");
  expect(await claim()).toEqual([]);
});

it("[ML33] an urgent mail is sent before all others, however many are waiting and however old they are", async () => {
  const fan = await newFan(books, 20_000);
  await books.sql("DELETE FROM outbox");
  const overdue = (topic: string, rows: number, minutes: number) =>
    books.sql(
      `INSERT INTO outbox (topic, payload, available_at) SELECT $1, jsonb_build_object('accountId', $2::text),
        now() - $3 * interval '1 minute' FROM generate_series(1, $4)`,
      [topic, fan, minutes, rows],
    );
  await overdue("show.reminder", 10_000, 60);
  await overdue("sale.reminder", 100, 50);
  await overdue("refund.done", 30, 40);
  await bought(fan);
  await overdue("waitlist.offer", 1, 1);
  await overdue("password.reset", 1, 0);
  const inOrder = (await claim(5)).map(({ topic }) => topic);
  expect(inOrder).toEqual([
    "waitlist.offer",
    "password.reset",
    "order.paid",
    "refund.done",
    "refund.done",
  ]);
  expect(topics(await claim(30))).toEqual([
    ...Array.from({ length: 28 }, () => "refund.done"),
    "show.reminder",
    "show.reminder",
  ]);
});

it("[ML3] an abandoned mail is not sent again, and is counted apart from the waiting ones", async () => {
  await newFan(books);
  await newFan(books);
  const [first] = await claim(1);
  await endOutbox(books.db, [{ id: first?.id ?? "", end: "failed", failure: "suppressed" }]);
  await books.sql("UPDATE outbox SET available_at = now()");
  expect(await claim()).toHaveLength(1);
  const [state] = await books.sql(
    "SELECT count(*) FILTER (WHERE failed_at IS NULL)::int AS waiting, count(failed_at)::int AS failed FROM outbox",
  );
  expect(state).toEqual({ waiting: 1, failed: 1 });
});

it("[ML4] a row about an unknown subject does not delay other rows", async () => {
  await books.sql(
    `INSERT INTO outbox (topic, payload) VALUES ('order.paid', '{"orderId":"x","accountId":7}'), ('new.kind', '[]')`,
  );
  const fan = await newFan(books);
  const rows = await claim();
  expect(rows.map(({ account }) => account?.id ?? null).sort()).toEqual([fan, null, null].sort());
});

it("[ML5] messages about freed seats have a lane of their own, which no mail blocks", async () => {
  const fan = await newFan(books, 50_000);
  const { orderId } = await bought(fan);
  expect(await cancelOrder(books.db, { accountId: fan, orderId })).toMatchObject({ ok: true });
  const told = await claimOutbox(books.db, { lane: "schedule", limit: 9 });
  expect(told.map(({ topic }) => topic)).toEqual(["seats.released"]);
  expect(topics(await claim())).toEqual(
    ["account.welcome", "order.paid", "refund.done", "top-up.paid"].sort(),
  );
});

it("[ML6] every refund sends its owner a mail, whether it goes to a card, to the wallet, or to the wallet because the card refused it", async () => {
  const fan = await newFan(books);
  const wanted = cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++));
  await payByCard(books, wanted);
  await books.sql("DELETE FROM outbox");
  const cancelled = await cancelOrder(books.db, {
    accountId: fan,
    orderId: wanted.orderId,
    to: "original",
  });
  if (!cancelled.ok) throw new Error(cancelled.code);
  const [due] = await claim();
  expect(due).toMatchObject({
    topic: "refund.due",
    account: { id: fan },
    order: { id: wanted.orderId, status: "cancelled" },
    refund: { to: "original", status: "due" },
    calledOff: null,
  });
  const refundId = due?.refund?.id ?? "";
  await settleRefund(books.db, { refundId, status: "failed", record: null });
  const redirected = (await claim()).find(({ topic }) => topic === "refund.redirected");
  expect(redirected).toMatchObject({ account: { id: fan }, refund: { to: "wallet" } });
  expect(await claim()).toEqual([]);
});

it("[ML7] a canceled show sends one mail for each order, with the compensation", async () => {
  const { scheduleId } = await newSchedule(books);
  const fan = await newFan(books, 11_000);
  await purchase(books.db, purchaseOf(fan, scheduleId, 0));
  await books.sql("DELETE FROM outbox");
  const cancelling = { scheduleId, reason: "태풍", compensationPercent: 10, by: nobody };
  await beginShowCancellation(books.db, cancelling);
  for (let round = 0; round < 2; round++)
    await continueShowCancellation(books.db, { scheduleId, limit: 10 });
  expect(await claim()).toMatchObject([
    {
      topic: "refund.done",
      refund: { amount: { amount: 11_000 }, reason: "show-cancelled" },
      calledOff: { reason: "태풍", compensation: { amount: 1_000, currency: "KRW" } },
    },
  ]);
});

it("[O60] one mail about the refund of a mixed payment names both parts", async () => {
  const { scheduleId } = await newSchedule(books);
  const mixed = async (seat: number) => {
    const fan = await newFan(books, 5_000);
    const wanted = { ...cardPurchaseOf(purchaseOf(fan, scheduleId, seat)), walletMinor: 5_000 };
    await startCardPayment(books.db, wanted);
    await settleCardPayment(books.db, cardEnd(wanted.paymentId, 6_000));
    return { fan, orderId: wanted.orderId };
  };
  const [first, second] = [await mixed(0), await mixed(1)];
  await books.sql("DELETE FROM outbox");
  const by = { accountId: first.fan, orderId: first.orderId, to: "original" as const };
  expect(await cancelOrder(books.db, by)).toMatchObject({ ok: true });
  const parts = { refund: { amount: { amount: 6_000 } }, walletPart: { amount: 5_000 } };
  const told = { topic: "refund.due", ...parts };
  expect(await claim()).toMatchObject([{ ...told, order: { id: first.orderId } }]);

  const cancelling = { scheduleId, reason: "태풍", compensationPercent: 0, by: nobody };
  await beginShowCancellation(books.db, cancelling);
  expect(await continueShowCancellation(books.db, { scheduleId, limit: 10 })).toMatchObject({
    ok: true,
    value: { state: "done", ordersDone: 1 },
  });
  expect(await claim()).toMatchObject([{ ...told, order: { id: second.orderId } }]);
});

it("[ML8] a mail announces a deposit that is awaited, one that has expired, and a top-up that has arrived", async () => {
  const fan = await newFan(books);
  const wanted = {
    ...cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++)),
    method: "virtualAccount" as const,
  };
  await startCardPayment(books.db, wanted);
  await books.sql("DELETE FROM outbox");
  const dueAt = new Date(now + 3_600_000).toISOString();
  const deposit = { bank: "우리", accountNumber: "X1", holder: "Frontrow", dueAt };
  const end = cardEnd(wanted.paymentId, 11_000, { status: "awaiting-deposit", deposit });
  for (let round = 0; round < 2; round++) await settleCardPayment(books.db, end);
  expect(await claim()).toMatchObject([
    { topic: "deposit.awaited", payment: { deposit }, show: { scheduleId } },
  ]);
  await settleCardPayment(books.db, cardEnd(wanted.paymentId, 11_000, { status: "refused" }));
  expect(topics(await claim())).toEqual(["deposit.expired"]);
  await topUp(books.db, fan, 7_000);
  expect(await claim()).toMatchObject([
    { topic: "top-up.paid", payment: { amount: { amount: 7_000 } }, balance: { amount: 7_000 } },
  ]);
});
