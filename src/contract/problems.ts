/**
 * Every refusal of a request, one row each, and nowhere else.
 * Programs read the code; status and title follow from it. Each code has a page in docs/problems/.
 */
export const problems = {
  "invalid-request": { status: 400, title: "The request is not well formed" },
  unauthenticated: { status: 401, title: "Log in first" },
  "token-expired": { status: 401, title: "The access token has expired" },
  "wrong-credentials": { status: 401, title: "The e-mail address or the password is wrong" },
  "session-ended": { status: 401, title: "This session has ended" },
  "insufficient-funds": { status: 402, title: "The wallet does not hold enough" },
  "payment-refused": { status: 402, title: "The payment was refused" },
  forbidden: { status: 403, title: "This account may not do that" },
  "not-admitted": { status: 403, title: "It is not your turn yet" },
  "lobby-not-open": { status: 403, title: "It is too early to line up" },
  "presale-only": { status: 403, title: "Only fans verified for the presale may line up now" },
  "bot-check-failed": { status: 403, title: "We couldn't verify that you're human" },
  "sale-not-open": { status: 403, title: "The sale is not open" },
  "not-found": { status: 404, title: "There is no such thing here" },
  "hold-not-found": { status: 404, title: "The hold does not exist" },
  "method-not-allowed": { status: 405, title: "This address does not take that method" },
  "sale-paused": { status: 409, title: "The sale is paused" },
  "seat-taken": { status: 409, title: "A seat is no longer free" },
  "seats-left": { status: 409, title: "Seats are available; no need to wait" },
  "presale-full": { status: 409, title: "The seats of this presale are all taken" },
  "not-together": { status: 409, title: "There are not that many free seats together" },
  "place-moved": { status: 409, title: "Your place in the queue is on another device" },
  "code-used": { status: 409, title: "This code has been used" },
  "hold-open": { status: 409, title: "You already hold seats for this schedule" },
  "payment-under-way": { status: 409, title: "The payment has begun and cannot be called off" },
  "already-paid": { status: 409, title: "These seats have already been paid for" },
  "request-in-progress": { status: 409, title: "The same request is still in progress" },
  "already-extended": { status: 409, title: "The hold has already been extended" },
  "email-taken": { status: 409, title: "This e-mail address already has an account" },
  "not-cancellable": { status: 409, title: "This order can no longer be canceled" },
  "refund-changed": { status: 409, title: "The refund has changed" },
  "price-changed": { status: 409, title: "The price of these seats has changed" },
  "coupon-spent": { status: 409, title: "This coupon has been used up" },
  conflict: { status: 409, title: "The request contradicts the current state" },
  "hold-expired": { status: 410, title: "The hold has expired" },
  "pass-expired": { status: 410, title: "The time for choosing seats is over" },
  "link-spent": { status: 410, title: "This link has been used or has expired" },
  "place-spent": { status: 410, title: "This place in the queue has been used" },
  "body-too-large": { status: 413, title: "The request body is too large" },
  "unsupported-media-type": { status: 415, title: "Send JSON, as application/json" },
  "too-many-seats": { status: 422, title: "More seats than one buyer may have" },
  "accessible-seat": {
    status: 422,
    title: "This seat is for fans in a wheelchair and those who come along",
  },
  "unknown-seat": { status: 422, title: "This seat does not exist in the plan" },
  "unknown-price-type": { status: 422, title: "This price type does not exist for this seat" },
  "coupon-not-valid": { status: 422, title: "This coupon does not apply here" },
  "idempotency-key-missing": { status: 422, title: "This request needs an Idempotency-Key" },
  "idempotency-mismatch": {
    status: 422,
    title: "This Idempotency-Key was used for another request",
  },
  "code-not-valid": { status: 422, title: "This code does not work for this presale" },
  "link-not-valid": { status: 422, title: "This link is not one of ours" },
  "amount-out-of-range": { status: 422, title: "The amount is outside the limits" },
  "too-many-requests": { status: 429, title: "Too many requests; slow down" },
  "internal-error": { status: 500, title: "Something broke on our side" },
  "gateway-unreachable": { status: 502, title: "The payment company did not answer" },
  unavailable: { status: 503, title: "We are too busy right now; nothing was changed" },
  "outcome-unknown": { status: 503, title: "We do not know the outcome yet; ask again" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** A refusal as a value, which the core, the objects and the books return instead of throwing. */
export type Refusal = { ok: false; code: ProblemCode; detail?: string };
export type Outcome<T> = { ok: true; value: T } | Refusal;

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refuse = (code: ProblemCode, detail?: string): Refusal =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };
