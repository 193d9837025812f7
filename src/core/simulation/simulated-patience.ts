import type { Event } from "../messages.ts";
import { type Terms, offerTag } from "../state.ts";

/** So that a short story meets them. */
const patienceLimits = { unboughtMax: 1, unboughtMs: 900, coolingMs: 40, coolingMaxMs: 60 };

export const impatient = (terms: Terms): Terms => ({
  ...terms,
  limits: { ...terms.limits, ...patienceLimits },
});

/** When fans gave up holds, beside the machine's own record: whoever does so again and again has to wait. */
export class SimulatedPatience {
  readonly #fans = new Map<string, string>();
  readonly #ends = new Map<string, number[]>();

  watch(events: readonly Event[], now: number): string[] {
    const broken: string[] = [];
    // A hold that ends to make room for the next one counts from the one after that.
    for (const event of events)
      if (event.type === "held") {
        const { holdId, accountId, tag, channels } = event.hold;
        const isOwn = tag !== offerTag && !channels.includes("counter");
        if (!isOwn || event.hold.phase === "paying") continue;
        this.#fans.set(holdId, accountId);
        if (now < this.#waitsUntil(accountId, now))
          broken.push("[I30] a fan holds seats during the wait after holds without a purchase");
      }
    for (const event of events) {
      if (event.type === "sold") this.#ends.delete(event.accountId);
      if (event.type !== "released" || event.reason === "superseded") continue;
      const accountId = this.#fans.get(event.holdId);
      if (accountId === undefined) continue;
      this.#ends.set(accountId, [...(this.#ends.get(accountId) ?? []), event.at]);
    }
    return broken;
  }

  #waitsUntil(accountId: string, now: number): number {
    const { unboughtMax, unboughtMs, coolingMs, coolingMaxMs } = patienceLimits;
    const ends = (this.#ends.get(accountId) ?? []).filter((at) => at > now - unboughtMs);
    if (ends.length < unboughtMax) return 0;
    const waitMs = ends.length === unboughtMax ? coolingMs : coolingMaxMs;
    return (ends.at(-1) ?? 0) + waitMs;
  }
}
