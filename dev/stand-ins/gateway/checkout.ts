import { methodNames, receiptTypes } from "./payment.ts";
import type { Asked, Method } from "./payment.ts";
import type { Payments } from "./payments.ts";

/** The shop's request to the checkout page. */
export type Checkout = Asked & {
  successUrl: string;
  failUrl: string;
  /** The payment that the page was opened for; without one the answer begins it. */
  paymentKey?: string | undefined;
};

export function checkoutOf(query: URLSearchParams): Checkout | null {
  const text = (name: string) => query.get(name) ?? "";
  const amount = Number(text("amount"));
  const successUrl = text("successUrl");
  const failUrl = text("failUrl");
  const orderId = text("orderId");
  if (!Number.isSafeInteger(amount) || amount < 100 || !/^[\w-]{6,64}$/.test(orderId)) return null;
  if (!isHttp(successUrl) || !isHttp(failUrl)) return null;
  const orderName = text("orderName").slice(0, 100);
  return {
    orderId,
    orderName,
    amount,
    method: methodOf(query.get("method")),
    validHours: Number(text("validHours")) || undefined,
    cashReceipt: receiptTypes.find((type) => type === query.get("cashReceipt")),
    receiptNumber: query.get("receiptNumber") || undefined,
    paymentKey: query.get("paymentKey") ?? undefined,
    successUrl,
    failUrl,
  };
}

function methodOf(text: string | null): Method | undefined {
  return text !== null && Object.hasOwn(methodNames, text) ? (text as Method) : undefined;
}

/** Where the browser goes after the fan's answer. */
export function answerOf(payments: Payments, checkout: Checkout, answer: string | null): string {
  const { orderId, amount, failUrl, method, receiptNumber } = checkout;
  const failed = (code: string, message: string, more = {}) =>
    withQuery(failUrl, { code, message, ...more });
  const paymentKey = checkout.paymentKey ?? payments.begin(checkout).paymentKey;
  if (answer === "refuse") {
    payments.abort(paymentKey, "REJECT_CARD_COMPANY", "카드사에서 거절했습니다.");
    return failed("REJECT_CARD_COMPANY", "카드사에서 거절했습니다.", { orderId });
  }
  if (answer !== "pay") return failed("PAY_PROCESS_CANCELED", "사용자가 결제를 취소했습니다.");
  if (!payments.agreeTo(paymentKey, { method, receiptNumber }))
    return failed("PAY_PROCESS_ABORTED", "결제 시간이 만료되었습니다.", { orderId });
  return withQuery(checkout.successUrl, { paymentKey, orderId, amount: String(amount) });
}

const isHttp = (url: string) => /^https?:\/\//.test(url) && URL.canParse(url);

function withQuery(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
