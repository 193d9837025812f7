import type { Outcome } from "../../contract/problems.ts";
import type { Event } from "../messages.ts";
import type { ScheduleState } from "../state.ts";

/** Who lined up for a presale, and what a presale must not do to its fans and to others. */
export class SimulatedPresales {
  readonly #of = new Map<string, string | null>();

  lineUp(accountId: string, { terms }: ScheduleState, now: number): void {
    const open = terms.presales.find(({ closesAt }) => now < Math.min(terms.opensAt, closesAt));
    this.#of.set(accountId, open?.id ?? null);
  }

  of(accountId: string): string | null {
    return this.#of.get(accountId) ?? null;
  }

  /** Says what is wrong with an answer that was given at `now`. */
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
