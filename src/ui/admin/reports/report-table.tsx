import { useState } from "preact/hooks";
import {
  type Dimension,
  type SalesReportName,
  salesReports,
} from "../../../contract/admin/reports/report-kinds.ts";
import { type Measure, reportWords } from "../../../contract/admin/reports/report-words.ts";
import type { SalesFigures, SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { decimals } from "../../../contract/money/money-text.ts";
import { language, words } from "../../state/language.ts";
import { valueOf } from "./column-picture.ts";
import { Change } from "./figure-tiles.tsx";
import { keyText } from "./key-text.ts";
import { rowWindow } from "./row-window.ts";

const columns = {
  money: ["tickets", "returned", "gross", "refund", "net"],
  fees: ["tickets", "gross", "fees", "feeReturned", "kept"],
  refunds: ["returned", "refund", "kept", "feeReturned"],
  customers: ["orders", "tickets", "gross", "net"],
} as const satisfies Record<string, readonly Measure[]>;
const rowHeight = 44;
const heightMax = 620;

type Props = {
  report: SalesReport;
  name: SalesReportName;
  title: string;
  /** Where the orders of a row are; null for rows that no list of orders has. */
  ordersOf: (row: SalesReport["rows"][number]) => string | null;
};

/** All rows of a report. Only those in view are drawn, so that thousands scroll as a few do. */
export function ReportTable({ report, name, title, ordersOf }: Props) {
  const w = words().adminReports;
  const lang = language.value;
  const [scrollTop, setScrollTop] = useState(0);
  const { shows } = salesReports[name];
  const measures = columns[shows].filter((measure) => figureOf(report.totals, measure) !== null);
  const isCounted = shows === "customers" && report.totals.orders !== null;
  const { rows, by, totals, previousTotals, currency } = report;
  const { from, to, above, below } = rowWindow(
    { scrollTop, height: heightMax },
    { rows: rows.length, rowHeight },
  );
  const format = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const text = (figures: SalesFigures, measure: Measure) => {
    const value = figureOf(figures, measure);
    if (value === null) return "–";
    return format.format(isMoney(measure) ? value / 10 ** decimals[currency] : value);
  };
  const cells = (figures: SalesFigures, before: SalesFigures | null) => (
    <>
      {measures.map((measure) => (
        <td key={measure} class="right">
          {text(figures, measure)}
        </td>
      ))}
      {isCounted ? (
        <td class="right">
          {figures.orders ? format.format(figures.tickets / figures.orders) : "–"}
        </td>
      ) : null}
      {report.previous ? (
        <td class="right">
          <Change
            now={valueOf(figures, shows)}
            before={before ? valueOf(before, shows) : undefined}
          />
        </td>
      ) : null}
    </>
  );
  const wide = measures.length + by.length + (isCounted ? 1 : 0) + (report.previous ? 1 : 0);
  return (
    <div
      class="rep__scroll"
      style={{ maxHeight: `${heightMax}px` }}
      role="group"
      aria-label={title}
      tabIndex={0}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <table class="table rep__table" aria-rowcount={rows.length + 2}>
        <thead>
          <tr>
            {by.map((dimension) => (
              <th key={dimension} scope="col">
                {reportWords[lang].dimensions[dimension as Dimension]}
              </th>
            ))}
            {measures.map((measure) => (
              <th key={measure} scope="col" class="right">
                {reportWords[lang].measures[measure]}
              </th>
            ))}
            {isCounted ? (
              <th scope="col" class="right">
                {w.perOrder}
              </th>
            ) : null}
            {report.previous ? (
              <th scope="col" class="right">
                {w.before}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? (
            <tr aria-hidden="true" style={{ height: `${above}px` }}>
              <td colSpan={wide} />
            </tr>
          ) : null}
          {rows.slice(from, to).map((row, at) => {
            const orders = ordersOf(row);
            const shown = row.keys.map((key, place) =>
              keyText(key, (by[place] ?? "day") as Dimension, lang),
            );
            return (
              <tr key={row.keys.map(({ id }) => id).join()} aria-rowindex={from + at + 2}>
                {shown.map((text, place) => (
                  <td key={by[place]}>
                    {place === 0 && orders !== null ? (
                      <a class="link" href={orders} title={w.rowOrders}>
                        {text}
                      </a>
                    ) : (
                      text
                    )}
                  </td>
                ))}
                {cells(row.figures, row.previous)}
              </tr>
            );
          })}
          {below > 0 ? (
            <tr aria-hidden="true" style={{ height: `${below}px` }}>
              <td colSpan={wide} />
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={by.length}>
              {w.total}
            </th>
            {cells(totals, previousTotals)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const counts: readonly Measure[] = ["orders", "tickets", "returned"];
const isMoney = (measure: Measure) => !counts.includes(measure);

function figureOf(figures: SalesFigures, measure: Measure): number | null {
  const { orders, tickets, returned, money } = figures;
  if (measure === "orders") return orders;
  if (measure === "tickets") return tickets;
  if (measure === "returned") return returned;
  return money && money[measure];
}
