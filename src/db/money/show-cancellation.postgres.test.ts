import type { NeonQueryFunction } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newConcert,
  nobody,
  openBooks,
} from "../../../test/support/books.ts";
import { eventually } from "../../../test/support/eventually.ts";
import {
  type Bought,
  broughtByOrder,
  buyTickets,
  plain,
  returnInFull,
  runBatches,
  showOf,
  threeDaysBefore,
} from "../../../test/support/money/canceled-show.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import type { Database } from "../connection/database.ts";
import { beginShowCancellation } from "./show-cancellation.ts";

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

/** The books over one connection, so that all their questions are part of its transaction. */
function over(connection: Client): Database {
  const query = (text: string, params: unknown[]) => connection.query(text, params);
  // Drizzle uses nothing else of a driver.
  const driver = { query } as unknown as NeonQueryFunction<false, false>;
  return drizzle({ client: driver, casing: "snake_case" });
}

/** Leaves the earlier act uncommitted until the later one waits for it, or has its answer without waiting. */
async function atOnce<Earlier, Later>(
  earlier: (db: Database) => Promise<Earlier>,
  later: (db: Database) => Promise<Later>,
) {
  const connection = new Client({ connectionString: books.url });
  await connection.connect();
  try {
    const { rows } = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await connection.query("BEGIN");
    const first = await earlier(over(connection));
    let isAnswered = false;
    const answer = later(books.db).finally(() => (isAnswered = true));
    const waiting = "SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))";
    await eventually(async () => {
      const waiters = await books.sql(waiting, [rows[0]?.pid]);
      expect(isAnswered || waiters.length > 0).toBe(true);
    });
    const hasWaited = !isAnswered;
    await connection.query("COMMIT");
    return { earlier: first, later: await answer, hasWaited };
  } finally {
    await connection.end();
  }
}

const cancelShow = (scheduleId: string) => (db: Database) =>
  beginShowCancellation(db, { scheduleId, by: nobody, reason: "Typhoon", compensationPercent: 10 });
const cancelTickets =
  ({ fan, orderId }: Bought) =>
  (db: Database) =>
    cancelOrder(db, { accountId: fan, orderId, now: threeDaysBefore });

it("[RF20] a fan who cancels while the show is being canceled waits for that, and is not charged", async () => {
  const scheduleId = await showOf(books, concertId);
  const order = await buyTickets(books, scheduleId, [plain]);
  expect(await atOnce(cancelShow(scheduleId), cancelTickets(order))).toMatchObject({
    earlier: { ok: true },
    later: { ok: false, code: "refund-changed", detail: "11000" },
    hasWaited: true,
  });
  expect(await broughtByOrder(books, order)).toEqual({ wallet: 0, card: 0 });
  expect(await returnInFull(books, order)).toMatchObject({ ok: true });
  expect(await broughtByOrder(books, order)).toEqual({ wallet: 12_000, card: 0 });
});

it("[RF20] the cancellation of a show waits for a fan's that has begun, and refunds only the other orders", async () => {
  const scheduleId = await showOf(books, concertId);
  const gone = await buyTickets(books, scheduleId, [plain]);
  const left = await buyTickets(books, scheduleId, [plain]);
  expect(await atOnce(cancelTickets(gone), cancelShow(scheduleId))).toMatchObject({
    earlier: { ok: true, value: { refundedMinor: 9_000, compensationMinor: 0 } },
    later: { ok: true, value: { state: "running", orders: 1, tickets: 1 } },
    hasWaited: true,
  });
  await runBatches(books, scheduleId);
  expect(await broughtByOrder(books, gone)).toEqual({ wallet: 9_000, card: 0 });
  expect(await broughtByOrder(books, left)).toEqual({ wallet: 12_000, card: 0 });
});
