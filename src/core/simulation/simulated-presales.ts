import type { Outcome } from "../../contract/problems.ts";
import type { Event } from "../messages.ts";
import type { ScheduleState } from "../state.ts";

/** The fans of each presale, and the harm that a presale must not do to them and to others. */
export class SimulatedPresales {
  readonly #of = new Map<string, string | null>();
  readonly #ofNumber = new Map<number, string | null>();

  /** The next number goes to this fan. Every second number is of the later presale while one is to come. */
  lineUp(accountId: string, { terms, queue }: ScheduleState, now: number): string | null {
    const open = terms.presales.filter(({ closesAt }) => now < Math.min(terms.opensAt, closesAt));
    const number = queue.given + 1;
    const presale = open[number % Math.max(1, open.length)]?.id ?? null;
    this.#of.set(accountId, presale);
    this.#ofNumber.set(number, presale);
    return presale;
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
    const events = outcome.ok && now < opensAt ? outcome.value : [];
    const called = events.filter((event) => event.type === "called");
    const isFull = called.length > 0 && inside(state) > seatsLeft(state, now);
    return [
      ...(isFull ? ["[I22] more were called into a presale than it has seats left"] : []),
      ...(called.every(({ through }) => isForSale(state, this.#ofNumber.get(through), now))
        ? []
        : ["[I24] somebody was called to whom the sale was not open"]),
    ];
  }
}

/** True if a presale is open and has seats to sell. */
function isForSale(
  { terms, presaleSold }: ScheduleState,
  id: string | null | undefined,
  now: number,
): boolean {
  const presale = terms.presales.find((each) => each.id === id);
  if (!presale || now < presale.opensAt || now >= presale.closesAt) return false;
  return (presale.seatsMax ?? Infinity) > (presaleSold.get(presale.id) ?? 0);
}

const inside = ({ queue }: ScheduleState): number => queue.shoppers.size + queue.pending;

const seatsLeft = ({ terms, presaleSold }: ScheduleState, now: number): number =>
  terms.presales
    .filter(({ opensAt, closesAt }) => opensAt <= now && now < closesAt)
    .reduce(
      (sum, { id, seatsMax }) => sum + (seatsMax ?? Infinity) - (presaleSold.get(id) ?? 0),
      0,
    );
