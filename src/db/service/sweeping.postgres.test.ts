import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  type Books,
  newConcert,
  newFan,
  newSchedule,
  newSession,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardPurchaseOf, payByCard } from "../../../test/support/money/money.ts";
import { claimMails } from "../messages/mails.ts";
import { changeNotifications, notificationsOf } from "../people/notifications.ts";
import { startCardPayment } from "../money/card-payments.ts";
import { purchase } from "../money/purchase.ts";
import { remindOfShow } from "../messages/show-reminders.ts";
import { startSession } from "../people/sessions.ts";
import { sweep } from "./sweeping.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
beforeEach(async () => void (await books.sql("DELETE FROM outbox")));
afterAll(() => books.close());

const none = {
  keys: 0,
  told: 0,
  givenUp: 0,
  tokens: 0,
  sessions: 0,
  reminders: 0,
  voids: 0,
  notices: 0,
  events: 0,
  reconciliations: 0,
  attempts: 0,
  waits: 0,
  imports: 0,
  security: 0,
  proofs: 0,
  tries: 0,
};
const count = async (what: string) =>
  (await books.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`))[0]?.n;

it("[SW1] rows that are no longer needed are deleted in batches, and younger rows stay", async () => {
  await newFan(books, 5_000);
  expect(await sweep(books.db, { limit: 100 })).toEqual(none);
  const hash = "'\\x00'";
  await books.sql(
    `INSERT INTO idempotency_key SELECT gen_random_uuid(), 'k', 'purchase', ${hash}, gen_random_uuid(),
      now() - n * interval '1 day' FROM generate_series(25, 36) n`,
  );
  await books.sql(
    `INSERT INTO outbox (topic, payload, delivered_at) SELECT 'order.paid', '{}', now() - n * interval '1 day'
    FROM generate_series(25, 36) n`,
  );
  await books.sql(
    `INSERT INTO outbox (topic, payload, failed_at) SELECT 'order.paid', '{}', now() - n * interval '1 day'
    FROM generate_series(85, 96) n`,
  );
  await books.sql(
    `INSERT INTO sale_reminder SELECT gen_random_uuid(), now() - n * interval '1 day', 'day', gen_random_uuid()
    FROM generate_series(2, 13) n`,
  );
  const batch = { ...none, keys: 4, told: 4, givenUp: 4, reminders: 4 };
  expect(await sweep(books.db, { limit: 4 })).toEqual(batch);
  const rest = { ...batch, keys: 3, told: 3, givenUp: 3, reminders: 3 };
  expect(await sweep(books.db, { limit: 4 })).toEqual(rest);
  expect(await sweep(books.db, { limit: 4 })).toEqual(none);
  expect(await count("idempotency_key WHERE created_at < now() - interval '1 hour'")).toBe(5);
  expect(await count("outbox WHERE delivered_at IS NOT NULL")).toBe(5);
  // What was never told is never forgotten.
  expect(await count("outbox WHERE delivered_at IS NULL AND failed_at IS NULL")).toBe(2);
});

it("[SW6] old released holds, notices, payment events and reports are deleted in batches", async () => {
  const account = await newFan(books, 20_000);
  const { scheduleId } = await newSchedule(books);
  const order = purchaseOf(account, scheduleId, 7);
  await purchase(books.db, order);
  const [paid, flagged] = [randomUUID(), randomUUID()];
  for (const id of [paid, flagged])
    await books.sql(
      `INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, status, issue, created_at)
      VALUES ($1, $2, 'top-up', 1, 'KRW', 'test', 'refused', $3, now() - interval '2 years')`,
      [id, account, id === flagged ? "amount-differs" : null],
    );
  const days = (from: number, to: number) => `generate_series(${from}, ${to}) n`;
  const aged = "uuidv7(n * interval '-1 day')";
  await books.sql(
    `INSERT INTO settlement SELECT gen_random_uuid(), NULL, now() - n * interval '1 day' FROM ${days(85, 96)}`,
  );
  await books.sql("UPDATE settlement SET at = now() - interval '5 years' WHERE hold_id = $1", [
    order.holdId,
  ]);
  await books.sql(
    `INSERT INTO payment_notice (id, payment_id, kind) SELECT ${aged}, $1, 'x' FROM ${days(85, 96)}`,
    [paid],
  );
  for (const id of [flagged, paid])
    await books.sql(
      `INSERT INTO payment_event (id, at, payment_id, status)
      SELECT ${aged}, now() - n * interval '1 day', $1, 'ready' FROM ${days(360, 376)}
      WHERE n NOT BETWEEN 365 AND 369`,
      [id],
    );
  await books.sql(
    `INSERT INTO reconciliation (id, started_at, report) SELECT ${aged}, now(), '{}' FROM ${days(85, 96)}`,
  );
  const batch = { ...none, voids: 4, notices: 4, events: 4, reconciliations: 4 };
  const rest = { ...none, voids: 3, notices: 3, events: 3, reconciliations: 3 };
  expect(await sweep(books.db, { limit: 4 })).toEqual(batch);
  expect(await sweep(books.db, { limit: 4 })).toMatchObject(rest);
  expect(await sweep(books.db, { limit: 4 })).toEqual(none);
  expect(await count("settlement WHERE order_id IS NULL")).toBe(5);
  expect(await count(`settlement WHERE order_id = '${order.orderId}'`)).toBe(1);
  expect(await count("payment_notice")).toBe(5);
  // The history of a payment that an admin still has to look at stays whole.
  expect(await count(`payment_event WHERE payment_id = '${paid}'`)).toBe(6);
  expect(await count(`payment_event WHERE payment_id = '${flagged}'`)).toBe(13);
  expect(await count("reconciliation")).toBe(5);
  // Younger history is not for deleting, by nobody.
  await expect(books.sql("DELETE FROM payment_event")).rejects.toThrow("never changed");
});

it("[SW2] an expired sign-in is deleted with its tokens, and an active one is not", async () => {
  const accountId = await newFan(books);
  const [old, live] = [newSession(), newSession()];
  await startSession(books.db, { accountId, session: old });
  await startSession(books.db, { accountId, session: live });
  const spent = (sessionId: string, days: number) =>
    books.sql(
      `INSERT INTO refresh_token (token_hash, session_id, expires_at, used_at, successor_hash)
      VALUES (decode($1, 'hex'), $2, now() - $3 * interval '1 day', now(), '\\x00')`,
      [randomUUID().replaceAll("-", ""), sessionId, days],
    );
  await spent(old.sessionId, 3);
  await spent(old.sessionId, 4);
  await spent(live.sessionId, 5);
  await books.sql(
    "UPDATE refresh_token SET expires_at = now() - interval '2 days' WHERE session_id = $1 AND used_at IS NULL",
    [old.sessionId],
  );
  // The batch leaves one token of the old session, which keeps it for the next.
  expect(await sweep(books.db, { limit: 3 })).toEqual({ ...none, tokens: 3 });
  expect(await sweep(books.db, { limit: 3 })).toEqual({ ...none, tokens: 1, sessions: 1 });
  expect(await count(`session WHERE account_id = '${accountId}'`)).toBe(2);
  expect(await count(`refresh_token WHERE session_id = '${live.sessionId}'`)).toBe(1);
});

it("[SW11] used challenges and old tries of a second factor are deleted in batches, and younger ones stay", async () => {
  const hours = "n * interval '1 hour' FROM generate_series(-2, 7) n";
  await books.sql(`INSERT INTO spent_proof SELECT gen_random_uuid(), now() - ${hours}`);
  const add = "INSERT INTO factor_try VALUES ($1, 3, now() - $2 * interval '1 hour')";
  for (let ago = -0.5; ago < 6; ago++) await books.sql(add, [await newFan(books), ago]);
  expect(await sweep(books.db, { limit: 4 })).toEqual({ ...none, proofs: 4, tries: 4 });
  expect(await sweep(books.db, { limit: 4 })).toEqual({ ...none, proofs: 3, tries: 1 });
  expect(await sweep(books.db, { limit: 4 })).toEqual(none);
  expect(await count("spent_proof WHERE expires_at > now() - interval '1 hour'")).toBe(3);
  expect(await count("factor_try WHERE since > now() - interval '1 hour'")).toBe(2);
});

const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
async function showIn(hours: number) {
  const { concertId } = await newConcert(books);
  const times = { startsAt: at(hours), saleOpensAt: at(-48), saleClosesAt: at(hours) };
  return await newSchedule(books, { concertId, ...times });
}

it("[SW3] fans with tickets get one reminder the day before the show, and another if the show is moved", async () => {
  const [{ scheduleId }, later] = [await showIn(20), await showIn(30)];
  const fans = await Promise.all([1, 2, 3].map(() => newFan(books, 100_000)));
  const [twice = "", once = "", silent = ""] = fans;
  for (const [fan, seat] of [
    [twice, 1],
    [twice, 2],
    [once, 3],
    [silent, 4],
  ] as const)
    await purchase(books.db, purchaseOf(fan, scheduleId, seat));
  await purchase(books.db, purchaseOf(once, later.scheduleId, 1));
  await changeNotifications(books.db, { accountId: silent, reminders: false });
  await books.sql("DELETE FROM outbox");
  const reminded = async () => {
    await Promise.all([1, 2, 3].map(() => remindOfShow(books.db)));
    const rows = await claimMails(books.db, { limit: 50, now: Date.now() });
    return rows.map(({ topic, account, show }) => [topic, account?.id, show?.scheduleId]).sort();
  };
  const both = [twice, once].map((fan) => ["show.reminder", fan, scheduleId]).sort();
  expect(await reminded()).toEqual(both);
  expect([await reminded(), await remindOfShow(books.db)]).toEqual([[], false]);
  await books.sql("UPDATE schedule SET starts_at = starts_at + interval '1 hour' WHERE id = $1", [
    scheduleId,
  ]);
  expect(await reminded()).toEqual(both);
});

it("[SW4] no reminder is sent for a canceled show or one that begins right away", async () => {
  const [off, soon] = [await showIn(20), await showIn(1)];
  const fan = await newFan(books, 100_000);
  for (const { scheduleId } of [off, soon])
    await purchase(books.db, purchaseOf(fan, scheduleId, 1));
  await books.sql("UPDATE schedule SET sale_state = 'cancelled' WHERE id = $1", [off.scheduleId]);
  expect(await remindOfShow(books.db)).toBe(false);
});

it("[SW5] an account changes its own notification settings, one at a time", async () => {
  const [accountId, other] = [await newFan(books), await newFan(books)];
  const change = (wanted: object) => changeNotifications(books.db, { accountId, ...wanted });
  expect(await notificationsOf(books.db, accountId)).toEqual({ reminders: true, waitlist: true });
  expect(await change({ waitlist: false })).toEqual({ reminders: true, waitlist: false });
  expect(await change({})).toEqual({ reminders: true, waitlist: false });
  expect(await change({ reminders: false })).toEqual({ reminders: false, waitlist: false });
  expect(await change({ waitlist: true })).toEqual({ reminders: false, waitlist: true });
  expect(await change({ reminders: true })).toEqual({ reminders: true, waitlist: true });
  expect(await change({ reminders: false })).toEqual({ reminders: false, waitlist: true });
  expect(await change({ waitlist: false, reminders: true })).toEqual({
    reminders: true,
    waitlist: false,
  });
  expect(await notificationsOf(books.db, other)).toEqual({ reminders: true, waitlist: true });
  expect(await notificationsOf(books.db, randomUUID())).toBeNull();
});

it("[SW7] an abandoned payment that moved no money is deleted a year after it ended, with its form, and every other payment stays", async () => {
  const account = await newFan(books, 100_000);
  const { scheduleId } = await newSchedule(books);
  const attempt = async (status: string, days: number, issue: string | null = null) => {
    const card = cardPurchaseOf(purchaseOf(account, scheduleId, 1));
    const form = { mailTo: null, agreement: null };
    expect(await startCardPayment(books.db, { ...card, form } as typeof card)).toMatchObject({
      ok: true,
    });
    await books.sql(
      `INSERT INTO order_form (order_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [card.orderId, account],
    );
    await books.sql(
      `UPDATE payment SET status = $2, issue = $3, settled_at = now() - $4 * interval '1 day' WHERE id = $1`,
      [card.paymentId, status, issue, days],
    );
    return card;
  };
  const old = [await attempt("refused", 400), await attempt("refused", 500)];
  const stay = [
    await attempt("refused", 300),
    await attempt("refused", 400, "amount-differs"),
    await attempt("to-refund", 2_000),
    await attempt("unknown", 2_000),
  ];
  const bought = cardPurchaseOf(purchaseOf(account, scheduleId, 5));
  await payByCard(books, bought);
  await books.sql("UPDATE payment SET settled_at = now() - interval '4 years' WHERE id = $1", [
    bought.paymentId,
  ]);
  for (let time = 0; time < 2; time++)
    expect(await sweep(books.db, { limit: 1 })).toMatchObject({ attempts: 1 });
  expect(await sweep(books.db, { limit: 1 })).toMatchObject({ attempts: 0 });
  const left = await books.sql<{ id: string }>("SELECT id FROM payment WHERE purpose = 'order'");
  const ids = [...stay, bought].map(({ paymentId }) => paymentId).sort();
  expect(left.map(({ id }) => id).sort()).toEqual(ids);
  for (const { orderId } of old)
    expect(await count(`order_form WHERE order_id = '${orderId}'`)).toBe(0);
  for (const { orderId } of stay)
    expect(await count(`order_form WHERE order_id = '${orderId}'`)).toBe(1);
});

it("[SW8] the waitlist of a show is deleted 30 days after the show, in batches, and those of later shows stay", async () => {
  const shows = [await showIn(24), await showIn(48)] as const;
  const fans = await Promise.all([1, 2, 3].map(() => newFan(books)));
  for (const { scheduleId } of shows)
    for (const fan of fans) {
      const [entry] = await books.sql<{ id: string }>(
        `INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together, state)
        VALUES ($1, $2, '{}', 1, false, 'bought') RETURNING id`,
        [scheduleId, fan],
      );
      await books.sql(
        `INSERT INTO waitlist_offer (id, entry_id, schedule_id, seats, seat_keys, zone_id, expires_at, state, closed_at)
        VALUES (gen_random_uuid(), $1, $2, '{1}', '{r/2}', 'r', now(), 'bought', now())`,
        [entry?.id, scheduleId],
      );
    }
  const began = (scheduleId: string, days: number) =>
    books.sql("UPDATE schedule SET starts_at = now() - $2 * interval '1 day' WHERE id = $1", [
      scheduleId,
      days,
    ]);
  await began(shows[0].scheduleId, 31);
  await began(shows[1].scheduleId, 29);
  const swept = [2, 1, 0];
  for (const waits of swept) expect(await sweep(books.db, { limit: 2 })).toMatchObject({ waits });
  expect(await count("waitlist_entry")).toBe(3);
  expect(await count(`waitlist_offer WHERE schedule_id = '${shows[1].scheduleId}'`)).toBe(3);
});
