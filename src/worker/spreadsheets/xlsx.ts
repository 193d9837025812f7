import type { ColumnKind, Table, TableCell, TableColumn } from "./table.ts";
import { type ZipFile, zipOf } from "./zip.ts";

/** As many rows as a sheet of Excel has, less one for the names of the columns. */
const rowsMax = 1_048_575;
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const officeType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The styles by their place in the file's list; the first is for text, and the last for the names of the columns. */
const styles: Record<ColumnKind | "name", number> = {
  text: 0,
  count: 1,
  money: 2,
  share: 3,
  day: 4,
  moment: 5,
  name: 6,
};
const widths: Record<ColumnKind, number> = {
  text: 24,
  count: 10,
  money: 16,
  share: 10,
  day: 12,
  moment: 18,
};

/** The table as a workbook: numbers and days are numbers, and a text is a text whatever it looks like. */
export function xlsxOf(table: Table): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  return zipOf(filesOf(table));
}

async function* filesOf(table: Table): AsyncGenerator<ZipFile> {
  const rows = new Rows(table.pages);
  let sheets = 0;
  do {
    sheets++;
    yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheetOf(table.columns, rows) };
  } while (!rows.isOver);
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
  const files: [string, string][] = [
    ["xl/styles.xml", stylesOf(table.decimals)],
    ["xl/workbook.xml", workbookOf(table.title, numbers)],
    [
      "xl/_rels/workbook.xml.rels",
      relationsOf([
        ...numbers.map((number) => ["worksheet", `worksheets/sheet${number}.xml`] as const),
        ["styles", "styles.xml"],
      ]),
    ],
    ["_rels/.rels", relationsOf([["officeDocument", "xl/workbook.xml"]])],
    ["[Content_Types].xml", typesOf(numbers)],
  ];
  for (const [name, content] of files) yield { name, content: once(content) };
}

/** Takes rows out of pages, and knows whether there are more for another sheet. */
class Rows {
  readonly #pages: AsyncIterator<TableCell[][]>;
  #left: TableCell[][] = [];
  isOver = false;

  constructor(pages: AsyncIterable<TableCell[][]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** At most so many rows of the page; none at the end. */
  async take(max: number): Promise<TableCell[][]> {
    while (this.#left.length === 0 && !this.isOver) {
      const { done, value } = await this.#pages.next();
      if (done) this.isOver = true;
      else this.#left = value;
    }
    return this.#left.splice(0, max);
  }
}

async function* sheetOf(columns: TableColumn[], rows: Rows): AsyncGenerator<string> {
  const sizes = columns.map(
    ({ kind }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${widths[kind]}" customWidth="1"/>`,
  );
  const names = columns.map(({ name }) => textCell(name, styles.name));
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${sizes.join("")}</cols><sheetData><row>${names.join("")}</row>`;
  for (let written = 0; written < rowsMax;) {
    const page = await rows.take(Math.min(2_000, rowsMax - written));
    if (page.length === 0) break;
    written += page.length;
    yield page.map((row) => rowOf(columns, row)).join("");
  }
  // Whether another sheet is needed.
  if (!rows.isOver) await rows.take(0);
  yield "</sheetData></worksheet>";
}

const rowOf = (columns: TableColumn[], row: TableCell[]): string =>
  `<row>${columns.map(({ kind }, at) => cellOf(kind, row[at] ?? null)).join("")}</row>`;

function cellOf(kind: ColumnKind, cell: TableCell): string {
  if (cell === null || cell === "") return "<c/>";
  if (typeof cell === "number") return `<c s="${styles[kind]}"><v>${cell}</v></c>`;
  if (kind === "day" || kind === "moment")
    return `<c s="${styles[kind]}"><v>${serialOf(cell)}</v></c>`;
  return textCell(cell, styles.text);
}

const textCell = (text: string, style: number): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Days since the end of 1899, as spreadsheets count them. */
function serialOf(day: string): number {
  const ms = Date.parse(day.length === 10 ? `${day}T00:00Z` : `${day}Z`);
  return ms / 86_400_000 + 25_569;
}

// XML has no way to write most control characters.
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (text: string): string =>
  text.replaceAll(unwritable, "").replaceAll(/[&<>"]/g, (found) => escapes[found] ?? "");

const stylesOf = (decimals: number): string => {
  const money = decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
  const formats = [0, 3, 164, 10, 165, 166].map(
    (id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`,
  );
  return `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="${money}"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/><numFmt numFmtId="166" formatCode="yyyy-mm-dd hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7">${formats.join("")}<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;
};

const workbookOf = (title: string, numbers: number[]): string => {
  const sheets = numbers.map(
    (number) =>
      `<sheet name="${escapeXml(sheetName(title, number))}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join("")}</sheets></workbook>`;
};

/** A name that Excel accepts: at most 31 characters, and none of those of a formula. */
const sheetName = (title: string, number: number): string =>
  [...title.replaceAll(/[[\]:*?/\\']/g, " ").trim()].slice(0, 27).join("") +
  (number > 1 ? ` ${number}` : "");

const relationsOf = (of: (readonly [string, string])[]): string => {
  const lines = of.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packages}/relationships">${lines.join("")}</Relationships>`;
};

const typesOf = (numbers: number[]): string => {
  const sheets = numbers.map(
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${officeType}.worksheet+xml"/>`,
  );
  return `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${officeType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${officeType}.styles+xml"/>${sheets.join("")}</Types>`;
};

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
