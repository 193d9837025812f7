import type { Locale } from "../../contract/people/accounts.ts";
import { decimals } from "../../contract/money/money-text.ts";
import { type Dimension } from "../../contract/admin/reports/report-kinds.ts";
import {
  type ReportKey,
  type SalesFigures,
  type SalesReport,
} from "../../contract/admin/reports/sales-reports.ts";
import { type Measure, reportWords } from "../../contract/admin/reports/report-words.ts";
import { onePage, type Table, type TableCell, type TableColumn } from "../spreadsheets/table.ts";

const counted = ["orders", "tickets", "returned"] as const;
const sums = [
  "prices",
  "discount",
  "fees",
  "gross",
  "refund",
  "kept",
  "feeReturned",
  "net",
] as const;

/** A report as a table for a file: every measure, and each of them in the period before. */
export function salesTable(report: SalesReport, language: Locale): Table {
  const words = reportWords[language];
  const hasMoney = report.totals.money !== null;
  const hasOrders = report.totals.orders !== null;
  const measures: { measure: Measure; kind: TableColumn["kind"] }[] = [
    ...counted
      .filter((measure) => hasOrders || measure !== "orders")
      .map((measure) => ({ measure, kind: "count" as const })),
    ...(hasMoney ? sums.map((measure) => ({ measure, kind: "money" as const })) : []),
  ];
  const scale = 10 ** decimals[report.currency];
  const values = (figures: SalesFigures | null): TableCell[] =>
    measures.map(({ measure, kind }) => {
      const value = figures && valueOf(figures, measure);
      return value !== null && kind === "money" ? value / scale : value;
    });
  const shownBefore = report.previous !== null;
  const columns: TableColumn[] = [
    ...report.by.map((dimension) => ({
      name: words.dimensions[dimension],
      kind: kindOf(dimension),
    })),
    ...measures.map(({ measure, kind }) => ({ name: words.measures[measure], kind })),
    ...(shownBefore
      ? measures.map(({ measure, kind }) => ({
          name: `${words.measures[measure]} (${words.before})`,
          kind,
        }))
      : []),
  ];
  const rows = report.rows.map(({ keys, figures, previous }): TableCell[] => [
    ...keys.map((key, at) => keyText(key, report.by[at] ?? "day", language)),
    ...values(figures),
    ...(shownBefore ? values(previous) : []),
  ]);
  return {
    title: `${report.from} ${report.to}`,
    columns,
    decimals: decimals[report.currency],
    pages: onePage(rows),
  };
}

function valueOf({ orders, tickets, returned, money }: SalesFigures, measure: Measure) {
  if (measure === "orders") return orders;
  if (measure === "tickets") return tickets;
  if (measure === "returned") return returned;
  return money && money[measure];
}

const kindOf = (dimension: Dimension): TableColumn["kind"] =>
  dimension === "day" || dimension === "week" || dimension === "month" ? "day" : "text";

/** A key as people call it. */
export function keyText(
  { id, name, at }: ReportKey,
  dimension: Dimension,
  language: Locale,
): string {
  if (dimension === "year") return id.slice(0, 4);
  if (dimension === "hour") return `${id}:00`;
  const called = name?.[language] ?? reportWords[language].keys[dimension]?.[id] ?? id;
  return at === null ? called : `${called} ${at.slice(0, 16).replace("T", " ")}Z`;
}
