import { signal } from "@preact/signals";
import type { Hold } from "../../contract/sale/holds.ts";
import type { AwaitedOrder, Order } from "../../contract/money/orders.ts";
import type { OrderRequest } from "../api/orders.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { mayHaveHappened } from "../state/may-have-happened.ts";
import { recallJson, remember } from "../state/storage.ts";

type Pay = (wanted: OrderRequest, key: string) => Promise<Order | AwaitedOrder>;

/** `asking`: sent and not answered yet. `unknown`: no answer came; it may have been paid. */
export type PaymentState = "idle" | "asking" | "unknown";

type Begun = { key: string; wanted: OrderRequest };

/**
 * Pays for one hold. The browser keeps the key and its request until there is an answer, so that a reload, a lost
 * network or an impatient second press is the same payment.
 */
export function createPayment({ id: holdId }: Pick<Hold, "id">, pay: Pay) {
  const state = signal<PaymentState>("idle");
  const refusal = signal<ApiError | undefined>(undefined);
  const name = `payment.${holdId}`;
  const begun = () => recallJson<Begun>(name);

  async function start(wanted: OrderRequest): Promise<Order | AwaitedOrder | null> {
    if (state.value === "asking") return null;
    const act = begun() ?? { key: crypto.randomUUID(), wanted };
    remember(name, JSON.stringify(act));
    state.value = "asking";
    refusal.value = undefined;
    try {
      const order = await pay(act.wanted, act.key);
      remember(name, null);
      state.value = "idle";
      return order;
    } catch (thrown) {
      refused(asApiError(thrown));
      return null;
    }
  }

  function refused(error: ApiError): void {
    if (mayHaveHappened(error)) {
      state.value = "unknown";
      return;
    }
    // A refusal is an answer: the next attempt is a new act and needs a new key.
    remember(name, null);
    refusal.value = error;
    state.value = "idle";
  }

  return { state, refusal, start, begun };
}

export type Payment = ReturnType<typeof createPayment>;
