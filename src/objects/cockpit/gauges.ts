import type { Cockpit } from "../../contract/live/cockpit.ts";
import type { Felt } from "../../contract/sale/felt.ts";
import type { Event } from "../../core/messages.ts";
import type { Companion } from "./companion.ts";
import type { ScheduleRows } from "../rows/schedule-rows.ts";
import type { Sale } from "../sale.ts";
import { rfc3339 } from "../schedule-view.ts";
import { FeltTimes } from "./felt-times.ts";
import { type SavedTally, Tally } from "./tally.ts";
import { sectionCounts, viewCockpit } from "./view-cockpit.ts";
import { Watchers } from "./watchers.ts";

const tallyKey = "tally";

export type PayCause = { method: string; reason: string };

/** What the organizer's cockpit shows of one sale, beside the machine: causes of failures, measures of fans, watchers. */
export class Gauges implements Companion {
  readonly #watchers: Watchers;
  readonly #changed: () => void;
  readonly #felt = new FeltTimes();
  #tally = new Tally(Date.now());
  /** How a payment is meant while its command is on its way: a method by its order, a refusal by its hold. */
  readonly #methods = new Map<string, string>();
  readonly #causes = new Map<string, PayCause>();

  /** `sale` is the open sale, null if it is not open; `changed` runs when it may have changed. */
  constructor(ctx: DurableObjectState, sale: () => Sale | null, changed: () => void) {
    this.#changed = changed;
    this.#watchers = new Watchers({
      ctx,
      look: () => {
        const open = sale();
        return open && this.#frame(open, Date.now());
      },
    });
  }

  /** A socket of somebody with a ticket. */
  accept(request: Request): Response {
    return this.#watchers.accept(request, Date.now());
  }

  gone(): void {
    this.#watchers.gone();
  }

  changed(): void {
    this.#changed();
    this.#watchers.changed();
  }

  /** The object's memory was read from its rows. */
  loaded(rows: ScheduleRows, now: number): void {
    const text = rows.meta(tallyKey);
    const saved = text === null ? null : (JSON.parse(text) as SavedTally);
    this.#tally = new Tally(now, saved);
    this.#tally.recount(rows.endsSince(saved?.savedAt ?? now));
  }

  wrote(events: readonly Event[], now: number): void {
    this.#tally.happened(events);
    for (const event of events) {
      if (event.type === "payingBegan")
        this.#tally.paymentBegan(this.#methods.get(event.orderId) ?? "other", now);
      if (event.type !== "payingEnded") continue;
      // Without a cause it was the books that knew of no money when the payment's time was up.
      const { method, reason } = this.#causes.get(event.holdId) ?? {
        method: "other",
        reason: "unpaid",
      };
      this.#tally.paymentRefused(method, reason, now);
    }
  }

  /** Takes what is counted into the rows, together with a sample of the queue. */
  sampled(rows: ScheduleRows, sale: Sale, now: number): void {
    rows.setMeta(tallyKey, JSON.stringify(this.#tally.save(now)));
    rows.fills.add(now, sale.planHash, sectionCounts(sale));
  }

  async paying<T>(orderId: string, method: string | undefined, act: () => Promise<T>): Promise<T> {
    return during(this.#methods, orderId, method, act);
  }

  async refusing<T>(
    holdId: string,
    cause: PayCause | undefined,
    act: () => Promise<T>,
  ): Promise<T> {
    return during(this.#causes, holdId, cause, act);
  }

  holdRefused(code: string): void {
    this.#tally.holdRefused(code, Date.now());
    this.#watchers.changed();
  }

  felt(measured: readonly Felt[]): void {
    for (const each of measured) this.#felt.take(each, Date.now());
    this.#watchers.changed();
  }

  view(sale: Sale, asked: { accountId: string; ticket: string | null }, now: number): Cockpit {
    return {
      frame: this.#frame(sale, now),
      planHash: sale.setup.planHash,
      countedSince: rfc3339(this.#tally.sinceMs),
      ticket: this.#watchers.confirm(asked.accountId, asked.ticket, now),
    };
  }

  #frame(sale: Sale, now: number) {
    return viewCockpit(sale, { tally: this.#tally, felt: this.#felt }, now);
  }
}

/** Of two calls about the same thing at once, either may name the cause. */
async function during<Value, T>(
  known: Map<string, Value>,
  id: string,
  value: Value | undefined,
  act: () => Promise<T>,
): Promise<T> {
  if (value !== undefined) known.set(id, value);
  try {
    return await act();
  } finally {
    known.delete(id);
  }
}
