import { randomUUID } from "node:crypto";
import type { Payment } from "./payment.ts";

/** How the next webhooks are sent, so that a shop meets every fault of a bad week. */
export type Mood = { url: string | null; copies: number; delayMs: number; isReversed: boolean };

export type Webhook = {
  transmissionId: string;
  orderId: string;
  time: string;
  body: string;
  dueAtMs: number;
  isOver: boolean;
  /** The status of each answer; 0 if there was none. */
  attempts: number[];
};

// Toss tries again seven times over three days and nineteen hours.
const retryMinutes = [1, 4, 16, 64, 256, 1_024, 4_096];
const answerMs = 10_000;
const lookMs = 30_000;

/** Sends the shop every change, repeatedly until it answers 200. */
export class Webhooks {
  mood: Mood = { url: null, copies: 1, delayMs: 0, isReversed: false };
  readonly #now: () => number;
  #all: Webhook[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A deposit is announced twice, as to a shop that subscribes to both kinds of event. */
  tell(payment: Payment): void {
    const { orderId, secret, status, lastTransactionKey: transactionKey } = payment;
    const createdAt = new Date(this.#now()).toISOString().replace("Z", "000");
    this.#add(orderId, { eventType: "PAYMENT_STATUS_CHANGED", createdAt, data: payment });
    if (payment.virtualAccount)
      this.#add(orderId, { createdAt, secret, status, transactionKey, orderId });
    this.#plan(0);
  }

  #add(orderId: string, event: unknown): void {
    for (let copy = 0; copy < this.mood.copies; copy++)
      this.#all.push({
        transmissionId: randomUUID(),
        orderId,
        time: new Date(this.#now()).toISOString(),
        body: JSON.stringify(event),
        dueAtMs: this.#now() + this.mood.delayMs,
        isOver: this.mood.url === null,
        attempts: [],
      });
  }

  list(orderId: string | null): Webhook[] {
    return this.#all.filter((webhook) => orderId === null || webhook.orderId === orderId);
  }

  /** Lets time pass for the webhooks of an order. */
  age(orderId: string, ms: number): void {
    for (const webhook of this.list(orderId)) webhook.dueAtMs -= ms;
    this.#plan(0);
  }

  /** Sends all of an order's once more, as a replay would. */
  again(orderId: string): void {
    for (const webhook of this.list(orderId)) {
      webhook.isOver = false;
      webhook.dueAtMs = this.#now();
    }
    this.#plan(0);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #plan(waitMs: number): void {
    if (this.#isClosed || this.mood.url === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#sendDue(), waitMs);
    this.#timer.unref();
  }

  async #sendDue(): Promise<void> {
    const due = this.#all.filter(({ isOver, dueAtMs }) => !isOver && dueAtMs <= this.#now());
    if (this.mood.isReversed) due.reverse();
    for (const webhook of due) await this.#send(webhook);
    const next = this.#all.filter(({ isOver }) => !isOver).map(({ dueAtMs }) => dueAtMs);
    if (next.length === 0) return;
    this.#plan(Math.min(Math.max(Math.min(...next) - this.#now(), 0), lookMs));
  }

  async #send(webhook: Webhook): Promise<void> {
    // Taken before the wait, so that a webhook under way is not sent twice.
    const attempt = webhook.attempts.length;
    const retry = retryMinutes[attempt];
    webhook.dueAtMs = this.#now() + (retry ?? 0) * 60_000;
    webhook.isOver = retry === undefined;
    const status = await this.#post(webhook, attempt);
    webhook.attempts.push(status);
    if (status === 200) webhook.isOver = true;
  }

  async #post({ transmissionId, time, body }: Webhook, attempt: number): Promise<number> {
    const headers = {
      "content-type": "application/json",
      "tosspayments-webhook-transmission-id": transmissionId,
      "tosspayments-webhook-transmission-time": time,
      "tosspayments-webhook-transmission-retried-count": String(attempt),
    };
    try {
      const signal = AbortSignal.timeout(answerMs);
      const init = { method: "POST", headers, body, signal };
      const response = await fetch(this.mood.url ?? "", init);
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}
