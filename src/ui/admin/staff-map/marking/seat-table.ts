import { readTable, writeTable } from "../../../../contract/plan/exchange/csv.ts";
import { placeKey, placeName, type Places } from "../../../../contract/plan/seat-places.ts";

/** No plan has more places. */
const rowsMax = 200_000;

const titles = {
  section: ["section", "area", "구역"],
  row: ["row", "열", "행"],
  number: ["seat", "number", "좌석", "번호"],
  key: ["key", "seat key", "좌석명"],
} as const;

export type ReadSeats = {
  seats: number[];
  /** Names that the plan does not have, by their line. */
  unknown: { line: number; name: string }[];
};

/**
 * Reads seats from a table: a column each for section, row and seat, or one of names such as `A/3/12`. A table without
 * titles is read by the number of its columns.
 */
export function readSeatTable(places: Places, text: string): ReadSeats {
  const { header, rows, lines } = readTable(text, rowsMax);
  const at = (names: readonly string[]) => header.findIndex((title) => names.includes(title));
  const key = at(titles.key);
  const columns = [at(titles.section), at(titles.row), at(titles.number)];
  const hasTitles = key >= 0 || (columns[0] ?? -1) >= 0;
  const from = key >= 0 ? [key] : hasTitles ? columns : header.map((_, index) => index).slice(0, 3);
  const all = hasTitles ? rows : [header, ...rows];
  const byKey = keysOf(places);
  const seats = new Set<number>();
  const unknown: ReadSeats["unknown"] = [];
  for (const [index, cells] of all.entries()) {
    const name = from
      .map((column) => (cells[column] ?? "").trim())
      .filter((cell) => cell !== "")
      .join("/");
    if (name === "") continue;
    const seat = byKey.get(name.toUpperCase());
    if (seat === undefined)
      unknown.push({ line: hasTitles ? (lines[index] ?? 0) : (lines[index - 1] ?? 1), name });
    else seats.add(seat);
  }
  return { seats: [...seats].sort((a, b) => a - b), unknown };
}

function keysOf(places: Places): Map<string, number> {
  const keys = new Map<string, number>();
  for (let seat = 0; seat < places.count; seat++)
    keys.set(placeKey(places, seat).toUpperCase(), seat);
  return keys;
}

/** Seats as a table that `readSeatTable` reads, with what else is to be told of each. */
export function writeSeatTable(
  places: Places,
  seats: readonly number[],
  head: readonly string[],
  more: (seat: number) => readonly string[],
): string {
  const lines = seats.map((seat) => {
    const { section, row, number } = placeName(places, seat);
    return [section, row, number, ...more(seat)];
  });
  return `\ufeff${writeTable([head, ...lines])}`;
}
