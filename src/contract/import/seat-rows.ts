import { countCell, emailCell } from "./cells.ts";
import { titleKey } from "./columns.ts";
import type { FaultCode } from "./imports.ts";
import type { RawRow } from "./read-import.ts";

/** What a plan calls its seats and zones: by the names in the table, and null for names that it does not have. */
export type PlanNames = {
  seatOf: (key: string) => number | null;
  zoneOf: (name: string) => string | null;
};

type Fault = { line: number; column: string; code: FaultCode; text: string };
export type Guest = { name: string; mail: string | null; phone: string | null } & (
  | { seats: number[] }
  | { zoneId: string; count: number }
);

/** A seat by its whole name, or by its section, row and number; of a standing area without a row. */
export function seatKeyOf({
  seat = "",
  section = "",
  row = "",
  number = "",
}: RawRow["cells"]): string {
  if (seat !== "") return seat;
  return [section, row, number].filter((part) => part !== "").join("/");
}

/** The seats of a table, each once. */
export function readSeatRows(rows: readonly RawRow[], { seatOf }: PlanNames) {
  const seats = new Set<number>();
  const faults: Fault[] = [];
  for (const { line, cells } of rows) {
    const key = seatKeyOf(cells);
    const seat = seatOf(key);
    if (seat === null)
      faults.push(fault(line, "seat", key === "" ? "missing" : "unknown-seat", key));
    else seats.add(seat);
  }
  return { seats: [...seats].sort((a, b) => a - b), faults };
}

const seatsMax = 20;

/** Guests, one a row: with their seats, or with a zone and a number. */
export function readGuestRows(rows: readonly RawRow[], names: PlanNames) {
  const guests: Guest[] = [];
  const faults: Fault[] = [];
  for (const { line, cells } of rows) {
    const read = readGuest(cells, names);
    if ("code" in read) faults.push(fault(line, read.column, read.code, cells[read.column] ?? ""));
    else guests.push(read);
  }
  return { guests, faults };
}

export function readGuest(
  { name = "", mail = "", phone = "", seat = "", zone = "", count = "" }: RawRow["cells"],
  { seatOf, zoneOf }: PlanNames,
): Guest | { column: string; code: FaultCode } {
  if (name === "" || name.length > 100) return { column: "name", code: "missing" };
  const address = mail === "" ? null : emailCell(mail);
  if (mail !== "" && address === null) return { column: "mail", code: "not-an-email" };
  const digits = phone.replaceAll(/[\s()+-]/g, "");
  if (digits !== "" && !/^\d{4,20}$/.test(digits)) return { column: "phone", code: "not-a-number" };
  const who = { name, mail: address, phone: digits === "" ? null : digits };
  if (seat !== "") {
    const seats = seat
      .split(/[;,\s]+/)
      .filter(Boolean)
      .map(seatOf);
    const known = seats.filter((each) => each !== null);
    const isWhole = known.length === seats.length && new Set(known).size === known.length;
    if (!isWhole || known.length > seatsMax) return { column: "seat", code: "unknown-seat" };
    return { ...who, seats: known };
  }
  const zoneId = zoneOf(titleKey(zone));
  if (zoneId === null) return { column: "zone", code: zone === "" ? "missing" : "unknown-zone" };
  const wanted = count === "" ? 1 : countCell(count);
  if (wanted === null || wanted > seatsMax) return { column: "count", code: "not-a-count" };
  return { ...who, zoneId, count: wanted };
}

const fault = (line: number, column: string, code: FaultCode, text: string): Fault => ({
  line,
  column,
  code,
  text: text.slice(0, 100),
});
