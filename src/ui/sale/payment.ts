import { signal } from "@preact/signals";
import type { Hold } from "../../contract/holds.ts";
import type { Order } from "../../contract/orders.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { recall, remember } from "../state/storage.ts";

type Pay = (scheduleId: string, holdId: string, key: string) => Promise<Order>;

/** `asking`: sent and not answered yet. `unknown`: no answer came; it may have been paid. */
export type PaymentState = "idle" | "asking" | "unknown";

/**
 * Pays for one hold. The key is kept in the browser until there is an answer, so that a reload, a lost network or an
 * impatient second press is the same payment.
 */
export function createPayment(
  { id: holdId, scheduleId }: Pick<Hold, "id" | "scheduleId">,
  pay: Pay,
) {
  const state = signal<PaymentState>("idle");
  const refusal = signal<ApiError | undefined>(undefined);
  const keyName = `payment.${holdId}`;
  const isUnsettled = () => recall(keyName) !== null;

  async function start(): Promise<Order | null> {
    if (state.value === "asking") return null;
    const key = recall(keyName) ?? crypto.randomUUID();
    remember(keyName, key);
    state.value = "asking";
    refusal.value = undefined;
    try {
      const order = await pay(scheduleId, holdId, key);
      remember(keyName, null);
      state.value = "idle";
      return order;
    } catch (thrown) {
      refused(asApiError(thrown));
      return null;
    }
  }

  function refused(error: ApiError): void {
    if (isUnknown(error)) {
      state.value = "unknown";
      return;
    }
    // A refusal is an answer: the next attempt is a new act and needs a new key.
    remember(keyName, null);
    refusal.value = error;
    state.value = "idle";
  }

  return { state, refusal, start, isUnsettled };
}

export type Payment = ReturnType<typeof createPayment>;

function isUnknown({ code }: ApiError): boolean {
  switch (code) {
    case "outcome-unknown":
    case "offline":
    case "unavailable":
    case "internal-error":
    case "gateway-unreachable":
    case "payment-under-way":
    case "request-in-progress":
    case "too-many-requests":
    case "unauthenticated":
    case "token-expired":
    case "session-ended":
      return true;
    default:
      return false;
  }
}
