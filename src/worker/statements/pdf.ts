import { PDFDocument, type PDFFont, type PDFPage, rgb } from "@cantoo/pdf-lib";
import * as fontkit from "fontkit";
import type { Statement } from "./statement.ts";

const [pageWidth, pageHeight] = [595, 842];
const margin = 48;
const grey = rgb(0.35, 0.35, 0.35);
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
  pen.text("Frontrow", { size: 11, color: grey });
  pen.down(30);
  pen.text(statement.title, { size: 20 });
  pen.down(34);
  for (const [label, value] of statement.facts) {
    pen.text(label, { color: grey });
    pen.text(value, { x: 110 });
    pen.down(18);
  }
  for (const { head, rows } of statement.tables) {
    pen.down(14);
    pen.row(head, grey);
    for (const row of rows) pen.row(row, black);
  }
  pen.down(10);
  for (const [label, value] of statement.sums) {
    pen.text(label, { x: 260, color: grey });
    pen.textTo(value);
    pen.down(18);
  }
  pen.down(20);
  pen.text(statement.note, { size: 9, color: grey });
  return new Uint8Array(await pdf.save());
}

type Style = { x?: number; size?: number; color?: typeof grey; width?: number };

/** Writes from the top of a page to its end, and goes on with the next one. */
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

  text(text: string, { x = 0, size = 10, color = black, width }: Style = {}): void {
    const shown = width === undefined ? text : this.#cut(text, size, width);
    this.#page.drawText(shown, { x: margin + x, y: this.#y, size, color, font: this.#font });
  }

  /** Ends at the right margin. */
  textTo(text: string, size = 10): void {
    const x = pageWidth - 2 * margin - this.#font.widthOfTextAtSize(text, size);
    this.text(text, { x, size });
  }

  /** A row of columns of one width, with a line beneath it. */
  row(cells: string[], color: typeof grey): void {
    const width = (pageWidth - 2 * margin) / Math.max(1, cells.length);
    for (const [index, cell] of cells.entries())
      this.text(cell, { x: index * width, size: 9, color, width: width - 6 });
    const y = this.#y - 6;
    const ends = { start: { x: margin, y }, end: { x: pageWidth - margin, y } };
    this.#page.drawLine({ ...ends, thickness: 0.5, color: rgb(0.85, 0.85, 0.85) });
    this.down(22);
  }

  #cut(text: string, size: number, width: number): string {
    if (this.#font.widthOfTextAtSize(text, size) <= width) return text;
    let cut = text;
    while (cut.length > 1 && this.#font.widthOfTextAtSize(`${cut}…`, size) > width)
      cut = cut.slice(0, -1);
    return `${cut}…`;
  }
}
