/**
 * What a refusal of Toss means.
 *
 * - `final`: it stays refused, however often it is asked again. Only codes that are listed here are final.
 * - `later`: nothing moved, and asking again later may succeed.
 * - `unsure`: the money may have moved; only a look-up tells.
 * - `wrong`: nothing moved, and the same request will not succeed; the payment itself is as it was.
 */
export type Meaning = "final" | "later" | "unsure" | "wrong";

const list = (codes: string) => new Set(codes.trim().split(/\s+/));

const unsure = list(`
  ALREADY_PROCESSED_PAYMENT IDEMPOTENT_REQUEST_PROCESSING DUPLICATED_ORDER_ID
  ALREADY_CANCELED_PAYMENT ALREADY_REFUND_PAYMENT
`);

/** The bank, the card's issuer or Toss's own rules have said no to this payment. */
const finalForConfirming = list(`
  REJECT_CARD_PAYMENT REJECT_CARD_COMPANY REJECT_ACCOUNT_PAYMENT REJECT_TOSSPAY_INVALID_ACCOUNT
  INVALID_REJECT_CARD INVALID_STOPPED_CARD INVALID_CARD_LOST_OR_STOLEN INVALID_CARD_EXPIRATION INVALID_CARD_NUMBER
  INVALID_CARD_PASSWORD INVALID_CARD_IDENTITY INVALID_PASSWORD NOT_SUPPORTED_CARD_TYPE
  INVALID_CARD_INSTALLMENT_PLAN EXCEED_MAX_CARD_INSTALLMENT_PLAN NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT
  NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN NOT_ALLOWED_POINT_USE
  BELOW_MINIMUM_AMOUNT EXCEED_MAX_AMOUNT EXCEED_MAX_PAYMENT_AMOUNT EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT
  EXCEED_MAX_DAILY_PAYMENT_COUNT EXCEED_MAX_ONE_DAY_AMOUNT EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT
  EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT EXCEED_MAX_AUTH_COUNT
  INVALID_ACCOUNT_INFO_RE_REGISTER RESTRICTED_TRANSFER_ACCOUNT FDS_ERROR
`);
const laterForConfirming = list(`
  PROVIDER_ERROR CARD_PROCESSING_ERROR NOT_AVAILABLE_BANK NOT_AVAILABLE_PAYMENT
`);

/** This money cannot go back the way it came. */
const finalForCanceling = list(`
  NOT_CANCELABLE_PAYMENT NOT_CANCELABLE_AMOUNT NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER EXCEED_MAX_REFUND_DUE
  EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT NOT_ALLOWED_PARTIAL_REFUND NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT
  REFUND_REJECTED INVALID_REFUND_ACCOUNT_INFO INVALID_REFUND_ACCOUNT_NUMBER INVALID_BANK FORBIDDEN_BANK_REFUND_REQUEST
`);
/** Documented as failed, although some come with a status of 500. */
const laterForCanceling = list(`
  PROVIDER_ERROR NOT_AVAILABLE_BANK FORBIDDEN_CONSECUTIVE_REQUEST FAILED_REFUND_PROCESS FAILED_PARTIAL_REFUND
  FAILED_METHOD_HANDLING_CANCEL
`);

const tooManyRequests = 429;

/** An unknown code of a confirmation may end nothing: the fan can go on paying, and the payment is looked up. */
export function meaningOfConfirming(status: number, code: string): Meaning {
  if (unsure.has(code) || code === "FORBIDDEN_CONSECUTIVE_REQUEST") return "unsure";
  if (laterForConfirming.has(code) || status === tooManyRequests) return "later";
  if (status >= 500) return "unsure";
  return finalForConfirming.has(code) ? "final" : "wrong";
}

/** An unknown code of a refund is asked again: turning it into wallet credit cannot be undone. */
export function meaningOfCanceling(status: number, code: string): Meaning {
  if (unsure.has(code)) return "unsure";
  if (laterForCanceling.has(code) || status === tooManyRequests) return "later";
  if (status >= 500) return "unsure";
  return finalForCanceling.has(code) ? "final" : "later";
}
