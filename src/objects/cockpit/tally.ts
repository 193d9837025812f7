import type { CockpitFrame } from "../../contract/live/cockpit.ts";
import type { Event } from "../../core/messages.ts";
import type { EndReason } from "../../core/state.ts";
import { MinuteCounts, type SavedMinutes } from "./minute-counts.ts";

/** More causes than this are counted together, since a gateway can name any number. */
const causesMax = 60;
const causeLengthMax = 60;
/** Refusals that tell of a fault of the request, or of its repetition, and not of the sale. */
const unremarkable = new Set(["hold-open", "idempotency-mismatch", "invalid-request"]);

export type SavedTally = {
  sinceMs: number;
  savedAt: number;
  totals: [string, number][];
  recent: SavedMinutes;
};

type Ended = { reason: EndReason; count: number };

/**
 * Sums of what fans met, for the organizer: kept in memory, and stored with each sample. Ends of holds since the last
 * sample are counted again from the rows; refusals since then are lost with the object's memory.
 */
export class Tally {
  #sinceMs: number;
  readonly #totals = new Map<string, number>();
  readonly #recent = new MinuteCounts();

  constructor(now: number, saved: SavedTally | null = null) {
    this.#sinceMs = saved?.sinceMs ?? now;
    for (const [name, value] of saved?.totals ?? []) this.#totals.set(name, value);
    this.#recent.load(saved?.recent ?? []);
  }

  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** Ends of holds that the rows know and the saved sums do not. */
  recount(ends: readonly Ended[]): void {
    for (const { reason, count } of ends) this.#sum(`ended ${reason}`, count);
  }

  happened(events: readonly Event[]): void {
    for (const event of events)
      if (event.type === "released") this.#sum(`ended ${event.reason}`, 1);
  }

  holdRefused(code: string, now: number): void {
    if (!unremarkable.has(code)) this.#count("hold", code, now);
  }

  paymentBegan(method: string, now: number): void {
    this.#count("begun", method, now);
  }

  paymentRefused(method: string, reason: string, now: number): void {
    this.#count("refused", `${method} ${reason}`, now);
  }

  ended(reason: EndReason): number {
    return this.#totals.get(`ended ${reason}`) ?? 0;
  }

  failures(now: number): CockpitFrame["failures"] {
    const recent = this.#recent.sums(now);
    const causes = [...this.#totals].filter(([name]) => !name.startsWith("ended "));
    return Object.fromEntries(
      causes.map(([name, total]) => [name, [total, recent.get(name) ?? 0]]),
    );
  }

  save(now: number): SavedTally {
    const sinceMs = this.#sinceMs;
    return { sinceMs, savedAt: now, totals: [...this.#totals], recent: this.#recent.save() };
  }

  #count(kind: string, cause: string, now: number): void {
    const asked = `${kind} ${cause.slice(0, causeLengthMax)}`;
    const isKnown = this.#totals.has(asked) || this.#totals.size < causesMax;
    const name = isKnown ? asked : `${kind} other`;
    this.#sum(name, 1);
    this.#recent.add(name, now);
  }

  #sum(name: string, by: number): void {
    this.#totals.set(name, (this.#totals.get(name) ?? 0) + by);
  }
}
