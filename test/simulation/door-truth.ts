import type { DoorBook } from "../../src/contract/door/book.ts";
import { type DoorRecord, idOf } from "../../src/contract/door/records.ts";
import type { Group } from "../../src/contract/door/scanner-messages.ts";
import { type Entry, isExcluded } from "./door-story.ts";

/** Who really walked in and out, and what in the records contradicts it. */
export class DoorTruth {
  readonly broken = new Set<string>();
  readonly lines: { [line: string]: number } = {};
  lostAlone = 0;
  /** Seats with an entry that was stored but, because of a restart, shown to nobody. */
  readonly unshown = new Set<number>();
  readonly #entries = new Map<number, Entry[]>();

  entered(record: DoorRecord, group: Group): void {
    this.lines[record.line] = (this.lines[record.line] ?? 0) + 1;
    const entries = this.#entries.get(record.seat) ?? [];
    const entry: Entry = { record, group, hasLeft: false };
    for (const earlier of entries)
      if (!earlier.hasLeft && isExcluded(earlier, entry))
        this.broken.add(
          `let in twice: ${idOf(earlier.record)} by ${earlier.record.line} and ${idOf(record)} by ${record.line}`,
        );
    this.#entries.set(record.seat, [...entries, entry]);
  }

  /** Lets one person of this seat leave, the one whom the scanner knows if there are two; false if nobody is inside. */
  leaves(seat: number, last: string | null): boolean {
    const inside = (this.#entries.get(seat) ?? []).filter(({ hasLeft }) => !hasLeft);
    const leaving = inside.find(({ record }) => idOf(record) === last) ?? inside[0];
    if (leaving) leaving.hasLeft = true;
    return leaving !== undefined;
  }

  /** Compares everything with the records of the server and of the scanners that are left. */
  compare(server: DoorBook, books: Map<string, DoorBook>, seats: readonly number[]): void {
    for (const [device, book] of books)
      for (const seat of seats)
        if (JSON.stringify(book.presence(seat)) !== JSON.stringify(server.presence(seat)))
          this.broken.add(`${device} and the server disagree on seat ${seat}`);
    const flagged = new Set(server.doubles().map(({ second }) => second.seat));
    for (const [seat, entries] of this.#entries) {
      const known = entries.filter(({ record }) => server.record(idOf(record)) !== null);
      for (const entry of entries) if (!known.includes(entry)) this.#lost(entry, server, books);
      const isDouble = known.filter(({ hasLeft }) => !hasLeft).length > 1;
      if (isDouble && !flagged.has(seat)) this.broken.add(`no conflict is shown for seat ${seat}`);
      // Who leaves past a scanner that did not know the entry is in doubt, and so is an entry that was not shown.
      const isInDoubt = this.unshown.has(seat) || entries.some(({ hasLeft }) => hasLeft);
      if (flagged.has(seat) && !isDouble && !isInDoubt)
        this.broken.add(`a conflict is shown for seat ${seat}, which came in once`);
    }
  }

  /** An entry that only a dead phone knew is lost with it, unless the phone had asked somebody. */
  #lost({ record, group }: Entry, server: DoorBook, books: Map<string, DoorBook>): void {
    if (books.has(record.device)) this.broken.add(`${idOf(record)} was lost`);
    const isKnown = server.asking(record.seat) !== null || server.presence(record.seat).inside;
    const isSurvived = record.line === "server" || group.members.some((it) => books.has(it));
    const hasAsked = record.line === "group" || record.line === "server";
    if (hasAsked && isSurvived && !isKnown)
      this.broken.add(`${idOf(record)} died with its phone, although others had said "free"`);
    else this.lostAlone++;
  }
}
