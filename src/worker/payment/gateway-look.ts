import type { GatewayLook } from "../../contract/admin/payments.ts";
import type { AdminPayment, PaymentStatus } from "../../contract/money/payments.ts";
import type { GatewayPayment } from "./gateway.ts";

type Difference = GatewayLook["differences"][number];
type Ours = Pick<AdminPayment, "status" | "providerKey" | "amount" | "refunds">;

/** The gateway states that match each of our states. A full refund ends the payment there. */
const agreeing: Record<PaymentStatus, GatewayPayment["state"][]> = {
  ready: ["waiting", "dead"],
  "awaiting-deposit": ["waiting"],
  unknown: [],
  paid: ["paid", "dead"],
  refused: ["dead", "waiting"],
  "to-refund": ["paid"],
  refunded: ["dead", "paid"],
};
/** Payments that the gateway must know, since it reported money. */
const known: PaymentStatus[] = ["awaiting-deposit", "paid", "to-refund", "refunded"];

/** Compares our record with the gateway's. */
export function differencesOf(ours: Ours, theirs: GatewayPayment | null): Difference[] {
  const { status, providerKey, amount } = ours;
  if (theirs === null)
    return known.includes(status) ? [{ about: "payment", ours: status, theirs: null }] : [];
  const found: Difference[] = [];
  const compare = (about: Difference["about"], mine: unknown, other: unknown) => {
    if (mine !== other) found.push({ about, ours: text(mine), theirs: text(other) });
  };
  if (providerKey !== null) compare("key", providerKey, theirs.paymentKey);
  compare("amount", amount.amount, theirs.amount);
  if (!agreeing[status].includes(theirs.state))
    found.push({ about: "state", ours: status, theirs: theirs.state });
  if (status === "paid" || status === "refunded")
    compare("balance", amount.amount - sentBack(ours), theirs.balance);
  for (const { refundId, amount } of theirs.cancels)
    if (refundId === null)
      found.push({ about: "foreign-refund", ours: null, theirs: text(amount) });
  return found;
}

/** The refunds to the payment method; refunds to wallets leave no trace at the gateway. */
const sentBack = ({ refunds }: Ours): number =>
  refunds
    .filter(({ to, status }) => to === "original" && status === "done")
    .reduce((total, { amount }) => total + amount.amount, 0);

const text = (value: unknown): string | null =>
  typeof value === "number" || typeof value === "string" ? String(value) : null;

/** The gateway's answer without the secret that authenticates its notices. */
export function withoutSecret(record: unknown): unknown {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return record;
  const { secret: _secret, ...rest } = record as Record<string, unknown>;
  return rest;
}

export function lookOf(ours: Ours, theirs: GatewayPayment | null, askedAt: string): GatewayLook {
  return {
    askedAt,
    payment: theirs && {
      paymentKey: theirs.paymentKey,
      amount: theirs.amount,
      balance: theirs.balance,
      state: theirs.state,
      method: theirs.method,
      refunds: theirs.cancels,
      failure: theirs.failure,
    },
    differences: differencesOf(ours, theirs),
    record: theirs ? withoutSecret(theirs.record) : null,
  };
}
