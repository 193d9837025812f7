import {
  type Counts,
  type DoorRecord,
  idOf,
  nobody,
  type Presence,
  presenceOf,
} from "./records.ts";

/** A device's question whether it may let a ticket in. Its number is that of the record which will answer it. */
export type Ask = { device: string; number: number; seat: number; turn: number };

export type Answer =
  | { says: "free" }
  | { says: "in"; record: DoorRecord }
  /** Somebody else is asking for the same seat, or has asked and was never heard of again. */
  | { says: "asked"; device: string };

/** What a device or the server knows of a door: the records, and the questions it has answered with "free". */
export class DoorBook {
  readonly #records = new Map<string, DoorRecord>();
  readonly #bySeat = new Map<number, DoorRecord[]>();
  readonly #presence = new Map<number, Presence>();
  readonly #counts: Counts = {};
  readonly #granted = new Map<number, Ask>();

  /** Takes a record in, and says if it was new. */
  add(record: DoorRecord): boolean {
    const id = idOf(record);
    if (this.#records.has(id)) return false;
    this.#records.set(id, record);
    const ofSeat = this.#bySeat.get(record.seat);
    if (ofSeat) ofSeat.push(record);
    else this.#bySeat.set(record.seat, [record]);
    this.#presence.delete(record.seat);
    const granted = this.#granted.get(record.seat);
    if (granted && idOf(granted) === id) this.#granted.delete(record.seat);
    let count = this.#counts[record.device] ?? 0;
    while (this.#records.has(idOf({ device: record.device, number: count + 1 }))) count++;
    this.#counts[record.device] = count;
    return true;
  }

  presence(seat: number): Presence {
    const known = this.#presence.get(seat);
    if (known) return known;
    const records = this.#bySeat.get(seat);
    const presence = records ? presenceOf(records) : nobody;
    this.#presence.set(seat, presence);
    return presence;
  }

  /** The device that was told "free" for this seat and has not yet said what came of it. */
  asking(seat: number): Ask | null {
    return this.#granted.get(seat) ?? null;
  }

  /**
   * Answers a question. "Free" is a promise to answer nobody else so until the asker's record arrives, and has to be stored
   * before it is sent.
   */
  answer(ask: Ask): Answer {
    const own = this.#records.get(idOf(ask));
    if (own) return own.kind === "in" ? { says: "free" } : { says: "asked", device: ask.device };
    const { inside } = this.presence(ask.seat);
    if (inside) return { says: "in", record: inside };
    const other = this.asking(ask.seat);
    if (other && idOf(other) !== idOf(ask)) return { says: "asked", device: other.device };
    this.#granted.set(ask.seat, ask);
    return { says: "free" };
  }

  /** Questions that were answered with "free", and whose records have not arrived. */
  promises(): Ask[] {
    return [...this.#granted.values()];
  }

  /** Takes over the promises of a device, so that they outlive it and the asker. */
  takeOver(promises: readonly Ask[]): void {
    for (const ask of promises)
      if (!this.#records.has(idOf(ask)) && !this.#granted.has(ask.seat))
        this.#granted.set(ask.seat, ask);
  }

  counts(): Counts {
    return { ...this.#counts };
  }

  /** What somebody with these counts does not have. */
  *missing(counts: Counts): Iterable<DoorRecord> {
    for (const record of this.#records.values())
      if (record.number > (counts[record.device] ?? 0)) yield record;
  }

  record(id: string): DoorRecord | null {
    return this.#records.get(id) ?? null;
  }

  /** The seats on which two entries exclude each other. */
  doubles() {
    return [...this.#bySeat.keys()].flatMap((seat) => this.presence(seat).doubles);
  }
}
