import type { ProblemCode } from "../../contract/problems.ts";
import { settleCardPayment } from "../../db/money/card-payments.ts";
import type { PaymentRow } from "../../db/money/payment-rows.ts";
import type { Database } from "../../db/connection/database.ts";
import type { Env } from "../env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { payingMs } from "./card.ts";
import { gatewayOf, unreachable } from "./gateway-for.ts";
import { lookUp } from "./look-up.ts";
import { giveSeatsBack, giveUp, isSettled, settleAs } from "./settle.ts";

/** Longer than the gateway and the books may take together. */
const confirmingMs = 120_000;
/** The fan's half hour, the shop's ten minutes, and a margin. After that an open payment takes no money. */
const openMs = 45 * 60_000;

export type Confirmed = { paymentKey: string; amount: number };

/** Takes the approved money once, if the gateway page's result matches our request. */
export async function confirmPayment(
  env: Env,
  db: Database,
  row: PaymentRow,
  { paymentKey, amount }: Confirmed,
): Promise<PaymentRow> {
  if (row.amount.amount !== amount)
    throw new ProblemError("conflict", "The amount differs from that of the payment");
  if (isSettled(row) || row.status === "awaiting-deposit") {
    if (row.providerKey === paymentKey) return row;
    throw new ProblemError("conflict", "This was paid with another payment");
  }
  if (row.status === "refused") throw new ProblemError("payment-refused", row.reason ?? undefined);
  const gateway = gatewayOf(env);
  if (!(await isStillHeld(env, db, row, paymentKey))) {
    await giveUp(env, db, row, { paymentKey: null, reason: "hold-expired", record: null });
    throw new ProblemError("hold-expired", "Nothing was charged");
  }
  const verdict = await gateway.confirm({ paymentKey, orderId: row.id, amount }).catch(unreachable);
  if (verdict.state === "refused") return await refused(env, db, row, { paymentKey, ...verdict });
  if (verdict.state !== "unknown") return await settleAs(env, db, row, verdict.payment);
  const payment = await lookUp(db, gateway, row);
  if (payment && (payment.state !== "waiting" || payment.deposit))
    return await settleAs(env, db, row, payment);
  await leaveUnknown(db, row, paymentKey);
  throw new ProblemError("outcome-unknown");
}

/**
 * No money is taken for seats that are gone. The seats are kept a little longer while the gateway is about to take the
 * money of this very payment. The gateway says whether the browser's key belongs to it. If the schedule does not answer,
 * the books decide.
 */
async function isStillHeld(
  env: Env,
  db: Database,
  row: PaymentRow,
  paymentKey: string,
): Promise<boolean> {
  const { accountId, scheduleId, holdId, orderId } = row;
  // The seats are promised for longer than that, so the schedule need not be asked.
  if (Date.now() - Date.parse(row.createdAt) < payingMs - 2 * confirmingMs) return true;
  if (scheduleId === null || holdId === null || orderId === null) return true;
  const payment = await lookUp(db, gatewayOf(env), row);
  const isAgreedTo = payment?.state === "waiting" && payment.paymentKey === paymentKey;
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const guardMs = isAgreedTo ? payingMs + confirmingMs : payingMs;
  const asked = { holdId, accountId, orderId, guardMs };
  const held = await Promise.resolve(schedule.pay(asked)).catch(() => null);
  // A sold hold was sold to this order, or the books will refuse.
  return held === null || held.ok || !lost.includes(held.code);
}

/** The schedule's refusals that mean that the seats no longer belong to this payment. */
const lost: ProblemCode[] = ["hold-expired", "hold-not-found", "payment-under-way"];

type No = {
  paymentKey: string;
  reason: string;
  message: string;
  isFinal: boolean;
  record: unknown;
};

async function refused(env: Env, db: Database, row: PaymentRow, no: No): Promise<PaymentRow> {
  // The bank refused. Any other error is about the request and leaves the payment unchanged.
  if (no.isFinal) await giveUp(env, db, row, no);
  throw new ProblemError("payment-refused", no.message);
}

/**
 * The browser reports that nothing was paid, which may be wrong. A payment is given up only if the gateway does not know
 * it, or has not been asked to take its money.
 */
export async function failPayment(
  env: Env,
  db: Database,
  row: PaymentRow,
  code: string,
): Promise<PaymentRow> {
  if (row.status === "refused") await giveSeatsBack(env, row);
  if (isSettled(row) || row.status === "refused" || row.status === "awaiting-deposit") return row;
  const payment = await lookUp(db, gatewayOf(env), row);
  if (payment && (payment.state === "paid" || payment.deposit))
    return await settleAs(env, db, row, payment);
  // Only we could have taken the money and we never tried, or the gateway says that it took nothing.
  const isSure = row.status === "ready" || payment === null || payment?.state === "dead";
  if (!isSure) throw new ProblemError("outcome-unknown");
  return await giveUp(env, db, row, { paymentKey: null, reason: code, record: null });
}

async function leaveUnknown(db: Database, row: PaymentRow, providerKey: string): Promise<void> {
  const said = { providerKey, approvedMinor: row.amount.amount, record: null };
  const open = { paymentId: row.id, accountId: null, status: "unknown" as const, ...said };
  unwrap(await settleCardPayment(db, open));
}

/** Finds out the status of an open payment. While the gateway does not know either, it stays open. */
export async function resolvePayment(env: Env, db: Database, row: PaymentRow): Promise<PaymentRow> {
  const payment = await lookUp(db, gatewayOf(env), row);
  if (payment && (payment.state !== "waiting" || payment.deposit))
    return await settleAs(env, db, row, payment);
  const isOver = Date.now() - Date.parse(row.createdAt) > openMs;
  if (isSettled(row)) return payment ? await settleAs(env, db, row, payment) : row;
  if (row.status === "refused") await giveSeatsBack(env, row);
  if (!isOver || row.status === "refused" || payment === undefined) return row;
  return await giveUp(env, db, row, { paymentKey: null, reason: "expired", record: null });
}
