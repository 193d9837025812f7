import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CreateRefundJob } from "../../contract/admin/refunds/refund-jobs.ts";
import {
  type Books,
  cancelOrder,
  newConcert,
  nobody,
  openBooks,
  soundBalance,
} from "../../../test/support/books.ts";
import { buyTickets, plain, showOf } from "../../../test/support/money/canceled-show.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import { refundAsStaff } from "../../../test/support/money/staff-refunds.ts";
import { runRefundJob } from "../../worker/refunds/run-job.ts";
import {
  allJobLines,
  controlRefundJob,
  createRefundJob,
  refundJob,
  refundJobLines,
} from "./refund-jobs.ts";

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

/** Staff with an account of their own. */
const by = { ...nobody, accountId: randomUUID() };
/** The schedules hear from the outbox, which no test here reads. */
const tell = () => Promise.resolve();

const choice = { money: { by: "full" }, seat: "sale", to: "original", reason: "Typhoon" } as const;

async function made(selection: CreateRefundJob["selection"], change: object = {}) {
  const id = randomUUID();
  const job = await createRefundJob(books.db, { id, by, job: { selection, ...choice, ...change } });
  if (!job.ok) throw new Error(`${job.code}: ${job.detail}`);
  return id;
}
const run = (id: string, forMs = 60_000) =>
  runRefundJob(books.db, id, tell, { forMs, ordersAtOnce: 10 });
const seen = async (id: string) => (await refundJob(books.db, id))!;
async function control(id: string, act: Parameters<typeof controlRefundJob>[1]["act"]) {
  return controlRefundJob(books.db, { id, act, seen: (await seen(id)).revision, by });
}

async function sold(orders: number, tickets = 1) {
  const scheduleId = await showOf(books, concertId);
  const all = [];
  for (let order = 0; order < orders; order++)
    all.push(
      await buyTickets(
        books,
        scheduleId,
        Array.from({ length: tickets }, () => plain),
      ),
    );
  return { scheduleId, orders: all };
}

it("[RJ1] a job is worked out first and moves nothing, then refunds exactly that", async () => {
  const { scheduleId, orders } = await sold(3, 2);
  const id = await made({ scheduleId });
  expect(await seen(id)).toMatchObject({ state: "planning", orders: 3, refund: { amount: 0 } });
  await run(id);
  expect(await seen(id)).toMatchObject({
    state: "planned",
    ordersLeft: 3,
    tickets: 6,
    refund: { amount: 66_000 },
    refunded: { amount: 0 },
    startedAt: null,
  });
  for (const { fan } of orders) expect(await soundBalance(books, fan)).toBe(1);
  await run(id);
  expect((await seen(id)).state).toBe("planned");
  expect(await control(id, "start")).toMatchObject({ ok: true });
  await run(id);
  expect(await seen(id)).toMatchObject({
    state: "done",
    ordersDone: 3,
    refunded: { amount: 66_000 },
  });
  for (const { fan } of orders) expect(await soundBalance(books, fan)).toBe(22_001);
  await run(id);
  for (const { fan } of orders) expect(await soundBalance(books, fan)).toBe(22_001);
});

it("[RJ2] a paused job refunds nothing more, goes on where it was, and a stopped one leaves the rest", async () => {
  const { scheduleId, orders } = await sold(24);
  const id = await made({ scheduleId });
  await run(id);
  await control(id, "start");
  // One batch, as if it had been killed then.
  await run(id, 0);
  const after = await seen(id);
  expect(after).toMatchObject({ state: "running", ordersDone: 10, ordersLeft: 14 });
  expect(await control(id, "pause")).toMatchObject({ ok: true, value: { state: "paused" } });
  await run(id);
  expect((await seen(id)).ordersDone).toBe(10);
  await control(id, "resume");
  // Two runs at the same moment take the same batch.
  await Promise.all([run(id, 0), run(id, 0)]);
  const once = (await seen(id)).ordersDone;
  expect(once).toBe(20);
  await control(id, "stop");
  await run(id);
  expect(await seen(id)).toMatchObject({ state: "stopped", ordersDone: once });
  const back = await Promise.all(orders.map(({ fan }) => soundBalance(books, fan)));
  expect(back.filter((minor) => minor === 11_001)).toHaveLength(once);
  expect(back.filter((minor) => minor === 1)).toHaveLength(24 - once);
});

it("[RJ3] an order that changed after the dry run fails alone, and can be planned and refunded again", async () => {
  const { scheduleId, orders } = await sold(3, 2);
  const [changed] = orders;
  const id = await made({ scheduleId });
  await run(id);
  const [{ seat } = { seat: 0 }] = await books.sql<{ seat: number }>(
    "SELECT seat FROM order_seat WHERE order_id = $1 ORDER BY seat LIMIT 1",
    [changed!.orderId],
  );
  await cancelOrder(books.db, {
    accountId: changed!.fan,
    orderId: changed!.orderId,
    seats: [seat],
  });
  await control(id, "start");
  await run(id);
  expect(await seen(id)).toMatchObject({ state: "done", ordersDone: 2, ordersFailed: 1 });
  const failed = { id, state: "failed", after: null, limit: 9 } as const;
  expect(await refundJobLines(books.db, failed)).toMatchObject({
    value: { items: [{ orderId: changed!.orderId, problem: "not-cancellable" }] },
  });
  await control(id, "retry");
  await run(id);
  expect(await seen(id)).toMatchObject({ state: "planned", ordersLeft: 1, ordersDone: 2 });
  await control(id, "start");
  await run(id);
  expect(await seen(id)).toMatchObject({ state: "done", ordersDone: 3, ordersFailed: 0 });
  expect(await soundBalance(books, changed!.fan)).toBe(22_001);
});

it("[RJ4] a job takes the orders of a date, zone or list that have valid tickets, and only within its organization", async () => {
  const { scheduleId, orders } = await sold(2, 2);
  const other = await sold(1);
  await refundAsStaff(books, { orderId: orders[0]!.orderId, to: "wallet" });
  expect(await seen(await made({ scheduleId }))).toMatchObject({ orders: 1 });
  const numbers = await books.sql<{ number: string }>(
    "SELECT number FROM customer_order WHERE id = ANY ($1)",
    [[orders[1]!.orderId, other.orders[0]!.orderId]],
  );
  const listed = numbers.map(({ number }) => number.toLowerCase());
  expect(await seen(await made({ orders: listed }))).toMatchObject({ orders: 2 });
  expect(await seen(await made({ orders: listed, scheduleId }))).toMatchObject({ orders: 1 });
  const none = {
    id: randomUUID(),
    by,
    job: { selection: { scheduleId, zoneIds: ["s"] }, ...choice },
  };
  expect(await createRefundJob(books.db, none)).toMatchObject({ ok: false, code: "conflict" });
  const outside = { ...by, scope: { organizationId: randomUUID(), concertIds: null } };
  expect(await createRefundJob(books.db, { ...none, by: outside })).toMatchObject({ ok: false });
});

it("[RJ5] an act on a job that has changed since it was seen is refused, and each act is logged", async () => {
  const { scheduleId } = await sold(1);
  const id = await made({ scheduleId });
  const { revision } = await seen(id);
  await run(id);
  const late = await controlRefundJob(books.db, { id, act: "start", seen: revision, by });
  expect(late).toMatchObject({ ok: false, code: "changed-meanwhile" });
  expect(await control(id, "resume")).toMatchObject({ ok: false, code: "conflict" });
  await control(id, "stop");
  const acts = await books.sql("SELECT action FROM audit_log WHERE subject = $1 ORDER BY id", [id]);
  expect(acts).toEqual([{ action: "refund-job.create" }, { action: "refund-job.stop" }]);
});

it("[RJ11] the orders of a job are exported in pieces, each order once", async () => {
  const { scheduleId, orders } = await sold(5);
  const id = await made({ scheduleId });
  const pages: string[][] = [];
  for await (const lines of allJobLines(books.db, id, 2))
    pages.push(lines.map(({ orderId }) => orderId));
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(pages.flat()).toEqual(orders.map(({ orderId }) => orderId).toSorted());
});
