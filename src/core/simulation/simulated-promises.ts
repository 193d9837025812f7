import type { Event } from "../messages.ts";
import { type ScheduleState, offerTag } from "../state.ts";
import { offerMs } from "./simulated-waitlist.ts";

/** What holds were promised: their length, and that only the books end one that somebody tried to pay for. */
export class SimulatedPromises {
  /** How long each fan inside, and the counter, was promised to hold seats. */
  readonly #promisedMs = new Map<string, number>();
  readonly #tried = new Set<string>();

  hold(accountId: string, ms: number): void {
    this.#promisedMs.set(accountId, ms);
  }

  try(holdId: string): void {
    this.#tried.add(holdId);
  }

  watch({ owner }: ScheduleState, event: Event, now: number): string[] {
    const broken: string[] = [];
    if (event.type === "released" && this.#tried.has(event.holdId) && event.reason !== "void")
      broken.push("[I13] a hold was ended though somebody had tried to pay for it");
    if (event.type !== "held") return broken;
    const { accountId, tag, seats, expiresAt } = event.hold;
    const promisedMs = tag === offerTag ? offerMs : (this.#promisedMs.get(accountId) ?? 0);
    if (expiresAt !== now + promisedMs)
      broken.push("[I14] a hold does not last as long as promised");
    if (seats.some((seat) => owner[seat]! > 0)) broken.push("[I1] a taken seat was held");
    return broken;
  }
}
