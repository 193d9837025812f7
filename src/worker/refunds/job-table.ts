import type { RefundJobLine } from "../../contract/admin/refunds/refund-jobs.ts";
import type { Table, TableCell } from "../spreadsheets/table.ts";

/** The orders of a refund job as a table. Its amounts are in minor units, as in the API. */
export const jobTable = (lines: AsyncIterable<RefundJobLine[]>): Table => ({
  title: "refunds",
  columns: [
    { name: "order", kind: "text" },
    { name: "concert", kind: "text" },
    { name: "starts_at", kind: "text" },
    { name: "state", kind: "text" },
    { name: "tickets", kind: "count" },
    { name: "currency", kind: "text" },
    { name: "charge", kind: "count" },
    { name: "refund", kind: "count" },
    { name: "paid", kind: "text" },
    { name: "problem", kind: "text" },
    { name: "done_at", kind: "text" },
  ],
  decimals: 0,
  pages: pagesOf(lines),
});

async function* pagesOf(lines: AsyncIterable<RefundJobLine[]>): AsyncGenerator<TableCell[][]> {
  for await (const page of lines) yield page.map(rowOf);
}

const rowOf = (line: RefundJobLine): TableCell[] => [
  line.number,
  line.concert.ko,
  line.startsAt,
  line.state,
  line.tickets,
  line.refund.currency,
  line.charge.amount,
  line.refund.amount,
  line.state === "done" ? (line.isDue ? "due" : "yes") : "no",
  line.problem,
  line.doneAt,
];
