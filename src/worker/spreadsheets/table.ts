/** `day` is a calendar day; `moment` a day and a time on a clock without a zone, as in 2027-01-16T18:00. */
export type ColumnKind = "text" | "count" | "money" | "share" | "day" | "moment";
export type TableColumn = { name: string; kind: ColumnKind };
/** Money is in whole units of its currency here; null leaves a cell empty. */
export type TableCell = string | number | null;
/** A table whose rows come in pages, so that it can be of any length. */
export type Table = {
  title: string;
  columns: TableColumn[];
  /** How many decimals its money has. */
  decimals: number;
  pages: AsyncIterable<TableCell[][]>;
};

/** The rows of a table that is there as a whole. */
export async function* onePage(rows: TableCell[][]): AsyncGenerator<TableCell[][]> {
  yield await Promise.resolve(rows);
}
