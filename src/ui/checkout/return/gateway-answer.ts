import type { Payment } from "../../../contract/money/payments.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";

/** The result of the gateway's page: an approval to confirm, or a reason for none. */
export type GatewayAnswer = {
  id: string;
  agreed: { paymentKey: string; amountMinor: number } | null;
  code: string | null;
};

/** A payment's status for the returning fan. `unknown` never shows as a failure. */
export type Standing =
  | { at: "asking" }
  | { at: "unknown"; payment: Payment | null }
  | { at: "missing" }
  | { at: "open" | "paid" | "deposit" | "refused" | "given-back"; payment: Payment };

export type GatewayCalls = {
  confirm: (id: string, paymentKey: string, amountMinor: number) => Promise<Payment>;
  fail: (id: string, code: string) => Promise<Payment>;
  get: (id: string) => Promise<Payment>;
};

export function readAnswer(query: URLSearchParams): GatewayAnswer {
  const paymentKey = query.get("paymentKey");
  const amountMinor = Number(query.get("amount"));
  return {
    id: query.get("payment") ?? "",
    agreed: paymentKey === null ? null : { paymentKey, amountMinor },
    code: query.get("code"),
  };
}

/** The first request after coming back. Repeating it, by a reload or in a second tab, is the same act. */
export async function settle(gateway: GatewayCalls, answer: GatewayAnswer): Promise<Standing> {
  const { id, agreed, code } = answer;
  try {
    if (agreed)
      return standingOf(await gateway.confirm(id, agreed.paymentKey, agreed.amountMinor), true);
    if (code !== null) return standingOf(await gateway.fail(id, code), false);
    return standingOf(await gateway.get(id), false);
  } catch (thrown) {
    return await afterRefusal(gateway, id, asApiError(thrown));
  }
}

/** Checks again while the outcome is unknown. An unconfirmed approval is then confirmed once more. */
export async function lookAgain(gateway: GatewayCalls, answer: GatewayAnswer): Promise<Standing> {
  try {
    const payment = await gateway.get(answer.id);
    if (payment.status === "ready" && (answer.agreed || answer.code !== null))
      return await settle(gateway, answer);
    return standingOf(payment, false);
  } catch (thrown) {
    return asApiError(thrown).code === "not-found"
      ? { at: "missing" }
      : { at: "unknown", payment: null };
  }
}

async function afterRefusal(gateway: GatewayCalls, id: string, error: ApiError): Promise<Standing> {
  if (error.code === "not-found") return { at: "missing" };
  if (!isAnswer(error)) return { at: "unknown", payment: null };
  // A payment refused now may have been paid before; its own status decides.
  const payment = await gateway.get(id).catch(() => null);
  return payment ? standingOf(payment, false) : { at: "unknown", payment: null };
}

function isAnswer({ code }: ApiError): boolean {
  return ["payment-refused", "hold-expired", "conflict", "invalid-request"].includes(code);
}

function standingOf(payment: Payment, hasAgreed: boolean): Standing {
  switch (payment.status) {
    case "ready":
      return { at: hasAgreed ? "unknown" : "open", payment };
    case "unknown":
      return { at: "unknown", payment };
    case "paid":
      return { at: "paid", payment };
    case "awaiting-deposit":
      return { at: "deposit", payment };
    case "refused":
      return { at: "refused", payment };
    case "to-refund":
    case "refunded":
      return { at: "given-back", payment };
  }
}

/** How long to wait before looking again: soon at first, then less and less often. */
export function pauseMs(looks: number, { at }: Standing): number | null {
  if (at === "unknown") return Math.min(15_000, 2_000 * 1.5 ** looks);
  if (at === "deposit") return 15_000;
  return null;
}
