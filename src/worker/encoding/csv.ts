/** What a spreadsheet takes for a formula, also in full width; a quotation mark before it makes it text. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/;

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** By this mark spreadsheets know that a file is UTF-8. */
export const csvMark = "\ufeff";

/** A line of a table; only a text can be mistaken for a formula. */
export const csvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map((each) => (typeof each === "number" ? String(each) : cell(each))).join(",")}\r\n`;

/** A table as CSV, with the mark by which spreadsheets know that it is UTF-8, and without a formula in any cell. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  csvMark + rows.map(csvLine).join("");
