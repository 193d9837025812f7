import { afterAll, beforeAll, expect, it } from "vitest";
import type { MoveDate } from "../../../contract/admin/changes/date-moves.ts";
import { atOnce } from "../../../../test/support/money/at-once.ts";
import {
  type Books,
  cancelOrder,
  newConcert,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  purchaseOf,
  soundBalance,
} from "../../../../test/support/books.ts";
import { contradictions } from "../../../../test/support/money/money.ts";
import type { Database } from "../../connection/database.ts";
import { remindOfShow } from "../../messages/show-reminders.ts";
import { orderById } from "../../money/orders.ts";
import { purchase } from "../../money/purchase.ts";
import { cancelSeats, quoteOf, refundFacts } from "../../money/refunds.ts";
import { beginShowCancellation, continueShowCancellation } from "../../money/show-cancellation.ts";
import { scheduleById } from "../../catalog/schedules.ts";
import { moveDate } from "./date-moves.ts";

let books: Books;
let concertId: string;

beforeAll(async () => {
  books = await openBooks();
  ({ concertId } = await newConcert(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Friday in Seoul, later for each date, since two dates of a concert cannot begin at the same moment. */
let minute = 0;
const newStart = () => Date.parse("2099-01-16T18:00:00+09:00") + minute++ * 60_000;
const iso = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => iso(ms + 9 * hourMs).slice(0, 10);

async function date() {
  const startsAtMs = newStart();
  const startsAt = iso(startsAtMs);
  const saleClosesAt = iso(startsAtMs - hourMs);
  const { scheduleId } = await newSchedule(books, { concertId, startsAt, saleClosesAt });
  return { scheduleId, startsAtMs };
}

const reason = { ko: "무대 사정", en: "The stage" };
/** A move to a start, with a free return until two days before it. */
const moveTo = (startsAtMs: number, more: Partial<MoveDate> = {}): MoveDate => ({
  startsAt: iso(startsAtMs),
  doorsAt: null,
  saleClosesAt: iso(startsAtMs - hourMs),
  reason,
  refundUntil: dayOf(startsAtMs - 2 * dayMs),
  isDryRun: false,
  ...more,
});

const revisionOf = async (scheduleId: string) =>
  (await scheduleById(books.db, { scheduleId, now: Date.now() }))?.revision ?? 0;

async function move(scheduleId: string, to: MoveDate, now = Date.now(), db: Database = books.db) {
  const seen = await revisionOf(scheduleId);
  return moveDate(db, { scheduleId, by: nobody, seen, move: to, now });
}

/** A ticket of 10,000 and a fee of 1,000. */
async function bought(scheduleId: string, seat: number) {
  const fan = await newFan(books, 11_000);
  const wanted = purchaseOf(fan, scheduleId, seat);
  expect(await purchase(books.db, wanted)).toMatchObject({ ok: true });
  return { accountId: fan, orderId: wanted.orderId };
}
type Bought = Awaited<ReturnType<typeof bought>>;

const back = async (order: Bought, now: number) => {
  const facts = await refundFacts(books.db, order);
  const quote = facts && quoteOf(facts, { seats: null, now });
  return quote?.ok ? quote.value.refundMinor : null;
};
const cancel =
  (order: Bought, now: number) =>
  (db: Database): ReturnType<typeof cancelOrder> =>
    cancelOrder(db, { ...order, now });

it("[CH20] tickets from before a move come back with the booking fee until the day is over, and later by the rules", async () => {
  const { scheduleId, startsAtMs } = await date();
  const [order, other] = [await bought(scheduleId, 1), await bought(scheduleId, 2)];
  const to = startsAtMs + 7 * dayMs;
  const threeDaysBefore = to - 3 * dayMs;
  // By the rules a fifth of the price would stay.
  expect(await move(scheduleId, moveTo(to))).toMatchObject({
    ok: true,
    value: { holders: 2, orders: 2, tickets: 2, refundAtMost: { amount: 22_000 } },
  });
  const late = await bought(scheduleId, 3);
  const knowing = "UPDATE customer_order SET paid_at = now() + interval '2 hours' WHERE id = $1";
  await books.sql(knowing, [late.orderId]);

  const lastMoment = Date.parse(`${dayOf(to - 2 * dayMs)}T23:59:59.999+09:00`);
  expect([await back(order, threeDaysBefore), await back(order, lastMoment)]).toEqual([
    11_000, 11_000,
  ]);
  expect(await back(order, lastMoment + 1)).toBe(8_000);
  expect(await back(late, threeDaysBefore)).toBe(9_000);
  const seen = await orderById(books.db, { ...order, now: threeDaysBefore });
  expect(seen).toMatchObject({
    startsAt: iso(to),
    canCancel: true,
    move: { from: iso(startsAtMs), reason, refundUntil: iso(lastMoment + 1) },
  });
  expect(await orderById(books.db, { ...late, now: to })).toMatchObject({ move: null });

  expect(await cancel(order, threeDaysBefore)(books.db)).toMatchObject({
    ok: true,
    value: { refundedMinor: 11_000 },
  });
  expect(await soundBalance(books, order.accountId)).toBe(11_000);
  expect(await cancel(other, lastMoment + 1)(books.db)).toMatchObject({
    value: { refundedMinor: 8_000 },
  });
});

it("[CH21] a refund that was worked out before a move is refused, even if the date is back at its first start", async () => {
  const { scheduleId, startsAtMs } = await date();
  const order = await bought(scheduleId, 1);
  const now = startsAtMs - 3 * dayMs;
  const facts = await refundFacts(books.db, order);
  const quote = facts && quoteOf(facts, { seats: null, now });
  if (!facts || !quote?.ok) throw new Error("no quote");
  expect(quote.value.refundMinor).toBe(9_000);
  const asked = {
    ...order,
    refundId: crypto.randomUUID(),
    key: crypto.randomUUID(),
    requestHash: "ab".repeat(32),
    reason: null,
    to: "wallet" as const,
    quote: quote.value,
    startsAtMs,
    now,
  };
  expect(await move(scheduleId, moveTo(startsAtMs + dayMs))).toMatchObject({ ok: true });
  expect(await cancelSeats(books.db, asked)).toMatchObject({ code: "conflict" });
  const free = { refundUntil: dayOf(startsAtMs - dayMs) };
  expect(await move(scheduleId, moveTo(startsAtMs, free))).toMatchObject({ ok: true });
  expect(await cancelSeats(books.db, asked)).toMatchObject({
    code: "refund-changed",
    detail: "11000",
  });
  expect(await soundBalance(books, order.accountId)).toBe(0);
  expect(await cancel(order, now)(books.db)).toMatchObject({ value: { refundedMinor: 11_000 } });
});

it("[CH22] of a move and a fan's cancellation at the same moment, one waits for the other, and the fan loses nothing", async () => {
  const { scheduleId, startsAtMs } = await date();
  const [first, second] = [await bought(scheduleId, 1), await bought(scheduleId, 2)];
  const now = startsAtMs - 3 * dayMs;
  const free = { refundUntil: dayOf(startsAtMs - dayMs) };
  const moving = (db: Database) => move(scheduleId, moveTo(startsAtMs + dayMs, free), now, db);
  expect(await atOnce(books, cancel(first, now), moving)).toMatchObject({
    earlier: { ok: true, value: { refundedMinor: 9_000 } },
    later: { ok: true, value: { orders: 1 } },
    hasWaited: true,
  });
  const again = (db: Database) => move(scheduleId, moveTo(startsAtMs + 2 * dayMs, free), now, db);
  expect(await atOnce(books, again, cancel(second, now))).toMatchObject({
    earlier: { ok: true, value: { orders: 1 } },
    later: { ok: false, code: "conflict" },
    hasWaited: true,
  });
  expect(await cancel(second, now)(books.db)).toMatchObject({ value: { refundedMinor: 11_000 } });
});

it("[CH23] of a move and the cancellation of the show at the same moment, one waits for the other, and every fan gets everything", async () => {
  const callOff = (scheduleId: string) => (db: Database) =>
    beginShowCancellation(db, { scheduleId, by: nobody, reason: "Rain", compensationPercent: 0 });
  const [off, on] = [await date(), await date()];
  const orders = [await bought(off.scheduleId, 1), await bought(on.scheduleId, 1)];
  const moving = ({ scheduleId, startsAtMs }: typeof off) => {
    const to = moveTo(startsAtMs + 30 * dayMs);
    return (db: Database) => move(scheduleId, to, Date.now(), db);
  };
  expect(await atOnce(books, callOff(off.scheduleId), moving(off))).toMatchObject({
    earlier: { ok: true },
    // The sale has another state, which whoever moves has not seen.
    later: { ok: false, code: "changed-meanwhile" },
    hasWaited: true,
  });
  expect(await moving(off)(books.db)).toMatchObject({
    code: "conflict",
    detail: "The show is canceled",
  });
  expect(await atOnce(books, moving(on), callOff(on.scheduleId))).toMatchObject({
    earlier: { ok: true },
    later: { ok: true },
    hasWaited: true,
  });
  for (const { scheduleId } of [off, on]) {
    const done = await continueShowCancellation(books.db, { scheduleId, limit: 10 });
    expect(done).toMatchObject({ ok: true, value: { state: "done" } });
  }
  for (const { accountId } of orders) expect(await soundBalance(books, accountId)).toBe(11_000);
});

it("[CH24] a move that cannot be is refused with the reason, changes nothing and tells nobody", async () => {
  const [one, other] = [await date(), await date()];
  const { scheduleId, startsAtMs } = one;
  await bought(scheduleId, 1);
  await books.sql("DELETE FROM outbox");
  const later = startsAtMs + dayMs;
  const refused: [MoveDate, object][] = [
    [moveTo(Date.now() - hourMs), { detail: "startsAt" }],
    [moveTo(startsAtMs), { code: "conflict" }],
    [moveTo(other.startsAtMs), { code: "conflict" }],
    [moveTo(later, { doorsAt: iso(later + 1) }), { detail: "doorsAt" }],
    [moveTo(later, { saleClosesAt: iso(later + 1) }), { detail: "saleClosesAt" }],
    [moveTo(later, { saleClosesAt: "2025-01-01T00:00:00Z" }), { detail: "saleClosesAt" }],
    [moveTo(later, { refundUntil: dayOf(later + dayMs) }), { detail: "refundUntil" }],
    [moveTo(later, { refundUntil: "2026-01-01" }), { detail: "refundUntil" }],
  ];
  for (const [to, refusal] of refused)
    expect(await move(scheduleId, to)).toMatchObject({ ok: false, ...refusal });
  expect(await move(scheduleId, moveTo(later), startsAtMs)).toMatchObject({
    detail: "The show has begun",
  });
  // Only looking changes nothing either.
  expect(await move(scheduleId, moveTo(later, { isDryRun: true }))).toMatchObject({
    ok: true,
    value: { startsAt: iso(startsAtMs), tickets: 1 },
  });
  const stale = { scheduleId, by: nobody, seen: 99, move: moveTo(later), now: Date.now() };
  expect(await moveDate(books.db, stale)).toMatchObject({ code: "changed-meanwhile" });
  expect(await revisionOf(scheduleId)).toBe(1);
  expect(await books.sql("SELECT topic FROM outbox")).toEqual([]);

  // Two dates that move to one time in the same moment.
  const to = moveTo(later + 5 * dayMs);
  const both = [one, other].map(
    (each) => (db: Database) => move(each.scheduleId, to, Date.now(), db),
  );
  expect(await atOnce(books, both[0]!, both[1]!)).toMatchObject({
    earlier: { ok: true },
    later: { code: "conflict", detail: "The concert has another date at that time" },
    hasWaited: true,
  });
});

it("[CH25] a move tells each order with tickets once, and the reminder comes again for the new start", async () => {
  const soon = Date.now() + 20 * hourMs;
  const times = { startsAt: iso(soon), saleClosesAt: iso(soon - hourMs) };
  const { scheduleId } = await newSchedule(books, { concertId, ...times });
  const [kept, gone] = [await bought(scheduleId, 1), await bought(scheduleId, 2)];
  await cancel(gone, Date.now())(books.db);
  while (await remindOfShow(books.db));
  await books.sql("DELETE FROM outbox");
  const to = soon + hourMs;
  const moved = await move(scheduleId, moveTo(to, { refundUntil: dayOf(Date.now()) }));
  expect(moved).toMatchObject({ ok: true, value: { isReminded: true, holders: 1 } });
  const told = await books.sql("SELECT topic, lane, payload FROM outbox");
  expect(told).toMatchObject([
    { topic: "show.moved", lane: "mail", payload: { ...kept, fromMs: soon, toMs: to, reason } },
  ]);
  await books.sql("DELETE FROM outbox");
  while (await remindOfShow(books.db));
  const again = await books.sql("SELECT topic, payload->'untilMs' AS until FROM outbox");
  expect(again).toEqual([{ topic: "show.reminder", until: to }]);
});
