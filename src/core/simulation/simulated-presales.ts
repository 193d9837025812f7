import type { Outcome } from "../../contract/problems.ts";
import type { Event } from "../messages.ts";
import type { ScheduleState } from "../state.ts";

/** The fans of each presale, and the harm that a presale must not do to them and to others. */
export class SimulatedPresales {
  readonly #of = new Map<string, string | null>();

  lineUp(accountId: string, { terms }: ScheduleState, now: number): void {
    const open = terms.presales.find(({ closesAt }) => now < Math.min(terms.opensAt, closesAt));
    this.#of.set(accountId, open?.id ?? null);
  }

  of(accountId: string): string | null {
    return this.#of.get(accountId) ?? null;
  }

  /** Returns the fault of an answer that was given at `now`, if it has one. */
  watch(state: ScheduleState, outcome: Outcome<Event[]>, now: number): string[] {
    const { opensAt, presales } = state.terms;
    const isOver = presales.every(({ closesAt }) => now >= Math.min(opensAt, closesAt));
    if (!outcome.ok && outcome.code === "presale-full" && isOver)
      return ["[I21] a presale that is over kept somebody from buying"];
    const isCalled = outcome.ok && outcome.value.some(({ type }) => type === "called");
    return isCalled && now < opensAt && inside(state) > seatsLeft(state)
      ? ["[I22] more were called into a presale than it has seats left"]
      : [];
  }
}

const inside = ({ queue }: ScheduleState): number => queue.shoppers.size + queue.pending;

const seatsLeft = ({ terms, presaleSold }: ScheduleState): number =>
  terms.presales.reduce(
    (sum, { id, seatsMax }) => sum + (seatsMax ?? Infinity) - (presaleSold.get(id) ?? 0),
    0,
  );
