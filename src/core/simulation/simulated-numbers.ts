import type { Event } from "../messages.ts";
import type { ScheduleState } from "../state.ts";

/** Which number each fan has, and what became of it: a record of the simulation's own, beside the machine's. */
export class SimulatedNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #gaveUp = new Set<number>();
  readonly #entered = new Set<number>();

  of = (accountId: string): number | null => this.#numbers.get(accountId) ?? null;

  give(accountId: string, number: number): void {
    this.#numbers.set(accountId, number);
  }

  giveUp(accountId: string): void {
    this.#gaveUp.add(this.of(accountId) ?? 0);
  }

  watch({ queue }: ScheduleState, event: Event): string[] {
    const broken: string[] = [];
    if (event.type === "putBack") this.#entered.delete(event.rank);
    if (event.type !== "entered") return broken;
    if (event.rank > queue.called || this.#entered.has(event.rank))
      broken.push("[I15] somebody came in uncalled, or twice on one rank");
    if (this.#gaveUp.has(this.of(event.accountId) ?? 0))
      broken.push("[I23] somebody came in on a number that was given up");
    this.#entered.add(event.rank);
    return broken;
  }
}
