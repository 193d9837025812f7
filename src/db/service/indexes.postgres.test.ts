import { operatorScope } from "../../contract/admin/organizations.ts";
import { planOf } from "../../../test/support/money/query-plans.ts";
import { actByKey } from "../money/act-by-key.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  sha256,
  purchaseOf,
} from "../../../test/support/books.ts";
import { findOrders } from "../orders/search.ts";
import { accountForLogin } from "../people/accounts.ts";
import { duePayments } from "../money/card-payments.ts";
import { concertById, listConcerts } from "../catalog/catalog.ts";
import { ordersOf } from "../money/orders.ts";
import { claimMails } from "../messages/mails.ts";
import { claimOutbox } from "../messages/outbox.ts";
import { remindOfShow } from "../messages/show-reminders.ts";
import { sweep } from "./sweeping.ts";
import { listPayments, paymentStory, paymentsOf, receiptFacts } from "../money/payment-history.ts";
import { purchase } from "../money/purchase.ts";
import { dueRefunds } from "../money/refunds.ts";
import { schedulesOf } from "../catalog/schedules.ts";
import { endAllSessions } from "../people/sessions.ts";
import { isBeingPaid, knownHolds } from "../sale/known-holds.ts";
import { scheduleSetup } from "../sale/setup.ts";
import { claimPushes } from "../people/push.ts";
import { dueSaleReminders } from "../messages/sale-reminders.ts";
import { waitlistOf } from "../waitlist/waitlist.ts";
import { unretiredSchedules, untoldSchedules } from "../sale/revisions.ts";
import { freshWaitlists, waitlistLine } from "../waitlist/waitlist-line.ts";
import { ledgerOf } from "../money/wallets.ts";

let books: Books;
let order: ReturnType<typeof purchaseOf>;
let concertId: string;
const now = Date.now();
const page = { after: null, limit: 20 };

beforeAll(async () => {
  books = await openBooks();
  const fan = await newFan(books, 11_000);
  const made = await newSchedule(books);
  concertId = made.concertId;
  order = purchaseOf(fan, made.scheduleId, 0);
  await purchase(books.db, order);
  await crowd();
});
afterAll(() => books.close());

const scope = operatorScope;
const people = { scope, people: scope };

/** Puts 5,000 strangers around them, each with a concert, a wallet's ledger, an order and its seats. */
async function crowd() {
  const of = "FROM generate_series(1, 5000) n";
  const uuid = (salt: number) => `md5((n * 10 + ${salt})::text)::uuid`;
  const statements = [
    `INSERT INTO account SELECT ${uuid(1)}, n || '@x', '-', '-', 'ko' ${of}`,
    `INSERT INTO session (id, account_id) SELECT ${uuid(2)}, ${uuid(1)} ${of}`,
    `INSERT INTO refresh_token (token_hash, session_id, expires_at)
      SELECT decode(md5(n::text), 'hex'), ${uuid(2)}, now() + interval '30 days' ${of}`,
    `INSERT INTO organization (id, name) SELECT ${uuid(12)}, '{}' ${of}`,
    `INSERT INTO staff_invitation (id, organization_id, email, role, expires_at)
      SELECT ${uuid(13)}, ${uuid(12)}, n || '@x', 'scanner', now() ${of}`,
    `INSERT INTO image (hash, organization_id, width, height, color, alt)
      SELECT md5(n::text), ${uuid(12)}, 1, 1, '#000', '{}' ${of}`,
    `INSERT INTO concert (id, organization_id, slug, venue_id, title, artist, description, genre, poster, currency,
        state)
      SELECT ${uuid(3)}, organization_id, 'c' || n, venue_id, title, artist, description, genre, poster, currency, 'published'
      ${of}, concert`,
    `INSERT INTO schedule SELECT ${uuid(4)}, ${uuid(3)}, plan_hash, starts_at + n * interval '1 h', null,
      sale_opens_at, sale_closes_at, 'open', 4, 1, 1, 1 ${of}, schedule`,
    `INSERT INTO presale (id, schedule_id, name, opens_at, closes_at)
      SELECT ${uuid(7)}, ${uuid(4)}, '{}', now(), now() + interval '1 h' ${of}`,
    `INSERT INTO data_import (id, organization_id, concert_id, kind, target_id, sound_rows, faulty_rows)
      SELECT ${uuid(14)}, ${uuid(12)}, ${uuid(3)}, 'emails', ${uuid(7)}, 0, 0 ${of}`,
    `INSERT INTO presale_grant (presale_id, account_id) SELECT ${uuid(7)}, ${uuid(1)} ${of}`,
    `INSERT INTO schedule_stock SELECT ${uuid(4)}, 1, 1, 0, now() ${of}`,
    `INSERT INTO buyer_message (id, concert_id, subject, body, buyers)
      SELECT ${uuid(16)}, ${uuid(3)}, '{}', '{}', 1 ${of}`,
    `INSERT INTO stock_block (id, schedule_id, version, about) SELECT ${uuid(15)}, ${uuid(4)}, 1, '{}' ${of}`,
    `INSERT INTO stock_seat SELECT ${uuid(4)}, seat, '-', ${uuid(15)} ${of}, generate_series(5, 8) seat`,
    `INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together)
      SELECT ${uuid(4)}, ${uuid(1)}, '{}', 2, true ${of}`,
    `INSERT INTO sale_reminder (concert_id, opens_at, lead, account_id)
      SELECT ${uuid(3)}, now(), 'day', ${uuid(1)} ${of}`,
    `INSERT INTO price_zone SELECT ${uuid(4)}, zone_id, name, color, price_minor, fee_minor ${of}, price_zone`,
    `INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor)
      SELECT ${uuid(5)}, 'N' || n, ${uuid(1)}, ${uuid(4)}, ${uuid(6)}, 'KRW', 0 ${of}`,
    `INSERT INTO order_seat SELECT ${uuid(5)}, ${uuid(4)}, seat, '-', 'r', 1, 0 ${of}, generate_series(1, 4) seat`,
    `INSERT INTO settlement SELECT ${uuid(6)}, ${uuid(5)} ${of}`,
    `INSERT INTO settlement SELECT ${uuid(11)}, NULL ${of}`,
    `INSERT INTO reconciliation (started_at, report) SELECT now(), '{}' ${of}`,
    `INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line,
      balance_after_minor) SELECT 'top-up', gateway_account(), ${uuid(1)}, 1, 'KRW', ${uuid(1)}, 1, 1 ${of}`,
    `INSERT INTO idempotency_key SELECT ${uuid(1)}, 'k', 'purchase', '\\x00', ${uuid(5)} ${of}`,
    `INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, status)
      SELECT ${uuid(7)}, ${uuid(1)}, 'top-up', 1, 'KRW', 'test', 'paid' ${of}`,
    `INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, lines,
      done_at) SELECT ${uuid(8)}, ${uuid(1)}, ${uuid(5)}, ${uuid(7)}, 1, 0, 'KRW', 'wallet', 'done', '[]', now() ${of}`,
    `INSERT INTO payment_event (payment_id, status) SELECT ${uuid(7)}, 'paid' ${of}`,
    `INSERT INTO payment_notice (payment_id, kind) SELECT ${uuid(7)}, 'PAYMENT_STATUS_CHANGED' ${of}`,
    `INSERT INTO wallet (account_id, currency) SELECT ${uuid(1)}, 'KRW' ${of}`,
    `INSERT INTO show_cancellation SELECT ${uuid(4)}, '-', 0, now(), now() ${of}`,
    `INSERT INTO outbox (topic, payload, delivered_at) SELECT 'order.paid', '{}', now() ${of}`,
    `INSERT INTO security_event (kind, account_id) SELECT 'signed-in', ${uuid(1)} ${of}`,
    `INSERT INTO spent_proof SELECT ${uuid(17)}, now() ${of}`,
    `INSERT INTO factor_try SELECT ${uuid(1)}, 1 ${of}`,
    "UPDATE outbox SET delivered_at = now()",
    // A crowd that waits: reminders to be mailed, and payments that nobody has finished.
    `INSERT INTO outbox (topic, payload) SELECT 'show.reminder', '{}' ${of}`,
    `INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, next_check_at)
      SELECT ${uuid(9)}, ${uuid(1)}, 'top-up', 1, 'KRW', 'test', now() - interval '1 day' ${of}`,
    `INSERT INTO waitlist_offer (id, entry_id, schedule_id, seats, seat_keys, zone_id, expires_at)
      SELECT id, id, schedule_id, '{1}', '{-}', 'r', now() FROM waitlist_entry`,
    `INSERT INTO wish (account_id, concert_id) SELECT ${uuid(1)}, ${uuid(3)} ${of}`,
    `INSERT INTO push_subscription SELECT ${uuid(10)}, ${uuid(1)}, '-', '-', '-' ${of}`,
    // A wallet that has seen a lot: its page must not cost more for that.
    `INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line,
      balance_after_minor) SELECT 'top-up', gateway_account(), '${order.accountId}', 1, 'KRW',
      '${order.accountId}', n + 2, 1 ${of}`,
    `INSERT INTO order_form (order_id, account_id) SELECT ${uuid(5)}, ${uuid(1)} ${of}`,
    `INSERT INTO payment_return SELECT ${uuid(11)}, '-', '-' ${of}`,
    "ANALYZE",
  ];
  for (const statement of statements) await books.sql(statement);
}

it("[B19] the most frequent queries find their rows by an index", async () => {
  const { accountId, scheduleId, key } = order;
  const { db } = books;
  const hot: [string, () => Promise<unknown>][] = [
    ["customer_order_account", () => ordersOf(db, { accountId, ...page, now })],
    [
      "customer_order_account",
      () => ordersOf(db, { accountId, limit: 9, after: `${now}.${randomUUID()}`, now }),
    ],
    ["transfer_wallet_line", () => ledgerOf(db, { accountId, ...page })],
    ["transfer_wallet_line", () => ledgerOf(db, { accountId, limit: 9, after: "3" })],
    [
      "idempotency_key_account_id_key_pk",
      () => actByKey(db, { accountId, key, requestHash: sha256("0"), now }),
    ],
    ["order_seat_live or order_seat_key", () => scheduleSetup(db, scheduleId)],
    ["schedule_start", () => listConcerts(db, { ...page, now })],
    ["concert_slug", () => concertById(db, { concert: "c77", now })],
    ["schedule_concert_start", () => schedulesOf(db, { concertId, now })],
    ["outbox_due", () => claimOutbox(db, { lane: "schedule", limit: 50 })],
    ["outbox_due", () => claimMails(db, { limit: 18, now })],
    ["outbox_due", () => claimOutbox(db, { lane: "mail", limit: 18 })],
    ["outbox_failed", () => sweep(db, { limit: 10 })],
    ["settlement_void", () => sweep(db, { limit: 10 })],
    ["payment_notice_pkey", () => sweep(db, { limit: 10 })],
    ["payment_event_pkey", () => sweep(db, { limit: 10 })],
    ["reconciliation_pkey", () => sweep(db, { limit: 10 })],
    ["schedule_start", () => remindOfShow(db)],
    ["idempotency_key_age", () => sweep(db, { limit: 10 })],
    ["data_import_old", () => sweep(db, { limit: 10 })],
    ["outbox_delivered", () => sweep(db, { limit: 10 })],
    ["refresh_token_expiry", () => sweep(db, { limit: 10 })],
    ["spent_proof_expiry", () => sweep(db, { limit: 10 })],
    ["factor_try_since", () => sweep(db, { limit: 10 })],
    ["sale_reminder_opening", () => sweep(db, { limit: 10 })],
    ["refresh_token_session", () => sweep(db, { limit: 10 })],
    ["payment_account", () => paymentsOf(db, { accountId, ...page })],
    ["payment_account", () => knownHolds(db, { accountId })],
    ["waitlist_entry_account", () => knownHolds(db, { accountId })],
    ["payment_hold", () => isBeingPaid(db, { holdId: randomUUID() })],
    ["payment_time", () => listPayments(db, { ...page, scope, search: null, status: null })],
    [
      "customer_order_number",
      () => findOrders(db, { ...page, ...people, meanings: [{ by: "number", number: "N77" }] }),
    ],
    [
      "customer_order_account",
      () => findOrders(db, { ...page, ...people, meanings: [{ by: "id", id: accountId }] }),
    ],
    ["payment_check", () => duePayments(db, { limit: 18 })],
    ["refund_due", () => dueRefunds(db, { limit: 18 })],
    ["payment_event_payment", () => paymentStory(db, randomUUID())],
    ["refund_order", () => receiptFacts(db, { orderId: order.orderId, accountId })],
    ["account_email", () => accountForLogin(db, "77@x")],
    ["waitlist_entry_account", () => waitlistOf(db, { accountId, now })],
    [
      "waitlist_entry_line",
      () => {
        const returned = [{ zoneId: "r", count: 4, together: 4 }];
        return waitlistLine(db, { scheduleId, returned, after: null, limit: 200 });
      },
    ],
    ["waitlist_entry_changed", () => freshWaitlists(db, { sinceMs: now + 1e9, limit: 100 })],
    ["schedule_untold", () => untoldSchedules(db, { limit: 100 })],
    ["schedule_unretired", () => unretiredSchedules(db, { beforeMs: 0, limit: 20 })],
    ["schedule_opening", () => dueSaleReminders(db, { now: 0, limit: 100 })],
    ["push_subscription_account", () => claimPushes(db, { limit: 30 })],
    ["session_account", () => endAllSessions(db, accountId)],
  ];
  for (const [index, question] of hot) {
    const { scanned, indexes } = await planOf(books, question);
    expect(
      index.split(" or ").some((name) => indexes.has(name)),
      index,
    ).toBe(true);
    expect([index, scanned]).toEqual([index, []]);
  }
});

it.each(["night", "nihgt", "olympic hall", "olmypic hall", "ㄴㅇㅌ"])(
  "[B19] a search uses an index for exact and for near matches: %s",
  async (typed) => {
    await books.sql("BEGIN");
    await books.sql("SELECT concerts_named($1, now())", [typed]);
    const [read] = await books.sql(
      "SELECT pg_stat_get_xact_numscans('concert'::regclass) AS scans",
    );
    await books.sql("ROLLBACK");
    expect(Number(read?.["scans"])).toBe(0);
  },
);

it("[B20] a page of a wallet's ledger is read in the order of its index, without sorting", async () => {
  const { accountId } = order;
  const { sorts } = await planOf(books, () =>
    ledgerOf(books.db, { accountId, limit: 9, after: "3000" }),
  );
  expect(sorts).toBe(0);
});

it("[B23] due messages, payments and refunds are claimed in the order of an index, without sorting", async () => {
  for (const question of [
    () => claimOutbox(books.db, { lane: "mail", limit: 18 }),
    () => duePayments(books.db, { limit: 18 }),
    () => dueRefunds(books.db, { limit: 18 }),
  ])
    expect((await planOf(books, question)).sorts).toBe(0);
});
