import type { Outcome } from "../../contract/problems.ts";
import type { Command, Event } from "../messages.ts";
import { type Match, matchReturns } from "../waitlist/returns-match.ts";
import { uuid } from "./simulated-sale.ts";
import type { ScheduleState } from "../state.ts";

export const offerMs = 200;
const isEven = (accountId: string): boolean => Number.parseInt(accountId.slice(7, 8), 16) % 2 === 0;
const zonesOf = (accountId: string): number[] => (isEven(accountId) ? [0] : [0, 1]);

function leftBlock(event: Event): readonly number[] {
  if (event.type === "stockReleased") return event.seats;
  return event.type === "stockChanged" ? event.removed : [];
}

/** The waitlist and the seats that came back: the simulation's own record, beside the machine's. */
export class SimulatedLine {
  readonly #waiting: string[] = [];
  readonly #returned = new Set<number>();
  #offers = 0;

  lineUp(accountId: string): void {
    if (!this.#waiting.includes(accountId)) this.#waiting.push(accountId);
  }

  giveUp(accountId: string): void {
    const at = this.#waiting.indexOf(accountId);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  await(accountId: string): Command {
    return { type: "await", zones: zonesOf(accountId) };
  }

  /** Does the object's work with kept seats: offers them in order, and opens the seats that no entry can use. */
  hand(state: ScheduleState, now: number, send: (command: Command) => Outcome<Event[]>): void {
    const line = this.#waiting.map((accountId) => {
      const who = { entryId: accountId, accountId };
      return { ...who, zones: zonesOf(accountId), count: 1, together: true };
    });
    for (const match of matchReturns(state, line, now))
      if (send(this.#offer(match, now + offerMs)).ok) this.giveUp(match.accountId);
    const awaited = this.#waiting.flatMap(zonesOf);
    send({ type: "openKept", seats: [...state.kept], awaited });
  }

  #offer({ accountId, seats }: Match, until: number): Command {
    const holdId = uuid(2_000_000 + ++this.#offers);
    return { type: "offer", holdId, accountId, seats, until };
  }

  /** Returns the fault, if there is one: a returned seat with a waitlist entry must not go to a passer-by. */
  watch(state: ScheduleState, events: Event[], awaited: ReadonlySet<number>): string[] {
    const { layout } = state;
    const broken: string[] = [];
    for (const event of events) {
      // A seat of a block goes back to its block, and waits for the line only after it.
      for (const seat of leftBlock(event))
        if (awaited.has(layout.zoneOf[seat]!) && !state.holder.has(seat) && state.owner[seat] === 0)
          this.#returned.add(seat);
      if (event.type === "kept" || event.type === "freed")
        for (const seat of event.seats)
          if (awaited.has(layout.zoneOf[seat]!) && (state.kept.has(seat) || !state.homes.has(seat)))
            this.#returned.add(seat);
      if (event.type === "unkept" || event.type === "sold")
        for (const seat of event.seats) this.#returned.delete(seat);
      if (event.type === "held" && event.hold.seats.some((seat) => this.#returned.has(seat)))
        broken.push("[I19] a seat that came back was taken past those who wait for it");
    }
    return broken;
  }
}
