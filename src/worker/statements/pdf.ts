import { PDFDocument, type PDFFont, type PDFPage, rgb } from "@cantoo/pdf-lib";
import * as fontkit from "fontkit";
import { brokenIntoLines } from "./line-breaks.ts";
import type { Column, Statement } from "./statement.ts";

const [pageWidth, pageHeight] = [595, 842];
const margin = 48;
const innerWidth = pageWidth - 2 * margin;
const [labelWidth, sumsAt, sumWidth, gap] = [110, 190, 100, 12];
const lineHeight = 14;
const gray = rgb(0.35, 0.35, 0.35);
const black = rgb(0.07, 0.07, 0.07);

/** The statement as a PDF, with only those glyphs of the font that it needs. */
export async function statementPdf(
  statement: Statement,
  fontBytes: ArrayBuffer,
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  pdf.setTitle(statement.title);
  pdf.setLanguage(statement.language);
  const font = await pdf.embedFont(fontBytes, { subset: true });
  const pen = new Pen(pdf, font);
  pen.text("Frontrow", { size: 11, color: gray });
  pen.down(30);
  pen.text(statement.title, { size: 20 });
  pen.down(34);
  for (const [label, value] of statement.facts)
    pen.row([
      { text: label, width: labelWidth - gap, color: gray },
      { text: value, x: labelWidth, width: innerWidth - labelWidth },
    ]);
  for (const { columns, rows } of statement.tables) {
    pen.down(14);
    pen.row(
      cellsOf(
        columns,
        columns.map(({ name }) => name),
      ).map((cell) => ({ ...cell, color: gray })),
    );
    pen.line();
    for (const row of rows) {
      pen.row(cellsOf(columns, row));
      pen.line();
    }
  }
  pen.down(10);
  for (const [label, value] of statement.sums)
    pen.row([
      { text: label, x: sumsAt, width: innerWidth - sumsAt - sumWidth - gap, color: gray },
      { text: value, x: innerWidth - sumWidth, width: sumWidth, isAtEnd: true },
    ]);
  pen.down(20);
  pen.text(statement.note, { size: 9, color: gray });
  return new Uint8Array(await pdf.save());
}

type Style = { size?: number; color?: typeof gray };
/** A text within its share of the width; it wraps to the next line. */
type Cell = Style & { text: string; x?: number; width: number; isAtEnd?: boolean };

function cellsOf(columns: Column[], texts: string[]): Cell[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x = 0;
  return columns.map(({ share, isSum = false }, at) => {
    const width = (innerWidth * share) / shares;
    const cell = {
      text: texts[at] ?? "",
      x,
      width: at === columns.length - 1 ? width : width - gap,
      isAtEnd: isSum,
      size: 9,
    };
    x += width;
    return cell;
  });
}

/** Writes from the top of a page to its end, and continues on the next one. */
class Pen {
  readonly #pdf: PDFDocument;
  readonly #font: PDFFont;
  #page: PDFPage;
  #y = pageHeight - margin;

  constructor(pdf: PDFDocument, font: PDFFont) {
    this.#pdf = pdf;
    this.#font = font;
    this.#page = pdf.addPage([pageWidth, pageHeight]);
  }

  down(points: number): void {
    this.#y -= points;
    if (this.#y > margin) return;
    this.#page = this.#pdf.addPage([pageWidth, pageHeight]);
    this.#y = pageHeight - margin;
  }

  text(text: string, style: Style = {}): void {
    this.#draw(text, 0, style);
  }

  /** Cells side by side, never torn apart by the end of a page. */
  row(cells: Cell[]): void {
    const texts = cells.map((cell) => ({ cell, lines: this.#linesOf(cell) }));
    const height = lineHeight * Math.max(...texts.map(({ lines }) => lines.length));
    if (this.#y - height < margin) this.down(pageHeight);
    for (const { cell, lines } of texts)
      for (const [at, line] of lines.entries()) {
        const { x = 0, width, size = 10, isAtEnd = false } = cell;
        const end = isAtEnd ? width - this.#font.widthOfTextAtSize(line, size) : 0;
        this.#draw(line, x + end, cell, at * lineHeight);
      }
    this.down(height + 4);
  }

  /** Below the last line. */
  line(): void {
    const y = this.#y + 11;
    const ends = { start: { x: margin, y }, end: { x: pageWidth - margin, y } };
    this.#page.drawLine({ ...ends, thickness: 0.5, color: rgb(0.85, 0.85, 0.85) });
    this.down(8);
  }

  #draw(text: string, x: number, { size = 10, color = black }: Style, below = 0): void {
    const at = { x: margin + x, y: this.#y - below };
    this.#page.drawText(text, { ...at, size, color, font: this.#font });
  }

  #linesOf({ text, width, size = 10 }: Cell): string[] {
    return brokenIntoLines(text, (line) => this.#font.widthOfTextAtSize(line, size) <= width);
  }
}
