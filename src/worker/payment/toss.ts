import { z } from "@hono/zod-openapi";
import { GatewayUnreachable } from "./gateway.ts";
import type { Confirmation, GatewayPayment, PaymentGateway, Verdict } from "./gateway.ts";

const answerMs = 5_000;

const Payment = z.object({
  paymentKey: z.string(),
  orderId: z.string(),
  totalAmount: z.number(),
  status: z.string(),
});
const Refusal = z.object({ code: z.string(), message: z.string() });

// After these the money may have moved: only looking it up tells.
const unsure = new Set([
  "ALREADY_PROCESSED_PAYMENT",
  "IDEMPOTENT_REQUEST_PROCESSING",
  "DUPLICATED_ORDER_ID",
]);
// After these the payment itself is as it was, and may still be confirmed rightly.
const askedWrongly = new Set(["INVALID_REQUEST", "NOT_FOUND_PAYMENT", "NOT_FOUND_PAYMENT_SESSION"]);

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

  async function lookUp(path: string): Promise<GatewayPayment | null> {
    const { status, body } = await ask(path);
    if (status === 404) return null;
    if (status !== 200) throw new GatewayUnreachable(`Toss answered ${status} to a look-up`);
    return paymentOf(body);
  }

  async function confirm(confirmation: Confirmation): Promise<Verdict> {
    const { paymentKey, orderId, amount } = confirmation;
    // All of it: Toss gives the first answer for a key again, whatever the body says.
    const key = `${orderId}:${amount}:${paymentKey}`.slice(0, 300);
    const init = {
      method: "POST",
      headers: { "idempotency-key": key },
      body: JSON.stringify(confirmation),
    };
    const said = await ask("/v1/payments/confirm", init).catch(nothingSaid);
    return said === null ? { state: "unknown" } : verdictOf(said);
  }

  return {
    name: "toss",
    confirm,
    byKey: (paymentKey) => lookUp(`/v1/payments/${encodeURIComponent(paymentKey)}`),
    byOrder: (orderId) => lookUp(`/v1/payments/orders/${encodeURIComponent(orderId)}`),
  };
}

function nothingSaid(error: unknown): null {
  if (error instanceof GatewayUnreachable) return null;
  throw error;
}

function verdictOf({ status, body }: Said): Verdict {
  if (status === 200) {
    const payment = Payment.safeParse(body).success ? paymentOf(body) : null;
    return payment?.state === "paid" ? { state: "paid", payment } : { state: "unknown" };
  }
  if (status === 401) throw new GatewayUnreachable("Toss does not take our key");
  const refusal = Refusal.safeParse(body);
  if (status >= 500 || !refusal.success || unsure.has(refusal.data.code))
    return { state: "unknown" };
  const { code, message } = refusal.data;
  return { state: "refused", message, isFinal: !askedWrongly.has(code), record: body };
}

function paymentOf(body: unknown): GatewayPayment {
  const read = Payment.safeParse(body);
  if (!read.success) throw new GatewayUnreachable("Toss answered something else than a payment");
  const { paymentKey, orderId, totalAmount, status } = read.data;
  return { paymentKey, orderId, amount: totalAmount, state: stateOf(status), record: body };
}

function stateOf(status: string): GatewayPayment["state"] {
  if (status === "DONE") return "paid";
  return ["CANCELED", "ABORTED", "EXPIRED"].includes(status) ? "dead" : "waiting";
}
