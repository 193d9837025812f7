/** A table read from a file, or the reason for refusing it. */
export type Table = {
  header: string[];
  rows: string[][];
  /** The line of each row in a spreadsheet, which counts empty ones too. */
  lines: number[];
  isCut: boolean;
};

/** No table of ours has more columns, and a file could have millions. */
const cellsMax = 100;
const titleLengthMax = 100;

const delimiters = [",", ";", "\t"] as const;

/** Reads comma, semicolon or tab separated text, whichever its first line is. Rows beyond `rowsMax` and cells beyond `cellsMax` are not read. */
export function readTable(text: string, rowsMax: number): Table {
  const body = text.startsWith("\ufeff") ? text.slice(1) : text;
  const delimiter = delimiterOf(body);
  const rows: string[][] = [];
  const lines: number[] = [];
  let at = 0;
  for (let line = 1; at < body.length && rows.length <= rowsMax + 1; line++) {
    const read = readRow(body, at, delimiter);
    at = read.next;
    if (!read.cells.some((cell) => cell !== "")) continue;
    rows.push(read.cells);
    lines.push(line);
  }
  const header = rows[0] ?? [];
  return {
    header: header.map((cell) => cell.trim().slice(0, titleLengthMax).toLowerCase()),
    rows: rows.slice(1, rowsMax + 1),
    lines: lines.slice(1, rowsMax + 1),
    isCut: rows.length > rowsMax + 1,
  };
}

function delimiterOf(text: string): string {
  const line = text.slice(0, 4_000).split(/\r?\n/, 1)[0] ?? "";
  const counts = delimiters.map((one) => line.split(one).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

function readRow(text: string, start: number, delimiter: string) {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = "";
    if (text[at] === '"') {
      const quoted = readQuoted(text, at + 1);
      cell = quoted.cell;
      at = quoted.next;
    }
    const end = endOfCell(text, at, delimiter);
    if (cells.length < cellsMax) cells.push(plain(cell + text.slice(at, end)));
    at = end;
    if (text[at] === delimiter) at++;
    else return { cells, next: text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1 };
  }
}

function readQuoted(text: string, start: number) {
  let cell = "";
  let at = start;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) return { cell: cell + text.slice(at), next: text.length };
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') return { cell, next: end + 1 };
    cell += '"';
    at = end + 2;
  }
}

function endOfCell(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

/** A spreadsheet would compute a text that begins like a formula, also in full width, so it goes out behind an apostrophe. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/;
const guarded = /^'[=+\-@＝＋－＠\t\r\n']/;

const plain = (cell: string) => (guarded.test(cell) ? cell.slice(1) : cell);

export function writeTable(rows: Iterable<readonly (string | number)[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map(cellOf).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) || value.startsWith("'") ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
