import { readObject } from "./api.ts";
import type { Clock } from "./clock.ts";
import { mischiefKinds } from "./mischief.ts";
import type { MischiefKind, Mischiefs } from "./mischief.ts";
import type { Payments } from "./payments.ts";
import type { Webhooks } from "./webhooks.ts";

export type Standing = {
  clock: Clock;
  payments: Payments;
  mischiefs: Mischiefs;
  webhooks: Webhooks;
};
type ControlRequest = { method: string; path: string; query: URLSearchParams; body: string };
type Answer = { status: number; body: unknown };

/** Controls for tests and developers that the real gateway does not have. Null for an unknown control. */
export function grant(
  standing: Standing,
  { method, path, query, body }: ControlRequest,
): Answer | null {
  const asked = readObject(body) ?? {};
  switch (path) {
    case "/mischief":
      if (method !== "DELETE") return plan(standing.mischiefs, asked);
      standing.mischiefs.clear();
      return well();
    case "/clock":
      return move(standing, asked);
    case "/webhooks":
      if (method === "GET") return well(standing.webhooks.list(query.get("orderId")));
      Object.assign(standing.webhooks.mood, asked);
      return well(standing.webhooks.mood);
    case "/act":
      return act(standing, String(asked["act"]), String(asked["orderId"]));
    default:
      return null;
  }
}

const well = (body: unknown = {}) => ({ status: 200, body });

function plan(mischiefs: Mischiefs, asked: Record<string, unknown>): Answer {
  const { kind, count, path, text, delayMs, code } = asked;
  if (!mischiefKinds.includes(kind as MischiefKind))
    return { status: 400, body: { kinds: mischiefKinds } };
  mischiefs.plan({
    kind: kind as MischiefKind,
    ...(typeof count === "number" ? { count } : {}),
    ...(typeof path === "string" ? { path } : {}),
    ...(typeof text === "string" ? { text } : {}),
    ...(typeof delayMs === "number" ? { delayMs } : {}),
    ...(typeof code === "string" ? { code } : {}),
  });
  return well();
}

/** Moves time on, for one order alone or for all. */
function move({ clock, payments, webhooks }: Standing, asked: Record<string, unknown>): Answer {
  const { ms, orderId } = asked;
  if (typeof ms !== "number") return { status: 400, body: { needs: "ms" } };
  if (typeof orderId !== "string") clock.aheadMs += ms;
  else {
    payments.age(orderId, ms);
    webhooks.age(orderId, ms);
  }
  return well();
}

/** Events at the bank or at the gateway itself. */
export function act({ payments, webhooks }: Standing, what: string, orderId: string): Answer {
  const payment = payments.byOrder(orderId).body as { paymentKey?: string };
  const { paymentKey } = payment;
  if (paymentKey === undefined) return { status: 404, body: payment };
  switch (what) {
    case "deposit":
      return { status: payments.deposit(paymentKey) ? 200 : 409, body: {} };
    case "bank-error":
      return { status: payments.bankError(paymentKey) ? 200 : 409, body: {} };
    case "cancel": {
      const refundReceiveAccount = { bank: "20", accountNumber: "1", holderName: "김하늘" };
      const cancelReason = "상점관리자 취소";
      return payments.cancel(paymentKey, {
        cancelReason,
        cancelAmount: undefined,
        refundReceiveAccount,
      });
    }
    case "webhooks-again":
      webhooks.again(orderId);
      return well();
    default:
      return { status: 400, body: { acts: ["deposit", "bank-error", "cancel", "webhooks-again"] } };
  }
}
