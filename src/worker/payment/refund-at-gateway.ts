import type { Database } from "../../db/connection/database.ts";
import { dueRefunds, settleRefund } from "../../db/money/refunds.ts";
import type { DueRefund } from "../../db/money/refunds.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";
import { gatewayOf } from "./gateway-for.ts";
import { GatewayUnreachable } from "./gateway.ts";
import type { CancelVerdict, GivingBack, PaymentGateway } from "./gateway.ts";

/** Makes one refund now, unless another request is making it; the cron does the rest. */
export async function giveBackNow(env: Env, db: Database, refundId: string): Promise<void> {
  try {
    for (const due of await dueRefunds(db, { limit: 1, refundId })) await giveBack(env, db, due);
  } catch (error) {
    console.warn("a refund was not paid yet", refundId, String(error));
  }
}

/** Refunds to the payment method. A refund that cannot go there goes to the wallet; an unknown one is checked again. */
export async function giveBack(env: Env, db: Database, due: DueRefund): Promise<void> {
  const { refundId, providerKey: paymentKey, amountMinor: amount, refusals } = due;
  // What staff wrote stays with them.
  const reason = due.reason === null || due.reason === "staff" ? "환불" : due.reason;
  const account = due.account && {
    bank: due.account.bank,
    accountNumber: due.account.accountNumber,
    holderName: due.account.holder,
  };
  const back = { paymentKey, refundId, refusals, amount, reason, account };
  const hasWay = due.method !== "virtualAccount" || account !== null;
  const verdict = await cancel(gatewayOf(env), back, hasWay);
  const record = recordOf(verdict);
  unwrap(await settleRefund(db, { refundId, status: endOf(verdict), record }));
}

function endOf(verdict: CancelVerdict): "done" | "failed" | "later" | "unknown" {
  if (verdict.state === "cancelled") return "done";
  if (verdict.state === "unknown") return "unknown";
  return verdict.isFinal ? "failed" : "later";
}

function recordOf(verdict: CancelVerdict): unknown {
  if (verdict.state === "unknown") return null;
  return verdict.state === "cancelled" ? verdict.payment.record : verdict.record;
}

/** A virtual-account payment needs the fan's bank account for a refund; without one the gateway is not asked. */
const noWay: CancelVerdict = {
  state: "refused",
  message: "No account to pay back to",
  isFinal: true,
  record: null,
};

/**
 * Asks, and when that did not work looks whether this refund is among those that the gateway has made. One that was
 * refused because somebody else gave the money back already must not be paid a second time, so it stays unknown.
 */
async function cancel(
  gateway: PaymentGateway,
  back: GivingBack,
  hasWay: boolean,
): Promise<CancelVerdict> {
  try {
    const verdict = hasWay ? await gateway.cancel(back) : noWay;
    if (verdict.state === "cancelled") return verdict;
    const payment = await gateway.byKey(back.paymentKey);
    if (!payment) return { state: "unknown" };
    const isDone = payment.cancels.some(({ refundId }) => refundId === back.refundId);
    if (isDone) return { state: "cancelled", payment };
    return payment.balance < back.amount ? { state: "unknown" } : verdict;
  } catch (error) {
    if (error instanceof GatewayUnreachable) return { state: "unknown" };
    throw error;
  }
}
