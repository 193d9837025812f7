import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Books, newFan, newSchedule, openBooks } from "../../../test/support/books.ts";
import { dueSaleReminders } from "./sale-reminders.ts";
import { addWish } from "../people/wishes.ts";

let books: Books;
let concertId: string;
let scheduleId: string;
const opensAt = Date.parse("2098-05-01T20:00:00+09:00");
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

beforeAll(async () => {
  books = await openBooks();
});
beforeEach(async () => {
  const saleOpensAt = new Date(opensAt).toISOString();
  ({ concertId, scheduleId } = await newSchedule(books, { saleOpensAt }));
});
afterAll(() => books.close());

/** A fan who saved the concert that long before its opening. */
async function saver(beforeMs: number): Promise<string> {
  const accountId = await newFan(books);
  await addWish(books.db, { accountId, concertId, now: Date.now() });
  await books.sql("UPDATE wish SET created_at = $2 WHERE account_id = $1", [
    accountId,
    new Date(opensAt - beforeMs),
  ]);
  return accountId;
}
const look = (beforeMs: number, limit = 100) =>
  dueSaleReminders(books.db, { now: opensAt - beforeMs, limit });
const told = async (accountId: string) =>
  (
    await books.sql<{ told: string }>(
      `SELECT topic || ' ' || (payload ->> 'leadMinutes') || ' ' || (payload ->> 'opensAtMs') AS told FROM outbox
      WHERE payload ->> 'accountId' = $1 AND payload ->> 'scheduleId' = $2 ORDER BY (payload ->> 'leadMinutes')::int DESC, payload ->> 'opensAtMs', topic`,
      [accountId, scheduleId],
    )
  ).map((row) => row.told.replace(` ${opensAt}`, ""));

const day = ["push.sale.reminder 1440", "sale.reminder 1440"];
const soon = ["push.sale.reminder 10", "sale.reminder 10"];

it("[NT1] a fan who saved a concert gets one message a day before and one ten minutes before its sale opens", async () => {
  const fan = await saver(48 * hourMs);
  await look(24 * hourMs + 1);
  expect(await told(fan)).toEqual([]);
  // Two crons at the same time, and one in each minute after it.
  await Promise.all([look(24 * hourMs), look(24 * hourMs), look(24 * hourMs - minuteMs)]);
  expect(await told(fan)).toEqual(day);
  await look(10 * minuteMs + 1);
  expect(await told(fan)).toEqual(day);
  for (const minutes of [10, 9, 8, 1]) await look(minutes * minuteMs);
  expect(await told(fan)).toEqual([...day, ...soon]);
  await look(0);
  await look(-minuteMs);
  expect(await told(fan)).toHaveLength(4);
});

it("[NT2] a fan who saves a concert on the last day gets only the message ten minutes before the opening", async () => {
  const fan = await saver(3 * hourMs);
  await look(2 * hourMs);
  expect(await told(fan)).toEqual([]);
  await look(5 * minuteMs);
  expect(await told(fan)).toEqual(soon);
});

it("[NT3] fans get a new message if the opening moves", async () => {
  const fan = await saver(72 * hourMs);
  await look(24 * hourMs);
  const later = opensAt + 6 * hourMs;
  await books.sql("UPDATE schedule SET sale_opens_at = $2 WHERE id = $1", [
    scheduleId,
    new Date(later),
  ]);
  await dueSaleReminders(books.db, { now: later - 24 * hourMs, limit: 100 });
  expect(await told(fan)).toEqual([
    ...day,
    `push.sale.reminder 1440 ${later}`,
    `sale.reminder 1440 ${later}`,
  ]);
});

it("[NT4] no reminder is sent for a canceled sale, or for a concert whose reminder the fan switched off", async () => {
  const [fan, quiet] = [await saver(72 * hourMs), await saver(72 * hourMs)];
  await addWish(books.db, { accountId: quiet, concertId, remind: false, now: Date.now() });
  await look(24 * hourMs);
  expect([await told(fan), await told(quiet)]).toEqual([day, []]);
  await addWish(books.db, { accountId: quiet, concertId, remind: true, now: Date.now() });
  await books.sql("UPDATE schedule SET sale_state = 'cancelled' WHERE id = $1", [scheduleId]);
  await look(5 * minuteMs);
  expect([await told(fan), await told(quiet)]).toEqual([day, []]);
});

it("[NT5] messages to a crowd go out in batches, one to each fan, even if several dates open at that time", async () => {
  const fans = [await saver(1), await saver(1), await saver(1)];
  const saleOpensAt = new Date(opensAt).toISOString();
  await newSchedule(books, { concertId, saleOpensAt, startsAt: "2099-02-16T18:00:00+09:00" });
  const found = [await look(minuteMs, 2), await look(minuteMs, 2), await look(minuteMs, 2)];
  expect(found).toEqual([2, 1, 0]);
  for (const fan of fans) {
    const [row] = await books.sql<{ letters: number }>(
      "SELECT count(*)::int AS letters FROM outbox WHERE topic LIKE '%sale.reminder' AND payload ->> 'accountId' = $1",
      [fan],
    );
    expect(row?.letters).toBe(2);
  }
});
