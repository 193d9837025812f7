import { z } from "@hono/zod-openapi";
import { GatewayUnreachable } from "./gateway.ts";
import type {
  CancelVerdict,
  Confirmation,
  GivingBack,
  Movement,
  PaymentGateway,
  Verdict,
} from "./gateway.ts";
import { isPayment, noticeOf, paymentOf, refundMark } from "./toss-payment.ts";

const answerMs = 5_000;
const movementsPerPage = 500;

const Refusal = z.object({ code: z.string(), message: z.string() });
const Transactions = z.array(
  z.object({
    transactionKey: z.string(),
    orderId: z.string(),
    status: z.string(),
  }),
);

// After these the money may have moved: only looking it up tells.
const unsure = new Set([
  "ALREADY_PROCESSED_PAYMENT",
  "IDEMPOTENT_REQUEST_PROCESSING",
  "DUPLICATED_ORDER_ID",
  "ALREADY_CANCELED_PAYMENT",
  "FORBIDDEN_CONSECUTIVE_REQUEST",
]);
// After these the payment itself is as it was, and may still be confirmed rightly.
const askedWrongly = new Set([
  "INVALID_REQUEST",
  "INVALID_API_KEY",
  "NOT_FOUND_PAYMENT",
  "NOT_FOUND_PAYMENT_SESSION",
]);

type Said = { status: number; body: unknown };

/** Toss Payments, API version 2022-11-16. */
export function tossGateway(settings: { url: string; secret: string }): PaymentGateway {
  // The secret is the user name; the password is empty, and its colon matters.
  const authorization = `Basic ${btoa(`${settings.secret}:`)}`;

  async function ask(path: string, init: RequestInit = {}): Promise<Said> {
    try {
      const response = await fetch(`${settings.url}${path}`, {
        ...init,
        headers: { authorization, "content-type": "application/json", ...init.headers },
        signal: AbortSignal.timeout(answerMs),
      });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      throw new GatewayUnreachable("Toss did not answer", { cause: error });
    }
  }

  async function post(path: string, key: string, body: unknown): Promise<Said | null> {
    const init = {
      method: "POST",
      headers: { "idempotency-key": key.slice(0, 300) },
      body: JSON.stringify(body),
    };
    return await ask(path, init).catch(nothingSaid);
  }

  async function lookUp(path: string) {
    const { status, body } = await ask(path);
    if (status === 404) return null;
    if (status !== 200) throw new GatewayUnreachable(`Toss answered ${status} to a look-up`);
    return paymentOf(body);
  }

  async function confirm(confirmation: Confirmation): Promise<Verdict> {
    const { paymentKey, orderId, amount } = confirmation;
    // All of it: Toss gives the first answer for a key again, whatever the body says.
    const key = `${orderId}:${amount}:${paymentKey}`;
    const said = await post("/v1/payments/confirm", key, confirmation);
    return said === null ? { state: "unknown" } : verdictOf(said);
  }

  async function cancel(givingBack: GivingBack): Promise<CancelVerdict> {
    const { paymentKey, refundId, amount, reason, account } = givingBack;
    const body = {
      cancelReason: `${reason} ${refundMark(refundId)}`,
      cancelAmount: amount,
      ...(account ? { refundReceiveAccount: account } : {}),
    };
    const path = `/v1/payments/${encodeURIComponent(paymentKey)}/cancel`;
    const said = await post(path, `${refundId}:${amount}`, body);
    return said === null ? { state: "unknown" } : cancelVerdictOf(said);
  }

  async function movements(span: Parameters<PaymentGateway["movements"]>[0]) {
    const query = new URLSearchParams({
      startDate: seoulDate(span.fromMs),
      endDate: seoulDate(span.toMs),
      limit: String(movementsPerPage),
      ...(span.after === null ? {} : { startingAfter: span.after }),
    });
    const { status, body } = await ask(`/v1/transactions?${query.toString()}`);
    const read = Transactions.safeParse(body);
    if (status !== 200 || !read.success)
      throw new GatewayUnreachable(`Toss answered ${status} to a list of transactions`);
    return read.data.map(({ transactionKey: key, orderId, status }): Movement => {
      return { key, orderId, isCancel: status.endsWith("CANCELED") };
    });
  }

  return {
    name: "toss",
    confirm,
    cancel,
    byKey: (paymentKey) => lookUp(`/v1/payments/${encodeURIComponent(paymentKey)}`),
    byOrder: (orderId) => lookUp(`/v1/payments/orders/${encodeURIComponent(orderId)}`),
    noticeOf,
    movements,
  };
}

function nothingSaid(error: unknown): null {
  if (error instanceof GatewayUnreachable) return null;
  throw error;
}

// Toss takes the dates of a span in Seoul's time, without an offset.
const seoulDate = (epochMs: number) => new Date(epochMs + 9 * 3_600_000).toISOString().slice(0, 19);

function verdictOf({ status, body }: Said): Verdict {
  if (status === 200) {
    const payment = isPayment(body) ? paymentOf(body) : null;
    if (payment?.state === "paid") return { state: "paid", payment };
    if (payment?.deposit) return { state: "awaiting-deposit", payment, deposit: payment.deposit };
    return { state: "unknown" };
  }
  const refusal = refusalOf(status, body);
  if (refusal === null) return { state: "unknown" };
  const { code, message } = refusal;
  const isFinal = !askedWrongly.has(code);
  return { state: "refused", reason: code, message, isFinal, record: body };
}

function cancelVerdictOf({ status, body }: Said): CancelVerdict {
  if (status === 200)
    return isPayment(body)
      ? { state: "cancelled", payment: paymentOf(body) }
      : { state: "unknown" };
  const refusal = refusalOf(status, body);
  if (refusal === null) return { state: "unknown" };
  return { state: "refused", message: refusal.message, record: body };
}

/** Null when it is not a refusal at all, or one that does not tell whether the money moved. */
function refusalOf(status: number, body: unknown) {
  if (status === 401) throw new GatewayUnreachable("Toss does not take our key");
  const refusal = Refusal.safeParse(body);
  if (status >= 500 || !refusal.success || unsure.has(refusal.data.code)) return null;
  return refusal.data;
}
