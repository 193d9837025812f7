import { readTable } from "../plan/exchange/csv.ts";
import { decodeText } from "../plan/exchange/text-encoding.ts";
import { codeCell, countCell, emailCell } from "./cells.ts";
import { type Column, columnsOf, type ImportKind, rowsMax, titleKey } from "./columns.ts";
import type { FaultCode, RowFault } from "./imports.ts";

/** A row as text, by the keys of the columns that the file has. */
export type RawRow = { line: number; cells: Record<string, string> };

export type FileFault = "encoding" | "empty" | "too-many-rows" | "no-column";

export type ReadImport =
  | { isDone: false; fault: FileFault; detail: string }
  | {
      isDone: true;
      encoding: "utf-8" | "cp949";
      columns: string[];
      ignored: string[];
      rows: RawRow[];
    };

/** Reads a file: its encoding, what separates its cells, and which column is which by the titles in either language. */
export const readImport = (bytes: Uint8Array, kind: ImportKind): ReadImport =>
  readRows(bytes, columnsOf[kind], rowsMax[kind]);

export function readRows(bytes: Uint8Array, known: readonly Column[], most: number): ReadImport {
  const decoded = decodeText(bytes);
  if (!decoded || decoded.text.includes("\u0000"))
    return refused("encoding", "The file is text in neither UTF-8 nor CP949");
  const table = readTable(decoded.text, most);
  if (table.isCut) return refused("too-many-rows", `At most ${most} rows are taken`);
  const keyOf = new Map(
    known.flatMap(({ key, names }) => [...names.ko, ...names.en].map((n) => [titleKey(n), key])),
  );
  const keys = table.header.map((title) => keyOf.get(titleKey(title)));
  const missing = known.find(({ key, isRequired }) => isRequired && !keys.includes(key));
  if (missing) return refused("no-column", `${missing.names.en[0]} (${missing.names.ko[0]})`);
  if (table.rows.length === 0) return refused("empty", "The file has no rows below its titles");
  const columns = known.map(({ key }) => key).filter((key) => keys.includes(key));
  const places = columns.map((key) => [key, keys.indexOf(key)] as const);
  const rows = table.rows.map((cells, at) => ({
    line: table.lines[at] ?? at + 2,
    cells: Object.fromEntries(places.map(([key, place]) => [key, (cells[place] ?? "").trim()])),
  }));
  const ignored = table.header.filter((_, at) => keys[at] === undefined).slice(0, 50);
  return { isDone: true, encoding: decoded.encoding, columns, ignored, rows };
}

const refused = (fault: FileFault, detail: string): ReadImport => ({
  isDone: false,
  fault,
  detail,
});

/** A sound row with its value. */
export type SoundRow<T> = { line: number; cells: Record<string, string>; value: T };
export type CheckedRows<T> = { sound: SoundRow<T>[]; faults: RowFault[] };

/** Checks each row with `read`, and that no two have the same name. */
export function checkRows<T>(
  rows: readonly RawRow[],
  read: (
    cells: Record<string, string>,
    fault: (column: string, code: FaultCode) => null,
  ) => T | null,
  { column, nameOf }: { column: string; nameOf: (value: T) => string },
): CheckedRows<T> {
  const sound: SoundRow<T>[] = [];
  const faults: RowFault[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const value = read(cells, (at, code) => {
      faults.push({ line, column: at, code, text: (cells[at] ?? "").slice(0, 100) });
      return null;
    });
    if (value === null) continue;
    const name = nameOf(value);
    const earlier = lines.get(name);
    if (earlier === undefined) {
      lines.set(name, line);
      sound.push({ line, cells, value });
    } else faults.push({ line, column, code: "twice", text: String(earlier) });
  }
  return { sound, faults };
}

export const readEmails = (rows: readonly RawRow[]): CheckedRows<{ email: string }> =>
  checkRows(
    rows,
    ({ email = "" }, fault) => {
      if (email === "") return fault("email", "missing");
      const read = emailCell(email);
      return read === null ? fault("email", "not-an-email") : { email: read };
    },
    { column: "email", nameOf: ({ email }) => email },
  );

export const readCodes = (
  rows: readonly RawRow[],
): CheckedRows<{ code: string; usesMax: number }> =>
  checkRows(
    rows,
    ({ code = "", uses = "" }, fault) => {
      if (code === "") return fault("code", "missing");
      const read = codeCell(code);
      if (read === null) return fault("code", "not-a-code");
      const usesMax = uses === "" ? 1 : countCell(uses);
      return usesMax === null ? fault("uses", "not-a-count") : { code: read, usesMax };
    },
    { column: "code", nameOf: ({ code }) => code },
  );
