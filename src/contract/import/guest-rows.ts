import type { RowFault } from "./imports.ts";
import type { CheckedRows, RawRow, SoundRow } from "./read-import.ts";
import { type Guest, type PlanNames, readGuest } from "./seat-rows.ts";

/**
 * Guests to invite, one a row: with their seats, or with a zone and a number. A seat that is held or sold, or that an
 * earlier row names, is a fault of its row.
 */
export function readGuests(
  rows: readonly RawRow[],
  { names, taken }: { names: PlanNames; taken: ReadonlySet<number> },
): CheckedRows<Guest> {
  const sound: SoundRow<Guest>[] = [];
  const faults: RowFault[] = [];
  const lines = new Map<number, number>();
  for (const { line, cells } of rows) {
    const read = readGuest(cells, names);
    const seats = "seats" in read ? read.seats : [];
    const earlier = seats.map((seat) => lines.get(seat)).find((one) => one !== undefined);
    const text = (cells["seat"] ?? "").slice(0, 100);
    if ("code" in read)
      faults.push({
        line,
        column: read.column,
        code: read.code,
        text: (cells[read.column] ?? "").slice(0, 100),
      });
    else if (earlier !== undefined)
      faults.push({ line, column: "seat", code: "twice", text: String(earlier) });
    else if (seats.some((seat) => taken.has(seat)))
      faults.push({ line, column: "seat", code: "seat-taken", text });
    else {
      for (const seat of seats) lines.set(seat, line);
      sound.push({ line, cells, value: read });
    }
  }
  return { sound, faults };
}
