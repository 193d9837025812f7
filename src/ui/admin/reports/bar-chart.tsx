import type { Dimension, ReportSubject } from "../../../contract/admin/reports/report-kinds.ts";
import type { SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { count } from "../../i18n/format.ts";
import { language } from "../../state/language.ts";
import { moneyText } from "../../../contract/money/money-text.ts";
import { valueOf } from "./column-picture.ts";
import { keyText } from "./key-text.ts";

const barsMax = 12;

/** The largest rows as bars; the table below has all of them. */
export function BarChart({ report, subject }: BarChartProps) {
  const lang = language.value;
  const rows = report.rows
    .map(({ keys, figures, previous }) => ({
      name: keys.map((key, at) => keyText(key, (report.by[at] ?? "day") as Dimension, lang)),
      value: valueOf(figures, subject),
      before: previous ? valueOf(previous, subject) : 0,
    }))
    .sort((one, other) => other.value - one.value)
    .slice(0, barsMax);
  const most = Math.max(1, ...rows.flatMap(({ value, before }) => [value, before]));
  const shown = (value: number) =>
    report.totals.money === null
      ? count(value, lang)
      : moneyText({ amount: value, currency: report.currency }, lang);
  return (
    <ol class="rep__bars">
      {rows.map(({ name, value, before }) => (
        <li key={name.join()}>
          <span>{name.join(" · ")}</span>
          <b>{shown(value)}</b>
          <i style={{ width: `${(100 * Math.max(0, value)) / most}%` }} />
          {report.previous ? (
            <i class="is-before" style={{ left: `${(100 * Math.max(0, before)) / most}%` }} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

type BarChartProps = { report: SalesReport; subject: ReportSubject };
