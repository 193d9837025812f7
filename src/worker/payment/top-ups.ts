import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import type { TopUp } from "../../contract/money/wallets.ts";
import type { Database } from "../../db/connection/database.ts";
import { settleTopUp } from "../../db/money/top-ups.ts";
import type { TopUpRow } from "../../db/money/top-ups.ts";
import type { AppContext } from "../app-env.ts";
import type { Env } from "../env.ts";
import type { GatewayPayment, PaymentGateway, Verdict } from "./gateway.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { checkoutUrl, gatewayOf, unreachable } from "./gateway-for.ts";
import { lookUp } from "./look-up.ts";

/** The fan's half hour, the shop's ten minutes, and a margin. After that a top-up takes no money. */
const openMs = 45 * 60_000;

/** A top-up as the fan sees it, with the checkout address while it is unpaid. */
export function topUpOf(c: AppContext, row: TopUpRow, returnTo: ReturnTo | null = null): TopUp {
  const { id, status, amount, createdAt } = row;
  const back = `/wallet/top-up?topUp=${id}`;
  return {
    id,
    status,
    amount,
    createdAt,
    checkoutUrl: status === "ready" ? checkoutUrl(c, { id, amount, back, returnTo }) : null,
  };
}

/** Confirms a payment once, however often it is called. Amount and order were compared before. */
export async function confirmTopUp(
  db: Database,
  gateway: PaymentGateway,
  row: TopUpRow,
  paymentKey: string,
): Promise<TopUpRow> {
  if (row.status === "paid") {
    if (row.providerKey === paymentKey) return row;
    throw new ProblemError("conflict", "This top-up was paid with another payment");
  }
  const verdict = await verdictOn(db, gateway, row, paymentKey);
  if (verdict.state === "paid") return await settle(db, row, "paid", verdict.payment);
  if (verdict.state === "refused") {
    const dead = { paymentKey, orderId: row.id, amount: row.amount.amount, record: verdict.record };
    if (verdict.isFinal) await settle(db, row, "refused", dead, verdict.reason);
    throw new ProblemError("payment-refused", verdict.message);
  }
  // Also for a transfer: until the money arrives, nobody knows whether it will.
  const open = { paymentKey, orderId: row.id, amount: row.amount.amount, record: null };
  await settle(db, row, "unknown", open);
  throw new ProblemError("outcome-unknown");
}

/**
 * Looks up a top-up that we do not know the end of. While the gateway does not know either it stays as it is, until the
 * fan can no longer pay it.
 */
export async function resolveTopUp(
  db: Database,
  env: Env,
  row: TopUpRow,
  now = Date.now(),
): Promise<TopUpRow> {
  if (row.status === "paid" || row.status === "refused") return row;
  const payment = await lookUp(db, gatewayOf(env), row);
  if (payment === undefined) return row;
  if (payment?.state === "paid") return await settle(db, row, "paid", payment);
  if (payment?.state === "dead")
    return await settle(db, row, "refused", payment, payment.failure ?? "expired");
  if (now - Date.parse(row.createdAt) < openMs) return row;
  const paymentKey = payment?.paymentKey ?? row.providerKey;
  const over = { paymentKey, amount: row.amount.amount, record: payment?.record ?? null };
  return await settle(db, row, "refused", over, "expired");
}

async function verdictOn(
  db: Database,
  gateway: PaymentGateway,
  row: TopUpRow,
  paymentKey: string,
): Promise<Verdict> {
  const verdict = await gateway
    .confirm({ paymentKey, orderId: row.id, amount: row.amount.amount })
    .catch(unreachable);
  if (verdict.state !== "unknown") return verdict;
  const payment = await lookUp(db, gateway, row);
  if (payment?.state === "paid") return { state: "paid", payment };
  if (payment?.state === "dead")
    return {
      state: "refused",
      reason: payment.failure ?? "refused",
      message: "Refused",
      isFinal: true,
      record: payment.record,
    };
  return verdict;
}

async function settle(
  db: Database,
  row: TopUpRow,
  status: "paid" | "refused" | "unknown",
  payment: Pick<GatewayPayment, "amount" | "record"> & { paymentKey: string | null },
  reason: string | null = null,
): Promise<TopUpRow> {
  const { paymentKey: providerKey, amount: approvedMinor, record } = payment;
  const { id: paymentId, accountId } = row;
  const settled = { paymentId, accountId, providerKey, approvedMinor, status, reason, record };
  return unwrap(await settleTopUp(db, settled));
}
