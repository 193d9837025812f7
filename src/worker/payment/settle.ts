import { flagPayment, paymentById, settleCardPayment } from "../../db/money/card-payments.ts";
import type { SettledPayment } from "../../db/money/card-payments.ts";
import type { PaymentRow } from "../../db/money/payment-rows.ts";
import type { Database } from "../../db/connection/database.ts";
import { saleTerms } from "../buying/pricing.ts";
import { quietly } from "../buying/telling.ts";
import { derivedId } from "../encoding/digest.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";
import type { DepositAccount, GatewayPayment } from "./gateway.ts";
import { giveBackNow } from "./refund-at-gateway.ts";

/** The books and the schedule have this long between hearing of the money and writing it down. */
const settlingMs = 120_000;

/** Records the gateway's status of an order's payment and acts on it. */
export async function settleAs(
  env: Env,
  db: Database,
  row: PaymentRow,
  payment: GatewayPayment,
): Promise<PaymentRow> {
  if (isSettled(row)) return await compare(db, row, payment);
  if (payment.deposit && row.status === "awaiting-deposit") return row;
  const { deposit } = payment;
  if (deposit) return await awaitDeposit(env, db, row, { ...payment, deposit });
  if (payment.state === "waiting") return row;
  if (payment.state === "dead")
    return await giveUp(env, db, row, { ...payment, reason: payment.failure ?? "expired" });
  return await takeIn(env, db, row, payment);
}

export const isSettled = ({ status }: PaymentRow) =>
  status === "paid" || status === "to-refund" || status === "refunded";

/** A change of a settled payment that we did not make, which an admin must review. */
async function compare(db: Database, row: PaymentRow, payment: GatewayPayment) {
  const issue = issueOf(row, payment);
  if (issue === null || issue === row.issue) return row;
  await flagPayment(db, { paymentId: row.id, issue, record: payment.record });
  return { ...row, issue };
}

function issueOf(row: PaymentRow, payment: GatewayPayment): string | null {
  if (payment.paymentKey !== row.providerKey) return null;
  if (payment.state === "waiting") return "deposit-taken-back";
  // Our own refunds carry our ids, which the books know.
  const isForeign = payment.cancels.some(({ refundId }) => refundId === null);
  return isForeign ? "cancelled-at-company" : null;
}

type WaitingPayment = GatewayPayment & { deposit: DepositAccount };

async function awaitDeposit(env: Env, db: Database, row: PaymentRow, payment: WaitingPayment) {
  const { scheduleId, holdId, orderId, accountId } = row;
  const settled = await settle(db, row, payment, { status: "awaiting-deposit" });
  if (scheduleId === null || holdId === null || orderId === null) return settled.payment;
  const terms = await saleTerms(db, scheduleId);
  // The fan was promised the time that the gateway gave, even if the organizer has shortened it meanwhile.
  const offeredMs = Date.now() + (terms?.depositMinutes ?? 0) * 60_000;
  const dueMs = Math.max(offeredMs, Date.parse(payment.deposit.dueAt));
  // A guard counts from when paying began.
  const guardMs = dueMs - Date.parse(row.createdAt);
  const schedule = env.SCHEDULE.getByName(scheduleId);
  await quietly(schedule.pay({ holdId, accountId, orderId, guardMs }));
  return settled.payment;
}

type Why = { paymentKey: string | null; reason: string; record: unknown };

/**
 * Ends a payment that took no money, and gives the seats back to its fan for the time that is left. The first request ends
 * the payment. Every later request gives the seats back again, because the first may have died before it did.
 */
export async function giveUp(
  env: Env,
  db: Database,
  row: PaymentRow,
  why: Why,
): Promise<PaymentRow> {
  const ended = row.status === "refused" ? row : await refuse(db, row, why);
  if (ended.status === "refused") await giveSeatsBack(env, ended);
  return ended;
}

/** Tells the schedule that nothing was paid. Told twice, or of an order that is not paid for now, it does nothing. */
export async function giveSeatsBack(
  env: Env,
  { scheduleId, holdId, orderId, method, reason }: PaymentRow,
): Promise<void> {
  if (scheduleId === null || holdId === null || orderId === null) return;
  const cause = { method: method ?? "card", reason: reason ?? "unknown" };
  await quietly(env.SCHEDULE.getByName(scheduleId).payRefused({ holdId, orderId, cause }));
}

async function refuse(
  db: Database,
  row: PaymentRow,
  { paymentKey, reason, record }: Why,
): Promise<PaymentRow> {
  const { payment } = unwrap(
    await settleCardPayment(db, {
      paymentId: row.id,
      accountId: null,
      providerKey: paymentKey,
      approvedMinor: row.amount.amount,
      status: "refused",
      reason,
      record,
    }),
  );
  return payment;
}

/** The money is there: it buys its seats, or it goes back. */
async function takeIn(env: Env, db: Database, row: PaymentRow, payment: GatewayPayment) {
  const isDeposit = payment.method === "virtualAccount";
  const first = await settle(db, row, payment, {
    status: "paid",
    ...(isDeposit ? { ifLate: "tell" } : {}),
  });
  const settled = first.end === "late" ? await takeLate(env, db, row, payment) : first;
  return await follow(env, db, settled);
}

/** A late deposit gets its seats if they are still free: the schedule decides and holds them. */
async function takeLate(env: Env, db: Database, row: PaymentRow, payment: GatewayPayment) {
  const { id, accountId, scheduleId, orderId, order } = row;
  const refund = () => settle(db, row, payment, { status: "paid", ifLate: "refund" });
  if (scheduleId === null || orderId === null || order === null) return await refund();
  const holdId = await derivedId(`late|${id}`);
  const seats = order.seats.map(({ seat }) => seat);
  const asked = { holdId, accountId, orderId, seats, guardMs: settlingMs };
  const held = await env.SCHEDULE.getByName(scheduleId).pay(asked);
  if (!held.ok && held.code === "unavailable") throw new Error("the schedule cannot be asked");
  if (!held.ok) return await refund();
  const settled = await settle(db, row, payment, { status: "paid", ifLate: { holdId } });
  return settled.end === "late" ? await refund() : settled;
}

type How = Pick<Parameters<typeof settleCardPayment>[1], "status" | "ifLate">;

async function settle(
  db: Database,
  row: PaymentRow,
  { paymentKey, amount, record, deposit }: GatewayPayment,
  how: How,
): Promise<SettledPayment> {
  const said = { providerKey: paymentKey, approvedMinor: amount, record, deposit };
  return unwrap(
    await settleCardPayment(db, { paymentId: row.id, accountId: null, ...said, ...how }),
  );
}

/** Tells the schedule of a sale, or the gateway of a refund. The outbox and the cron repeat lost calls. */
async function follow(env: Env, db: Database, { payment, sale, refund }: SettledPayment) {
  if (sale) {
    const { scheduleId, holdId, orderId, accountId, seats } = sale;
    const sold = { holdId, orderId, accountId, seats };
    await quietly(env.SCHEDULE.getByName(scheduleId).sell(sold));
  }
  if (!refund) return payment;
  await freeAtOnce(env, payment);
  await giveBackNow(env, db, refund.refundId);
  return (await paymentById(db, { paymentId: payment.id, accountId: null })) ?? payment;
}

/** Ends the hold at once if the wallet was short, since the seats would otherwise wait for the end of the guard. */
async function freeAtOnce(env: Env, { reason, scheduleId, holdId, accountId, order }: PaymentRow) {
  if (reason !== "insufficient-funds" || scheduleId === null || holdId === null) return;
  const seats = order?.seats.map(({ seat }) => seat) ?? [];
  await quietly(env.SCHEDULE.getByName(scheduleId).free({ holdId, accountId, seats }));
}
