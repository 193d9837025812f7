import type { Places } from "../../../contract/plan/seat-places.ts";
import { lookOf, type SeatMark } from "./looks.ts";

/** The current look of every seat. Each change gives the seats whose look changed. */
export class SeatLooks {
  readonly bytes: Uint8Array;
  readonly #places: Places;
  #statuses: Uint8Array;
  #marks = new Map<number, SeatMark>();
  #isDim: ((seat: number) => boolean) | null = null;

  constructor(places: Places) {
    this.#places = places;
    this.#statuses = new Uint8Array(places.count);
    this.bytes = new Uint8Array(places.count);
  }

  get marked(): readonly number[] {
    return [...this.#marks.keys()];
  }

  /** `changed` lists the seats; null for all. */
  setStatuses(statuses: Uint8Array, changed: Iterable<number> | null): number[] | null {
    this.#statuses = statuses;
    return changed ? this.#some(changed) : this.#all();
  }

  setMarks(marks: Map<number, SeatMark>): number[] {
    const before = this.#marks;
    this.#marks = marks;
    return this.#some(new Set([...before.keys(), ...marks.keys()]));
  }

  setDim(isDim: ((seat: number) => boolean) | null): null {
    this.#isDim = isDim;
    return this.#all();
  }

  #some(seats: Iterable<number>): number[] {
    const changed: number[] = [];
    for (const seat of seats) if (this.#look(seat)) changed.push(seat);
    return changed;
  }

  #all(): null {
    for (let seat = 0; seat < this.bytes.length; seat++) this.#look(seat);
    return null;
  }

  #look(seat: number): boolean {
    const { zone, flags } = this.#places;
    const look = lookOf({
      status: this.#statuses[seat] ?? 3,
      zone: zone[seat] ?? 0,
      flags: flags[seat] ?? 0,
      mark: this.#marks.get(seat) ?? "none",
      isDim: this.#isDim?.(seat) ?? false,
    });
    const isOther = this.bytes[seat] !== look;
    this.bytes[seat] = look;
    return isOther;
  }
}
