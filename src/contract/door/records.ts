/** What a device relied on when it let somebody in, from the strongest to the weakest. */
export type Line = "server" | "group" | "gate" | "person";

/**
 * What one device recorded about one seat. A record never changes: an undo takes it back, and all devices that have the same
 * records agree on who is inside, in whatever order the records reached them.
 */
export type DoorRecord = {
  device: string;
  /** A device numbers its records from 1, without a gap. */
  number: number;
  seat: number;
  turn: number;
  kind: "in" | "out" | "undo" | "refused";
  /** The last record of the seat that the device knew; for an undo the record that it takes back. */
  after: string | null;
  line: Line;
  gate: string;
  /** The device's own clock, which nothing is decided by. */
  atMs: number;
  /** Why nobody was let in, or who decided. */
  reason: string | null;
};

/** How many records of each device are here without a gap. */
export type Counts = { [device: string]: number };

export const idOf = ({ device, number }: { device: string; number: number }) =>
  `${device}:${number}`;

/** Who is inside on one seat, and which entries exclude each other. */
export type Presence = {
  inside: DoorRecord | null;
  /** The record that the next one comes after. */
  last: string | null;
  doubles: DoubleEntry[];
};
export type DoubleEntry = { first: DoorRecord; second: DoorRecord };

export const nobody: Presence = { inside: null, last: null, doubles: [] };

/**
 * Reads the records of one seat. Clocks differ, so it goes by what each device knew: of two entries one must have been made
 * knowing that the other had left, or one ticket was let in twice, whatever times they bear.
 */
export function presenceOf(records: readonly DoorRecord[]): Presence {
  const byId = new Map(records.map((record) => [idOf(record), record]));
  const undone = new Set(records.flatMap((it) => (it.kind === "undo" ? [it.after] : [])));
  /** The standing record that a pointer means, past everything that was taken back. */
  const standing = (pointer: string | null): string | null => {
    let id = pointer;
    // Forged records could point in a circle.
    for (let steps = records.length; id !== null && steps >= 0; steps--) {
      const record = byId.get(id);
      if (!record || (record.kind !== "undo" && !undone.has(id))) return id;
      id = record.kind === "undo" ? (byId.get(record.after ?? "")?.after ?? null) : record.after;
    }
    return null;
  };
  const moves = records
    .filter((it) => (it.kind === "in" || it.kind === "out") && !undone.has(idOf(it)))
    .map((record) => ({ record, id: idOf(record), before: standing(record.after) }))
    .toSorted((a, b) => earlier(a.record, b.record));
  const entries = moves.filter(({ record }) => record.kind === "in");
  const known = new Map(moves.map((it) => [it.id, it]));
  /** True if the later entry was made knowing that the earlier one had left. */
  const knowsLeft = (later: (typeof moves)[number], earlierId: string): boolean => {
    let at = later.before === null ? undefined : known.get(later.before);
    for (let steps = moves.length; at && steps > 0; steps--) {
      if (at.record.kind === "out" && at.before === earlierId) return true;
      at = at.before === null ? undefined : known.get(at.before);
    }
    return false;
  };
  const doubles = entries.flatMap((second, index) => {
    const first = entries
      .slice(0, index)
      .find((it) => !knowsLeft(second, it.id) && !knowsLeft(it, second.id));
    return first ? [{ first: first.record, second: second.record }] : [];
  });
  const left = new Set(moves.flatMap((it) => (it.record.kind === "out" ? [it.before] : [])));
  // Somebody who came in twice is inside until both have left.
  const inside = entries.findLast(({ id }) => !left.has(id)) ?? null;
  const last = inside?.id ?? moves.at(-1)?.id ?? null;
  return { inside: inside?.record ?? null, last, doubles };
}

/** An order for showing, and for choosing alike everywhere. */
function earlier(a: DoorRecord, b: DoorRecord): number {
  return a.atMs - b.atMs || (idOf(a) < idOf(b) ? -1 : 1);
}
