import { expect, it } from "vitest";
import { meaningOfCanceling, meaningOfConfirming, type Meaning } from "./toss-codes.ts";

/** Toss's codes for confirming and canceling, with the status that each comes with. */
const table: [status: number, code: string, confirming: Meaning, canceling: Meaning][] = [
  [400, "ALREADY_PROCESSED_PAYMENT", "unsure", "unsure"],
  [400, "PROVIDER_ERROR", "later", "later"],
  [400, "EXCEED_MAX_CARD_INSTALLMENT_PLAN", "final", "later"],
  [400, "INVALID_REQUEST", "wrong", "later"],
  [400, "NOT_ALLOWED_POINT_USE", "final", "later"],
  [400, "INVALID_API_KEY", "wrong", "later"],
  [400, "INVALID_REJECT_CARD", "final", "later"],
  [400, "BELOW_MINIMUM_AMOUNT", "final", "later"],
  [400, "INVALID_CARD_EXPIRATION", "final", "later"],
  [400, "INVALID_STOPPED_CARD", "final", "later"],
  [400, "EXCEED_MAX_DAILY_PAYMENT_COUNT", "final", "later"],
  [400, "NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT", "final", "later"],
  [400, "INVALID_CARD_INSTALLMENT_PLAN", "final", "later"],
  [400, "NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN", "final", "later"],
  [400, "EXCEED_MAX_PAYMENT_AMOUNT", "final", "later"],
  [400, "NOT_FOUND_TERMINAL_ID", "wrong", "later"],
  [400, "INVALID_AUTHORIZE_AUTH", "wrong", "later"],
  [400, "INVALID_CARD_LOST_OR_STOLEN", "final", "later"],
  [400, "RESTRICTED_TRANSFER_ACCOUNT", "final", "later"],
  [400, "INVALID_CARD_NUMBER", "final", "later"],
  [400, "INVALID_UNREGISTERED_SUBMALL", "wrong", "later"],
  [400, "NOT_REGISTERED_BUSINESS", "wrong", "later"],
  [400, "EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT", "final", "later"],
  [400, "EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT", "final", "later"],
  [400, "CARD_PROCESSING_ERROR", "later", "later"],
  [400, "EXCEED_MAX_AMOUNT", "final", "later"],
  [400, "INVALID_ACCOUNT_INFO_RE_REGISTER", "final", "later"],
  [400, "NOT_AVAILABLE_PAYMENT", "later", "later"],
  [400, "UNAPPROVED_ORDER_ID", "wrong", "later"],
  [400, "EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT", "final", "later"],
  [400, "DUPLICATED_ORDER_ID", "unsure", "unsure"],
  [400, "ALREADY_CANCELED_PAYMENT", "unsure", "unsure"],
  [400, "ALREADY_REFUND_PAYMENT", "unsure", "unsure"],
  [400, "INVALID_REFUND_ACCOUNT_INFO", "wrong", "final"],
  [400, "INVALID_REFUND_ACCOUNT_NUMBER", "wrong", "final"],
  [400, "EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT", "wrong", "final"],
  [400, "INVALID_BANK", "wrong", "final"],
  [400, "NOT_MATCHES_REFUNDABLE_AMOUNT", "wrong", "later"],
  [400, "REFUND_REJECTED", "wrong", "final"],
  [403, "REJECT_ACCOUNT_PAYMENT", "final", "later"],
  [403, "REJECT_CARD_PAYMENT", "final", "later"],
  [403, "REJECT_CARD_COMPANY", "final", "later"],
  [403, "FORBIDDEN_REQUEST", "wrong", "later"],
  [403, "REJECT_TOSSPAY_INVALID_ACCOUNT", "final", "later"],
  [403, "EXCEED_MAX_AUTH_COUNT", "final", "later"],
  [403, "EXCEED_MAX_ONE_DAY_AMOUNT", "final", "later"],
  [403, "NOT_AVAILABLE_BANK", "later", "later"],
  [403, "INVALID_PASSWORD", "final", "later"],
  [403, "INCORRECT_BASIC_AUTH_FORMAT", "wrong", "later"],
  [403, "FDS_ERROR", "final", "later"],
  [403, "NOT_CANCELABLE_AMOUNT", "wrong", "final"],
  [403, "FORBIDDEN_CONSECUTIVE_REQUEST", "unsure", "later"],
  [403, "FORBIDDEN_BANK_REFUND_REQUEST", "wrong", "final"],
  [403, "NOT_CANCELABLE_PAYMENT", "wrong", "final"],
  [403, "EXCEED_MAX_REFUND_DUE", "wrong", "final"],
  [403, "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT", "wrong", "final"],
  [403, "NOT_ALLOWED_PARTIAL_REFUND", "wrong", "final"],
  [403, "NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER", "wrong", "final"],
  [404, "NOT_FOUND", "wrong", "later"],
  [404, "NOT_FOUND_PAYMENT", "wrong", "later"],
  [404, "NOT_FOUND_PAYMENT_SESSION", "wrong", "later"],
  [409, "IDEMPOTENT_REQUEST_PROCESSING", "unsure", "unsure"],
  [429, "TOO_MANY_REQUESTS", "later", "later"],
  [500, "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING", "unsure", "unsure"],
  [500, "FAILED_INTERNAL_SYSTEM_PROCESSING", "unsure", "unsure"],
  [500, "UNKNOWN_PAYMENT_ERROR", "unsure", "unsure"],
  [500, "COMMON_ERROR", "unsure", "unsure"],
  [500, "FAILED_REFUND_PROCESS", "unsure", "later"],
  [500, "FAILED_METHOD_HANDLING_CANCEL", "unsure", "later"],
  [500, "FAILED_PARTIAL_REFUND", "unsure", "later"],
];

it("[GW15] a refusal ends a payment or a refund only if its code is known to be final", () => {
  for (const [status, code, confirming, canceling] of table)
    expect([code, meaningOfConfirming(status, code), meaningOfCanceling(status, code)]).toEqual([
      code,
      confirming,
      canceling,
    ]);
});

it("[GW15] an unknown code ends no payment, with any status", () => {
  for (const status of [400, 403, 404, 409, 422, 429, 500, 503])
    for (const meaningOf of [meaningOfConfirming, meaningOfCanceling])
      expect(meaningOf(status, "SOMETHING_NEW")).not.toBe("final");
});
