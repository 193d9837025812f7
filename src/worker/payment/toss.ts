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
import { type Meaning, meaningOfCanceling, meaningOfConfirming } from "./toss-codes.ts";
import { isPayment, noticeOf, paymentOf, refundMark } from "./toss-payment.ts";

const answerMs = 5_000;
const movementsPerPage = 500;
/** How long to wait before a confirmation that was refused for the moment is asked again. */
const confirmPausesMs = [400, 1_200];

const Refusal = z.object({ code: z.string(), message: z.string() });
const Transactions = z.array(
  z.object({
    transactionKey: z.string(),
    orderId: z.string(),
    status: z.string(),
  }),
);

type Said = { status: number; body: unknown };
type Settings = { url: string; secret: string; pausesMs?: number[] };

/** Toss Payments, API version 2022-11-16. */
export function tossGateway(settings: Settings): PaymentGateway {
  const { pausesMs = confirmPausesMs } = settings;
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
    // All of it: Toss gives the first answer for a key again, whatever the body says. So a refusal for the moment has to
    // be asked again under another key; Toss takes the money of one payment once, whatever the key.
    const key = `${orderId}:${amount}:${paymentKey}`;
    const ask = async (key: string) => {
      const said = await post("/v1/payments/confirm", key, confirmation);
      return said === null ? { state: "unknown" as const } : verdictOf(said);
    };
    let verdict = await ask(key);
    for (const pauseMs of pausesMs) {
      if (verdict.state !== "later") break;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      verdict = await ask(`${key}:${crypto.randomUUID()}`);
    }
    if (verdict.state === "later") throw new GatewayUnreachable("Toss wants to be asked later");
    return verdict;
  }

  async function cancel(givingBack: GivingBack): Promise<CancelVerdict> {
    const { paymentKey, refundId, refusals, amount, reason, account } = givingBack;
    const body = {
      cancelReason: `${reason} ${refundMark(refundId)}`,
      cancelAmount: amount,
      ...(account ? { refundReceiveAccount: account } : {}),
    };
    const path = `/v1/payments/${encodeURIComponent(paymentKey)}/cancel`;
    // A lost answer is asked for under its own key. A refusal for the moment would come again under that key.
    const key = `${refundId}:${amount}${refusals > 0 ? `:${refusals}` : ""}`;
    const said = await post(path, key, body);
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

function verdictOf({ status, body }: Said): Verdict | { state: "later" } {
  if (status === 200) {
    const payment = isPayment(body) ? paymentOf(body) : null;
    if (payment?.state === "paid") return { state: "paid", payment };
    if (payment?.deposit) return { state: "awaiting-deposit", payment, deposit: payment.deposit };
    return { state: "unknown" };
  }
  const { meaning, code, message } = refusalOf(status, body, meaningOfConfirming);
  if (meaning === "unsure") return { state: "unknown" };
  if (meaning === "later") return { state: "later" };
  return { state: "refused", reason: code, message, isFinal: meaning === "final", record: body };
}

function cancelVerdictOf({ status, body }: Said): CancelVerdict {
  if (status === 200)
    return isPayment(body)
      ? { state: "cancelled", payment: paymentOf(body) }
      : { state: "unknown" };
  const { meaning, message } = refusalOf(status, body, meaningOfCanceling);
  if (meaning === "unsure") return { state: "unknown" };
  return { state: "refused", message, isFinal: meaning === "final", record: body };
}

/** An answer that is no refusal in Toss's form does not tell whether the money moved. */
function refusalOf(
  status: number,
  body: unknown,
  meaningOf: (status: number, code: string) => Meaning,
) {
  if (status === 401) throw new GatewayUnreachable("Toss does not take our key");
  const refusal = Refusal.safeParse(body);
  if (!refusal.success) return { meaning: "unsure" as const, code: "", message: "" };
  const { code, message } = refusal.data;
  return { meaning: meaningOf(status, code), code, message };
}
