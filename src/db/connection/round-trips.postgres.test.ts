import { fullConsent } from "../../contract/people/consent.ts";
import { actByKey } from "../money/act-by-key.ts";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from "vitest";
import { type Bridge, startBridge } from "../../../dev/stand-ins/bridge/bridge.ts";
import { scheduleConcert } from "../admin/schedules.ts";
import { changeCoupon } from "../money/coupons.ts";
import { changePresale, scheduleOfPresale } from "../sale/presales.ts";
import { moveDate } from "../admin/changes/date-moves.ts";
import { adminConcert } from "../admin/changes/concerts.ts";
import { changeConcert, changeDate } from "../admin/changes/concert-changes.ts";
import {
  type Books,
  hall,
  hallHash,
  newFan,
  newSchedule,
  newSession,
  nobody,
  openBooks,
  scheduleTerms,
  sha256,
  soundBalance,
  purchaseOf,
} from "../../../test/support/books.ts";
import { accountById, accountForLogin, changeProfile, rehash, signUp } from "../people/accounts.ts";
import { createVenue } from "../setup/venues.ts";
import { createConcert, createPlan, createSchedule } from "../admin/catalog-changes.ts";
import { concertById, listConcerts } from "../catalog/catalog.ts";
import { connect } from "./connect.ts";
import { BooksError, BooksUnreachable, type Database } from "./database.ts";
import { health } from "../service/health.ts";
import { orderById, ordersOf } from "../money/orders.ts";
import { claimMails } from "../messages/mails.ts";
import { changeNotifications, notificationsOf } from "../people/notifications.ts";
import { remindOfShow } from "../messages/show-reminders.ts";
import { sweep } from "../service/sweeping.ts";
import { claimOutbox, endOutbox } from "../messages/outbox.ts";
import { askForReset, resetPassword } from "../people/password-resets.ts";
import { purchase, voidHold } from "../money/purchase.ts";
import { markRetired, markTold, unretiredSchedules, untoldSchedules } from "../sale/revisions.ts";
import { changeSale } from "../sale/sales.ts";
import { planByHash, scheduleById, schedulesOf } from "../catalog/schedules.ts";
import { endAllSessions, endSession, rotateRefresh, startSession } from "../people/sessions.ts";
import { scheduleSetup } from "../sale/setup.ts";
import { keepStocks, stocksToCount } from "../catalog/stock.ts";
import { settleTopUp, startTopUp, topUpById } from "../money/top-ups.ts";
import { ledgerOf, walletOf } from "../money/wallets.ts";

import { moneyQuestions, type Questions } from "../../../test/support/money/money-questions.ts";
import { planQuestions } from "../../../test/support/plan-questions.ts";
import { waitingQuestions } from "../../../test/support/waiting-questions.ts";

let books: Books;
let bridge: Bridge;
let db: Database;
let scheduleId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
  // A bridge of our own, whose faults hit nobody else's tests.
  bridge = await startBridge({ postgresUrl: inject("postgresUrl") });
  db = connect({ DATABASE_URL: books.url, NEON_LOCAL_PROXY: `127.0.0.1:${bridge.port}` });
});
afterEach(() => {
  vi.restoreAllMocks();
  bridge.faults.clear();
});
afterAll(async () => {
  await bridge.stop();
  await books.close();
});

const id = () => randomUUID();
const now = Date.now();
const page = { after: null, limit: 20 };
const text = { ko: "", en: "" };
const venue = { name: text, city: text, address: text, timeZone: "Asia/Seoul" };

/** Everything that the books can be asked. */
const questions = (): Questions => ({
  health: () => health(db),
  signUp: () =>
    signUp(db, {
      id: id(),
      email: `${id()}@frontrow.test`,
      name: "A",
      locale: "ko",
      passwordHash: "-",
      consent: fullConsent,
      session: newSession(),
    }),
  accountForLogin: () => accountForLogin(db, "nobody@frontrow.test"),
  accountById: () => accountById(db, id()),
  changeProfile: () => changeProfile(db, { accountId: id(), name: "B" }),
  rehash: () => rehash(db, { accountId: id(), checked: "-", passwordHash: "-" }),
  askForReset: () => askForReset(db, { email: "nobody@frontrow.test", expiresAt: now }),
  resetPassword: () =>
    resetPassword(db, { accountId: id(), seal: "-", passwordHash: "-", session: newSession() }),
  startSession: async () => startSession(db, { accountId, session: newSession() }),
  rotateRefresh: () =>
    rotateRefresh(db, { oldHash: sha256("a"), newHash: sha256("b"), expiresAt: now }),
  endSession: () => endSession(db, id()),
  endAllSessions: () => endAllSessions(db, id()),
  adminConcert: () => adminConcert(db, { concertId: id(), now }),
  scheduleConcert: () => scheduleConcert(db, scheduleId),
  changeConcert: () =>
    changeConcert(db, { concertId: id(), by: nobody, seen: 1, change: { notice: text } }),
  changePresale: () => changePresale(db, { presaleId: id(), by: nobody, seen: 1, change: {}, now }),
  scheduleOfPresale: () => scheduleOfPresale(db, id()),
  changeCoupon: () => changeCoupon(db, { couponId: id(), by: nobody, seen: 1, change: {} }),
  moveDate: () =>
    moveDate(db, {
      scheduleId,
      by: nobody,
      seen: 1,
      now,
      move: {
        startsAt: "2099-01-17T18:00:00+09:00",
        doorsAt: null,
        saleClosesAt: "2099-01-17T18:00:00+09:00",
        reason: text,
        refundUntil: "2099-01-10",
        isDryRun: true,
      },
    }),
  changeDate: () => changeDate(db, { scheduleId, by: nobody, seen: 1, change: {}, now }),
  listConcerts: () => listConcerts(db, { ...page, now }),
  concertById: () => concertById(db, { concert: id(), now }),
  schedulesOf: () => schedulesOf(db, { concertId: id(), now }),
  scheduleById: () => scheduleById(db, { scheduleId, now }),
  planByHash: () => planByHash(db, hallHash),
  scheduleSetup: () => scheduleSetup(db, scheduleId),
  purchase: () => purchase(db, purchaseOf(accountId, scheduleId, 150)),
  voidHold: () => voidHold(db, { holdId: id(), scheduleId }),
  ordersOf: () => ordersOf(db, { accountId: id(), ...page, now }),
  orderById: () => orderById(db, { orderId: id(), accountId: id(), now }),
  actByKey: () => actByKey(db, { accountId: id(), key: "k", requestHash: sha256(""), now }),
  walletOf: () => walletOf(db, id()),
  ledgerOf: () => ledgerOf(db, { accountId: id(), ...page }),
  startTopUp: () =>
    startTopUp(db, {
      paymentId: id(),
      accountId: id(),
      amountMinor: 1,
      provider: "test",
      key: "k",
      requestHash: sha256(""),
    }),
  topUpById: () => topUpById(db, { paymentId: id(), accountId: id() }),
  settleTopUp: () =>
    settleTopUp(db, {
      paymentId: id(),
      accountId: null,
      providerKey: "k",
      approvedMinor: 1,
      status: "paid",
      record: null,
    }),
  createVenue: () => createVenue(db, { id: id(), by: nobody, venue }),
  createPlan: () =>
    createPlan(db, { venueId: id(), hash: hallHash, plan: hall, seatCount: 200, by: nobody }),
  createConcert: () =>
    createConcert(db, {
      id: id(),
      by: nobody,
      concert: {
        slug: "none",
        venueId: id(),
        title: text,
        artist: text,
        description: text,
        genre: "indie",
        poster: "",
        ageLimit: null,
        runningMinutes: null,
        currency: "KRW",
      },
    }),
  createSchedule: () => createSchedule(db, { id: id(), by: nobody, schedule: scheduleTerms(id()) }),
  changeSale: () => changeSale(db, { scheduleId, by: nobody, change: { action: "open" }, now }),
  claimOutbox: () => claimOutbox(db, { lane: "schedule", limit: 1 }),
  endOutbox: () => endOutbox(db, [{ id: id(), end: "retry", failure: "-" }]),
  notificationsOf: () => notificationsOf(db, id()),
  changeNotifications: () => changeNotifications(db, { accountId: id(), reminders: false }),
  remindOfShow: () => remindOfShow(db),
  sweep: () => sweep(db, { limit: 1 }),
  claimMails: () => claimMails(db, { limit: 1, now }),
  untoldSchedules: () => untoldSchedules(db, { limit: 1 }),
  markTold: () => markTold(db, []),
  unretiredSchedules: () => unretiredSchedules(db, { beforeMs: now, limit: 1 }),
  markRetired: () => markRetired(db, []),
  stocksToCount: () => stocksToCount(db, { now, limit: 1 }),
  keepStocks: () => keepStocks(db, { now, stocks: [] }),
  ...moneyQuestions({ db, scheduleId, accountId }),
  ...waitingQuestions({ db, accountId }),
  ...planQuestions({ db, scheduleId }),
});

let accountId: string;
beforeAll(async () => {
  accountId = await newFan(books, 100_000);
});

it("[B12] each use case takes one round trip to the books", async () => {
  const sent = vi.spyOn(globalThis, "fetch");
  const trips: Record<string, number> = {};
  for (const [name, question] of Object.entries(questions())) {
    sent.mockClear();
    await question();
    trips[name] = sent.mock.calls.length;
  }
  expect(trips).toEqual(Object.fromEntries(Object.keys(trips).map((name) => [name, 1])));
});

it("[B13] without an answer the outcome of any query is unknown", async () => {
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
  for (const question of Object.values(questions())) {
    await expect(question()).rejects.toBeInstanceOf(BooksUnreachable);
  }
});

it("[B14] a purchase whose answer was lost is found by a repeated request, and is charged once", async () => {
  const fan = await newFan(books, 11_000);
  const wanted = purchaseOf(fan, scheduleId, 151);
  bridge.faults.add({ kind: "drop-before-send" });
  await expect(purchase(db, wanted)).rejects.toBeInstanceOf(BooksUnreachable);
  expect(await soundBalance(books, fan)).toBe(11_000);
  bridge.faults.add({ kind: "drop-after-commit" });
  await expect(purchase(db, wanted)).rejects.toBeInstanceOf(BooksUnreachable);
  expect(await soundBalance(books, fan)).toBe(0);
  const { orderId } = wanted;
  const found = await purchase(db, wanted);
  expect(found).toMatchObject({ ok: true, value: { orderId, replayed: true } });
  expect(await voidHold(db, wanted)).toMatchObject({ orderId });
  expect(await soundBalance(books, fan)).toBe(0);
});

it("[B15] a conflict between transactions is retried twice, and then reported as nothing changed", async () => {
  const fan = await newFan(books, 22_000);
  bridge.faults.add({ kind: "40001" });
  bridge.faults.add({ kind: "40P01" });
  expect(await purchase(db, purchaseOf(fan, scheduleId, 152))).toMatchObject({ ok: true });
  bridge.faults.add({ kind: "40001", times: 3 });
  const failed = await purchase(db, purchaseOf(fan, scheduleId, 153)).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(BooksError);
  expect(failed).toMatchObject({ code: "40001" });
  expect(await soundBalance(books, fan)).toBe(11_000);
});
