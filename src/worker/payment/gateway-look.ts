import type { GatewayLook } from "../../contract/admin/payments.ts";
import type { AdminPayment, PaymentStatus } from "../../contract/money/payments.ts";
import type { GatewayPayment } from "./gateway.ts";

type Difference = GatewayLook["differences"][number];
type Ours = Pick<AdminPayment, "status" | "providerKey" | "amount" | "refunds">;

/** In which states the company may have a payment that we have so. A refund of all of it ends it there. */
const agreeing: Record<PaymentStatus, GatewayPayment["state"][]> = {
  ready: ["waiting", "dead"],
  "awaiting-deposit": ["waiting"],
  unknown: [],
  paid: ["paid", "dead"],
  refused: ["dead", "waiting"],
  "to-refund": ["paid"],
  refunded: ["dead", "paid"],
};
/** Payments that the company must know, since it told us of money. */
const known: PaymentStatus[] = ["awaiting-deposit", "paid", "to-refund", "refunded"];

/** Sets what we have beside what the company has. */
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

/** What went back the way that it came; what went to a wallet has left nothing at the company. */
const sentBack = ({ refunds }: Ours): number =>
  refunds
    .filter(({ to, status }) => to === "original" && status === "done")
    .reduce((total, { amount }) => total + amount.amount, 0);

const text = (value: unknown): string | null =>
  typeof value === "number" || typeof value === "string" ? String(value) : null;

/** What the company said, but for the secret by which its notices are believed. */
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
