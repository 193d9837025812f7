import { csvLine, csvMark } from "../encoding/csv.ts";
import type { Table } from "./table.ts";
import { xlsxOf } from "./xlsx.ts";

export type FileFormat = "csv" | "xlsx";

const types: Record<FileFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const encoder = new TextEncoder();

/** The table as a file that is sent while it is made. */
export function fileOf(table: Table, format: FileFormat, name: string): Response {
  const parts = format === "csv" ? encoded(csvOfTable(table)) : xlsxOf(table);
  return new Response(streamOf(parts), {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "private, no-store",
    },
  });
}

/** The table as a whole file, for one that is attached to a mail. */
export async function bytesOf(table: Table, format: FileFormat): Promise<Uint8Array<ArrayBuffer>> {
  const parts = format === "csv" ? encoded(csvOfTable(table)) : xlsxOf(table);
  return new Uint8Array(await new Response(streamOf(parts)).arrayBuffer());
}

async function* csvOfTable({ columns, pages }: Table): AsyncGenerator<string> {
  yield csvMark + csvLine(columns.map(({ name }) => name));
  for await (const rows of pages) {
    yield rows.map((row) => csvLine(row.map((cell) => cell ?? ""))).join("");
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const text of texts) yield encoder.encode(text);
}

/** A part is made when the receiver has room for it. */
function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
