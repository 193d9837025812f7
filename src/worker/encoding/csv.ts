/** What a spreadsheet takes for a formula, also in full width; a quotation mark before it makes it text. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/;

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A table as CSV, with the mark by which spreadsheets know that it is UTF-8, and without a formula in any cell. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
