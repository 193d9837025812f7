import { type SQL, sql } from "drizzle-orm";
import type { Currency } from "../../contract/money/money.ts";
import type { CashReceipt, Deposit, GatewayMethod } from "../../contract/money/payments.ts";
import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import type { PricedOrder } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { type Database, isStoppedBy, outcomeOf, rowsOf } from "../connection/database.ts";
import { type OrderForm, withEntries } from "./order-forms.ts";
import { newOrderNumber } from "./order-number.ts";
import { unlessEnded } from "../people/sessions.ts";
import { type PaymentRow, type StoredPayment, toPayment } from "./payment-rows.ts";

export type NewCardPayment = {
  paymentId: string;
  orderId: string;
  accountId: string;
  /** The session that asks, if there is one. */
  sessionId?: string | undefined;
  scheduleId: string;
  holdId: string;
  method: GatewayMethod;
  provider: string;
  currency: Currency;
  order: PricedOrder;
  cashReceipt: CashReceipt | null;
  /** The wallet's part of the total. */
  walletMinor?: number;
  form?: OrderForm;
  /** Where the browser goes after the checkout, if not to our own pages. */
  returnTo?: ReturnTo | undefined;
  key: string;
  requestHash: string;
};

export type CardPaymentEnd = {
  paymentId: string;
  /** Null for the gateway's own notice, which names no account. */
  accountId: string | null;
  providerKey: string | null;
  approvedMinor: number;
  status: "paid" | "refused" | "unknown" | "awaiting-deposit";
  reason?: string | null;
  record: unknown;
  deposit?: Deposit | null;
  /** What to do if the hold was given up: refund the money, only report it, or take the seats by another hold. */
  ifLate?: "refund" | "tell" | { holdId: string };
};

/**
 * `late`: nothing was written, and the wanted seats are in the payment's order. `to-refund`: the money bought nothing.
 * `refund` is the refund that the gateway still has to make; null once it is made.
 */
export type SettledPayment = {
  payment: PaymentRow;
  end: "ordered" | "to-refund" | "late" | "refused" | "pending";
  sale: {
    orderId: string;
    number: string;
    accountId: string;
    scheduleId: string;
    holdId: string;
    seats: number[];
  } | null;
  refund: { refundId: string; amountMinor: number } | null;
};

/** Begins to pay for an order and reserves its coupon; the same key again gives back the payment that it began. */
export async function startCardPayment(
  db: Database,
  wanted: NewCardPayment,
): Promise<Outcome<PaymentRow & { replayed: boolean }>> {
  const { paymentId, orderId, accountId, scheduleId, holdId, method, provider } = wanted;
  const { walletMinor = 0 } = wanted;
  // The check on the amount would stop it: there is nothing to pay at a gateway.
  if (wanted.order.totalMinor - walletMinor <= 0) return refuse("amount-out-of-range");
  const started = await outcomeOf<StoredPayment & { replayed: boolean }>(
    db,
    withEntries(
      unlessEnded(
        sql`SELECT start_card_payment(${paymentId}, ${orderId}, ${accountId}, ${scheduleId}, ${holdId}, ${method},
          ${provider}, ${wanted.currency}, ${JSON.stringify(wanted.order)}, ${jsonOrNull(wanted.cashReceipt)},
          ${wanted.key}, decode(${wanted.requestHash}, 'hex'), ${walletMinor}) AS outcome`,
        wanted.sessionId,
      ),
      wanted,
    ),
  );
  if (!started.ok) return started;
  const { replayed, ...payment } = started.value;
  return done({ ...toPayment(payment), replayed });
}

/** A payment for any purpose; with `accountId: null` the caller need not own it. */
export function paymentById(
  db: Database,
  { paymentId, accountId }: { paymentId: string; accountId: string | null },
): Promise<PaymentRow | null> {
  const isTheirs = accountId === null ? sql`` : sql`AND p.account_id = ${accountId}`;
  return onePayment(db, sql`p.id = ${paymentId} ${isTheirs}`);
}

/**
 * Takes down how a payment for an order ended. Money makes the order, once, however often and by however many it is
 * told; if the order can no longer be made, the money is due back to where it came from.
 */
export async function settleCardPayment(
  db: Database,
  end: CardPaymentEnd,
): Promise<Outcome<SettledPayment>> {
  const { paymentId, accountId, providerKey, approvedMinor, status, record } = end;
  const { reason = null, deposit = null, ifLate = "refund" } = end;
  const late = typeof ifLate === "string" ? ifLate : "refund";
  const otherHoldId = typeof ifLate === "string" ? null : ifLate.holdId;
  try {
    const settled = await outcomeOf<Omit<SettledPayment, "payment"> & { payment: StoredPayment }>(
      db,
      sql`SELECT settle_card_payment(${paymentId}, ${accountId}, ${newOrderNumber()}, ${providerKey},
        ${approvedMinor}, ${status}, ${reason}, ${jsonOrNull(record)}, ${jsonOrNull(deposit)}, ${late},
        ${otherHoldId}) AS outcome`,
    );
    if (!settled.ok) return settled;
    return done({ ...settled.value, payment: toPayment(settled.value.payment) });
  } catch (error) {
    if (isStoppedBy(error, "payment_provider_key"))
      return refuse("conflict", "This payment key has already been used");
    // One in a million: the number is taken. Nothing was changed, so draw another.
    if (isStoppedBy(error, "customer_order_number")) return settleCardPayment(db, end);
    throw error;
  }
}

/**
 * Marks a payment for an admin, for example when the bank takes a deposit back; null removes the mark. An issue that an
 * admin has closed is not raised again.
 */
export async function flagPayment(
  db: Database,
  { paymentId, issue, record }: { paymentId: string; issue: string | null; record: unknown },
): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE payment SET issue = ${issue}, record = coalesce(${jsonOrNull(record)}::jsonb, record)
    WHERE id = ${paymentId} AND NOT EXISTS (SELECT FROM audit_log l WHERE l.subject = ${paymentId}
      AND l.action = 'payment.looked-after' AND l.before->>'issue' = ${issue})`,
  );
}

/**
 * Claims open payments that are due: first those whose money may have moved, then the others in the order in which they
 * are due. A payment that stays open comes again after a pause that grows to an hour.
 */
export async function duePayments(
  db: Database,
  { limit }: { limit: number },
): Promise<PaymentRow[]> {
  const rows = await rowsOf<{ payment: StoredPayment }>(
    db,
    sql`UPDATE payment p SET checks = checks + 1,
      next_check_at = now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(checks, 10))
    WHERE id IN (
      SELECT id FROM payment WHERE status IN ('ready', 'awaiting-deposit', 'unknown') AND next_check_at <= now()
      ORDER BY (status <> 'unknown'), next_check_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED
    ) RETURNING payment_row(p) AS payment`,
  );
  return rows.map(({ payment }) => toPayment(payment));
}

async function onePayment(db: Database, where: SQL): Promise<PaymentRow | null> {
  const [row] = await rowsOf<{ payment: StoredPayment }>(
    db,
    sql`SELECT payment_row(p) AS payment FROM payment p WHERE ${where}`,
  );
  return row ? toPayment(row.payment) : null;
}

function jsonOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
