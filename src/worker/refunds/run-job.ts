import type { Database } from "../../db/connection/database.ts";
import {
  type JobBatch,
  type JobOrder,
  keepPlan,
  nextBatch,
  type PlannedOrder,
  runBatch,
  type RunOrder,
} from "../../db/refunds/job-batches.ts";
import type { StaffRefunded } from "../../db/refunds/staff-refunds.ts";
import type { StaffLine } from "../../contract/admin/refunds/staff-refund-rules.ts";
import { type Outcome, refuse } from "../../contract/problems.ts";
import { derivedId } from "../encoding/digest.ts";
import { type StaffQuote, staffQuote } from "./staff-quote.ts";

const usualOrders = 50;
/** How long one run spends on a job; the next minute's cron goes on from there. */
const usualMs = 15_000;

/** Tells the schedule of an order about seats that go back to the sale. */
export type TellSchedule = (refunded: StaffRefunded) => Promise<unknown>;

/**
 * Plans or carries out a job, batch after batch, until it is done, paused, or it was enough for now. The gateway's part
 * is paid by the cron, which paces all refunds.
 */
export async function runRefundJob(
  db: Database,
  id: string,
  tell: TellSchedule,
  { forMs = usualMs, ordersAtOnce = usualOrders }: { forMs?: number; ordersAtOnce?: number } = {},
): Promise<void> {
  const endsAt = Date.now() + forMs;
  do {
    const batch = await nextBatch(db, { id, limit: ordersAtOnce });
    if (!batch) return;
    const { state } = batch.job;
    const now = state === "planning" ? await plan(db, batch) : await carryOut(db, batch, tell);
    if (now !== state) return;
  } while (Date.now() < endsAt);
}

async function plan(db: Database, batch: JobBatch) {
  const orders = batch.orders.map((order) => planned(batch, order));
  return keepPlan(db, { id: batch.job.id, orders });
}

function planned(batch: JobBatch, order: JobOrder): PlannedOrder {
  const quote = quoteOf(batch, order, null);
  const nothing = { seats: [], chargeMinor: 0, refundMinor: 0 };
  if (!quote.ok) return { ...order, ...nothing, state: "skipped", problem: quote.code };
  const { lines } = quote.value.plan;
  return { ...order, ...sumsOf(lines), state: "planned", problem: null };
}

const sumsOf = (lines: StaffLine[]) => ({
  seats: lines.map(({ seat }) => seat),
  chargeMinor: lines.reduce((sum, line) => sum + line.chargeMinor + line.feeKeptMinor, 0),
  refundMinor: lines.reduce((sum, line) => sum + line.refundMinor, 0),
});

/** Refunds for the planned seats, or for all valid tickets in the zones of the job. */
function quoteOf(
  { job, facts }: JobBatch,
  { orderId }: JobOrder,
  planned: number[] | null,
): Outcome<StaffQuote> {
  const order = facts.get(orderId);
  if (!order) return refuse("not-found");
  const { hand, ...switches } = job;
  const wanted = order.seats.flatMap(({ seat, zoneId }) =>
    (job.zoneIds?.includes(zoneId) ?? true) ? [seat] : [],
  );
  const asked = { ...switches, ...(hand === null ? {} : { hand }) };
  return staffQuote(order, asked, { seats: planned ?? wanted, now: Date.now() });
}

async function carryOut(db: Database, batch: JobBatch, tell: TellSchedule) {
  const { job, orders } = batch;
  const wanted = await Promise.all(orders.map((order) => runOf(batch, order)));
  const { state, ran } = await runBatch(db, { id: job.id, orders: wanted });
  // A schedule that misses this call gets it from the outbox.
  if (job.seat === "sale") await Promise.allSettled(ran.map(tell));
  return state;
}

/** The order's refund, if it would still do what was planned. Its id follows from the job, so it is made once. */
async function runOf(batch: JobBatch, order: JobOrder): Promise<RunOrder> {
  const { job } = batch;
  const { id, money, seat, to, hand, reason, madeBy, organizationId } = job;
  const quote = quoteOf(batch, order, order.seats);
  const now = quote.ok ? sumsOf(quote.value.plan.lines) : null;
  const isAsPlanned =
    now?.chargeMinor === order.chargeMinor &&
    now.refundMinor === order.refundMinor &&
    now.seats.length === order.seats.length;
  const way = quote.ok ? quote.value.way : { to, hand };
  const by = { accountId: madeBy, requestId: null, scope: { organizationId, concertIds: null } };
  return {
    orderId: order.orderId,
    refundId: await derivedId(`refund-job|${id}|${order.orderId}`),
    plan: quote.ok && isAsPlanned ? quote.value.plan : null,
    act: { money, seat, ...way, isPaid: false, note: reason, by },
    problem: isAsPlanned ? null : quote.ok ? "refund-changed" : quote.code,
  };
}
