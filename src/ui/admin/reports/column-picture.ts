import type { ReportSubject } from "../../../contract/admin/reports/report-kinds.ts";
import type { SalesReport, SalesRow } from "../../../contract/admin/reports/sales-reports.ts";

export type Part = { key: string; name: SalesRow["keys"][number]; value: number };
export type Column = {
  key: SalesRow["keys"][number];
  parts: Part[];
  /** What was given back, below the line. */
  back: number;
  before: number;
};

type Figures = SalesRow["figures"];

/** What a report is about: money where it may be seen, and else tickets. */
export function valueOf({ tickets, returned, money }: Figures, subject: ReportSubject): number {
  if (subject === "refunds") return money?.refund ?? returned;
  if (subject === "fees") return money?.fees ?? tickets;
  return money?.gross ?? tickets;
}
const backOf = ({ returned, money }: Figures): number => money?.refund ?? returned;

/** The rows of a report as columns, each in the parts of its second dimension. */
export function columnsOf({ rows, by }: SalesReport, subject: ReportSubject): Column[] {
  const columns = new Map<string, Column>();
  for (const { keys, figures, previous } of rows) {
    const [key, name] = keys;
    if (!key) continue;
    const column = columns.get(key.id) ?? { key, parts: [], back: 0, before: 0 };
    columns.set(key.id, column);
    const part = by.length > 1 && name ? name : key;
    column.parts.push({ key: part.id, name: part, value: valueOf(figures, subject) });
    // What was given back is below the line of what was sold, and needs no second place in its own report.
    if (subject !== "refunds") column.back += backOf(figures);
    column.before += previous ? valueOf(previous, subject) : 0;
  }
  return [...columns.values()];
}

/** The parts by their share of all, the largest first. */
export function sharesOf(columns: readonly Column[]): (Part & { share: number })[] {
  const parts = new Map<string, Part>();
  for (const { parts: own } of columns)
    for (const part of own) {
      const known = parts.get(part.key);
      parts.set(part.key, { ...part, value: part.value + (known?.value ?? 0) });
    }
  const all = [...parts.values()].reduce((sum, { value }) => sum + value, 0);
  return [...parts.values()]
    .map((part) => ({ ...part, share: all === 0 ? 0 : part.value / all }))
    .sort((one, other) => other.value - one.value);
}
