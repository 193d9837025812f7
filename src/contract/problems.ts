/**
 * Every refusal of a request, one row each, and only here. Programs read the code, which determines the status and
 * the title. Each code has a page in docs/problems/.
 */
export const problems = {
  "invalid-request": { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "You need to sign in" },
  "token-expired": { status: 401, title: "The access token has expired" },
  "wrong-credentials": { status: 401, title: "The email address or password is wrong" },
  "session-ended": { status: 401, title: "This session has ended" },
  "insufficient-funds": { status: 402, title: "The wallet balance is too low" },
  "payment-refused": { status: 402, title: "The payment was refused" },
  forbidden: { status: 403, title: "This account is not allowed to do that" },
  "right-missing": { status: 403, title: "Your role does not include that" },
  "invitation-of-another": { status: 403, title: "This invitation is for another address" },
  "account-suspended": { status: 403, title: "This account is suspended" },
  "not-admitted": { status: 403, title: "It is not your turn yet" },
  "lobby-not-open": { status: 403, title: "The queue is not open yet" },
  "presale-only": { status: 403, title: "The queue is open to verified presale fans only" },
  "bot-check-failed": { status: 403, title: "We couldn't verify that you're human" },
  "sale-not-open": { status: 403, title: "The sale is not open" },
  "not-found": { status: 404, title: "Nothing was found" },
  "hold-not-found": { status: 404, title: "The hold does not exist" },
  "method-not-allowed": { status: 405, title: "This address does not accept that method" },
  "sale-paused": { status: 409, title: "The sale is paused" },
  "seat-taken": { status: 409, title: "A seat is no longer available" },
  "seats-left": { status: 409, title: "Seats are available, so there is no need to wait" },
  "presale-full": { status: 409, title: "The presale's seats are all taken" },
  "not-together": { status: 409, title: "There are not enough free seats side by side" },
  "place-moved": { status: 409, title: "Your place in the queue is on another device" },
  "code-used": { status: 409, title: "This code has already been used" },
  "hold-open": { status: 409, title: "You already hold seats for this schedule" },
  "payment-under-way": { status: 409, title: "The payment has started and cannot be canceled" },
  "already-paid": { status: 409, title: "These seats have already been paid for" },
  "request-in-progress": { status: 409, title: "The same request is still in progress" },
  "already-extended": { status: 409, title: "The hold has already been extended" },
  "email-taken": { status: 409, title: "This email address already has an account" },
  "not-cancellable": { status: 409, title: "This order can no longer be canceled" },
  "refund-changed": { status: 409, title: "The refund has changed" },
  "price-changed": { status: 409, title: "The price of these seats has changed" },
  "coupon-spent": { status: 409, title: "This coupon has already been used" },
  conflict: { status: 409, title: "The request conflicts with the current state" },
  "hold-expired": { status: 410, title: "The hold has expired" },
  "pass-expired": { status: 410, title: "The time for choosing seats is over" },
  "link-spent": { status: 410, title: "This link has been used or has expired" },
  "place-spent": { status: 410, title: "This place in the queue has been used" },
  "changed-meanwhile": { status: 412, title: "This was changed in the meantime" },
  "body-too-large": { status: 413, title: "The request body is too large" },
  "unsupported-media-type": { status: 415, title: "The request body must be JSON" },
  "too-many-seats": { status: 422, title: "That is more seats than one account may have" },
  "accessible-seat": {
    status: 422,
    title: "This seat is reserved for fans in wheelchairs and their companions",
  },
  "single-seat": { status: 422, title: "This choice would leave a single seat" },
  "sold-whole": { status: 422, title: "These seats are only sold together" },
  "unknown-seat": { status: 422, title: "The seating plan does not have this seat" },
  "unknown-price-type": { status: 422, title: "This price type is not available for this seat" },
  "coupon-not-valid": { status: 422, title: "This coupon is not valid for this order" },
  "draft-not-ready": { status: 422, title: "The draft is not ready to be published" },
  "idempotency-key-missing": { status: 422, title: "This request needs an Idempotency-Key" },
  "idempotency-mismatch": {
    status: 422,
    title: "This Idempotency-Key was used for a different request",
  },
  "code-not-valid": { status: 422, title: "This code is not valid here" },
  "link-not-valid": { status: 422, title: "This link is not valid" },
  "amount-out-of-range": { status: 422, title: "The amount is outside the allowed range" },
  "image-not-readable": { status: 422, title: "This file is not an image that can be read" },
  "image-not-accepted": { status: 422, title: "Images of this kind are not accepted" },
  "image-too-large": { status: 422, title: "The image has too many pixels" },
  "image-too-small": { status: 422, title: "The image has too few pixels" },
  "image-gone": { status: 422, title: "This image is not stored here" },
  "if-match-missing": { status: 428, title: "This request needs an If-Match" },
  "too-many-requests": { status: 429, title: "Too many requests were sent" },
  "internal-error": { status: 500, title: "Something went wrong on our side" },
  "gateway-unreachable": { status: 502, title: "The payment provider didn't respond" },
  unavailable: { status: 503, title: "The service is too busy, and nothing was changed" },
  "outcome-unknown": { status: 503, title: "The outcome is not known yet" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** A refusal as a value. The core, the objects and the books return it instead of throwing. */
export type Refusal = { ok: false; code: ProblemCode; detail?: string };
export type Outcome<T> = { ok: true; value: T } | Refusal;

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refuse = (code: ProblemCode, detail?: string): Refusal =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };
