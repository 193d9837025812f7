import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RefundJob } from "../../src/contract/admin/refunds/refund-jobs.ts";
import { Reconciliation } from "../../src/contract/money/payments.ts";
import { bookFindings } from "../../src/db/admin/book-findings.ts";
import { settleCardPayment, startCardPayment } from "../../src/db/money/card-payments.ts";
import { read } from "../support/api.ts";
import { newFan, purchaseOf } from "../support/books.ts";
import { eventually } from "../support/eventually.ts";
import { type Fan, newAdmin } from "../support/fans.ts";
import { mustAgree } from "../support/money/books-check.ts";
import { cardEnd, cardPurchaseOf } from "../support/money/money.ts";
import { openMoneySystem } from "../support/money/money-system.ts";
import { newHallSale } from "../support/sales.ts";

const orders = 500;
const priceMinor = 11_000;

let system: Awaited<ReturnType<typeof openMoneySystem>>;
let admin: Fan;
beforeAll(async () => {
  system = await openMoneySystem();
  admin = await newAdmin(system.server);
});
afterAll(() => system.close());

/** Orders of one seat each, paid by card at the gateway, as the books and the gateway have them. */
async function sellByCard(scheduleId: string): Promise<void> {
  const { server, gateway } = system;
  const fan = await newFan(server);
  const left = Array.from({ length: orders }, (_, seat) => seat).values();
  const till = async () => {
    for (const seat of left) {
      const wanted = cardPurchaseOf(purchaseOf(fan, scheduleId, seat));
      const { paymentId } = wanted;
      const started = await startCardPayment(server.db, { ...wanted, provider: "toss" });
      if (!started.ok) throw new Error(started.code);
      const asked = { orderId: paymentId, orderName: "Night", amount: priceMinor };
      const { paymentKey } = gateway.payments.agree(asked);
      gateway.payments.confirm({ paymentKey, orderId: paymentId, amount: priceMinor });
      const end = cardEnd(paymentId, priceMinor, { providerKey: paymentKey });
      const paid = await settleCardPayment(server.db, end);
      if (!paid.ok) throw new Error(paid.code);
    }
  };
  await Promise.all(Array.from({ length: 8 }, till));
}

const cancels = () =>
  system.gateway.payments.transactions.filter(({ status }) => status === "CANCELED");
const linesIn = async (state: string): Promise<number> => {
  const [row] = await system.server.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM refund_job_line WHERE state = $1",
    [state],
  );
  return row?.n ?? 0;
};

async function jobIs(id: string, state: string): Promise<RefundJob> {
  return eventually(async () => {
    const reply = await system.server.api.ask(`GET /admin/refund-jobs/${id}`, { as: admin });
    const job = read(reply, 200, RefundJob);
    if (job.state !== state) throw new Error(`${job.state}, not ${state}`);
    return job;
  });
}

/** Whether orders or the gateway are left; claimed refunds need not wait for their next try. */
async function isUnfinished(): Promise<boolean> {
  const due = await system.server.sql(
    "UPDATE refund SET next_try_at = now() WHERE status = 'due' RETURNING id",
  );
  return due.length > 0 || (await linesIn("planned")) > 0;
}

/** The test's own time limit ends it on a machine that never gets there. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(5);
}

/** Lets the cron run; a run that a kill interrupts has no answer. */
const cron = () =>
  system.server.api.ask("POST /admin/reconciliation", { as: admin }).catch(() => null);

it("[RJ7] a refund of 500 orders that is killed in the middle goes on, and the gateway pays each of them exactly once", async () => {
  const { server, gateway } = system;
  const scheduleId = await newHallSale(server, orders / 10);
  await sellByCard(scheduleId);
  const body = {
    selection: { scheduleId },
    money: { by: "full" },
    seat: "sale",
    to: "original",
    reason: "Typhoon",
  };
  const headers = { "idempotency-key": randomUUID() };
  const made = await server.api.ask("POST /admin/refund-jobs", { as: admin, body, headers });
  const { id } = read(made, 201, RefundJob);
  const planned = await jobIs(id, "planned");
  expect(planned).toMatchObject({ orders, refund: { amount: orders * priceMinor } });
  expect(cancels()).toEqual([]);

  const seen = { "if-match": `"${planned.revision}"` };
  const start = { as: admin, body: { act: "start" }, headers: seen };
  read(await server.api.ask(`POST /admin/refund-jobs/${id}/acts`, start), 200, RefundJob);
  await until(async () => (await linesIn("done")) > 0);
  await server.kill();
  const done = await linesIn("done");
  expect(done).toBeLessThan(orders);
  expect(await linesIn("planned")).toBe(orders - done);
  await server.restart();
  // The next run goes on with the job and begins to pay, and is killed as well.
  const killed = cron();
  await until(() => cancels().length > 20);
  await server.kill();
  await killed;
  expect(cancels().length).toBeLessThan(orders);
  await server.restart();
  while (await isUnfinished()) await cron();

  expect(await jobIs(id, "done")).toMatchObject({
    ordersDone: orders,
    ordersFailed: 0,
    refunded: { amount: orders * priceMinor },
    due: { amount: 0 },
  });
  const paidBack = cancels().map(({ orderId }) => orderId);
  expect(paidBack).toHaveLength(orders);
  expect(new Set(paidBack).size).toBe(orders);
  expect(gateway.payments.all().filter(({ balanceAmount }) => balanceAmount !== 0)).toEqual([]);
  const [refunds] = await server.sql(
    "SELECT count(*)::int AS n, count(DISTINCT order_id)::int AS orders, sum(amount_minor)::int AS minor FROM refund",
  );
  expect(refunds).toEqual({ n: orders, orders, minor: orders * priceMinor });
  const compared = await server.api.ask("POST /admin/reconciliation", { as: admin });
  expect(read(compared, 200, Reconciliation).findings).toEqual([]);
  expect(await bookFindings(server.db, { since: 0, now: Date.now() })).toEqual([]);
  await mustAgree(server, scheduleId);
}, 300_000);
