import { columnsOf, type ImportKind } from "../../../contract/import/columns.ts";
import type { RowFault } from "../../../contract/import/imports.ts";
import type { Locale } from "../../../contract/people/accounts.ts";
import { writeTable } from "../../../contract/plan/exchange/csv.ts";

type Texts = { column: (key: string) => string; fault: (code: RowFault["code"]) => string };

/** The faults as a table. No cell of it is a formula, whatever the file said. */
export const faultTable = (
  titles: readonly string[],
  faults: readonly RowFault[],
  { column, fault }: Texts,
): string =>
  `\ufeff${writeTable([
    titles,
    ...faults.map(({ line, column: key, code, text }) => [line, column(key), fault(code), text]),
  ])}`;

const examples: Record<string, string> = {
  start: "2027-01-16 19:30",
  doors: "2027-01-16 18:30",
  opens: "2026-12-01 20:00",
  closes: "2027-01-16 17:30",
  zone: "VIP",
  price: "178000",
  fee: "2000",
  code: "WAVES2027",
  uses: "1",
  email: "fan@example.com",
  name: "김하늘",
  mail: "guest@example.com",
  phone: "010-1234-5678",
  seat: "",
  count: "2",
};

/** A table of one row with all columns of a kind. */
export function exampleTable(kind: ImportKind, lang: Locale): string {
  const columns = columnsOf[kind];
  const titles = columns.map(({ key, names }) => names[lang][0] ?? key);
  return `\ufeff${writeTable([titles, columns.map(({ key }) => examples[key] ?? "")])}`;
}

/** Has the browser save a text as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
