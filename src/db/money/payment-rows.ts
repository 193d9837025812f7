import type { Currency, Money } from "../../contract/money/money.ts";
import type { CashReceipt, Payment } from "../../contract/money/payments.ts";
import { masked } from "../../contract/money/personal-numbers.ts";
import type { PricedOrder } from "../../contract/money/price.ts";
import type { Refund } from "../../contract/money/refunds.ts";
import { universalTime } from "../catalog/universal-time.ts";

/** A payment without its checkout address and its refunds. */
export type PaymentRow = Omit<Payment, "checkoutUrl" | "refunds" | "cashReceipt"> & {
  accountId: string;
  provider: string;
  providerKey: string | null;
  /** The order that it pays for, whole; null for a top-up. */
  order: PricedOrder | null;
  /** Whole only until the money is there. */
  cashReceipt: CashReceipt | null;
  /** An issue for an admin to review. */
  issue: string | null;
};

/** As the database's `payment_row` writes it. */
export type StoredPayment = Omit<
  PaymentRow,
  "amount" | "walletPart" | "refunded" | "createdAt" | "settledAt"
> & {
  amountMinor: number;
  walletMinor: number;
  refundedMinor: number;
  currency: Currency;
  createdAtMs: number;
  settledAtMs: number | null;
};

/** As the database's `refund_row` writes it. */
export type StoredRefund = Omit<Refund, "amount" | "charge" | "createdAt" | "doneAt"> & {
  amountMinor: number;
  chargeMinor: number;
  currency: Currency;
  createdAtMs: number;
  doneAtMs: number | null;
};

export function toPayment(row: StoredPayment): PaymentRow {
  const { amountMinor, walletMinor, refundedMinor, currency, createdAtMs, settledAtMs, ...rest } =
    row;
  return {
    ...rest,
    amount: { amount: amountMinor, currency },
    walletPart: { amount: walletMinor, currency },
    refunded: { amount: refundedMinor, currency },
    createdAt: universalTime(createdAtMs),
    settledAt: settledAtMs === null ? null : universalTime(settledAtMs),
  };
}

/**
 * The fields of a payment that its fan may see, except for its checkout address and its refunds. The function names each
 * field, so that a field added later is not shown by accident.
 */
export function shownPayment(row: PaymentRow): Omit<Payment, "checkoutUrl" | "refunds"> {
  const { id, purpose, status, method, amount, walletPart, refunded, reason } = row;
  const { orderId, scheduleId, holdId, deposit, createdAt, settledAt } = row;
  return {
    id,
    purpose,
    status,
    method,
    amount,
    walletPart,
    refunded,
    reason,
    orderId,
    scheduleId,
    holdId,
    deposit: deposit && { ...deposit, dueAt: universalTime(Date.parse(deposit.dueAt)) },
    cashReceipt: shownReceipt(row.cashReceipt),
    createdAt,
    settledAt,
  };
}

/** The shown part of a cash receipt: the ends of its number. */
const shownReceipt = (receipt: CashReceipt | null): Payment["cashReceipt"] =>
  receipt && { ...receipt, number: masked(receipt.number) };

export function toRefund(row: StoredRefund): Refund {
  const { amountMinor, chargeMinor, currency, createdAtMs, doneAtMs, ...rest } = row;
  const money = (amount: number): Money => ({ amount, currency });
  return {
    ...rest,
    amount: money(amountMinor),
    charge: money(chargeMinor),
    createdAt: universalTime(createdAtMs),
    doneAt: doneAtMs === null ? null : universalTime(doneAtMs),
  };
}
