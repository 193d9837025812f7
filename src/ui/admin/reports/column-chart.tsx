import { useEffect, useState } from "preact/hooks";
import type { Dimension, ReportSubject } from "../../../contract/admin/reports/report-kinds.ts";
import type { SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { moneyText } from "../../../contract/money/money-text.ts";
import { language, words } from "../../state/language.ts";
import { roundTop } from "../charts/chart-shape.ts";
import { columnsOf, sharesOf } from "./column-picture.ts";
import { keyText } from "./key-text.ts";

const [height, left, top, bottom] = [300, 64, 12, 26];
/** The letters of the drawing keep their size, so a phone gets a drawing of its own width. */
const widths = { wide: 960, narrow: 340 } as const;
const colorsMax = 6;

/** Columns over time in the parts of a second dimension, with what was given back below and the period before as a line. */
export function ColumnChart({ report, subject, title }: ColumnChartProps) {
  const w = words().adminReports;
  const lang = language.value;
  const isNarrow = useIsNarrow();
  const width = widths[isNarrow ? "narrow" : "wide"];
  const columns = columnsOf(report, subject);
  const shares = sharesOf(columns);
  const isSplit = report.by.length > 1;
  const colorOf = (key: string) =>
    isSplit ? 1 + (shares.findIndex((part) => part.key === key) % colorsMax) : 1;
  const short = (value: number) =>
    new Intl.NumberFormat(lang, { notation: "compact", maximumFractionDigits: 1 }).format(value);
  const most = Math.max(1, ...columns.flatMap(({ parts, before }) => [sum(parts), before]));
  const least = Math.max(0, ...columns.map(({ back }) => back));
  const ceiling = roundTop(most);
  const room = height - top - bottom;
  const zero = top + (room * ceiling) / (ceiling + least);
  const y = (value: number) => zero - (value / ceiling) * (zero - top);
  const step = (width - left) / Math.max(1, columns.length);
  const every = Math.ceil(columns.length / (isNarrow ? 5 : 14));
  const [first = "day", second = first] = report.by as Dimension[];
  const hasBefore = report.previous !== null;
  return (
    <figure class="rep__figure">
      <figcaption class="rep__key">
        {isSplit
          ? shares.slice(0, colorsMax).map(({ key, name, share }) => (
              <span key={key}>
                <i data-color={colorOf(key)} />
                {keyText(name, second, lang)} <b>{percent(share, lang)}</b>
              </span>
            ))
          : null}
        {hasBefore ? (
          <span>
            <i class="is-before" />
            {w.before}
          </span>
        ) : null}
        {subject === "refunds" ? null : (
          <span>
            <i class="is-back" />
            {w.refunds}
          </span>
        )}
      </figcaption>
      <svg class="rep__chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <g key={part}>
            <path class="is-grid" d={`M${left} ${y(ceiling * part)}H${width}`} />
            <text x={left - 8} y={y(ceiling * part) + 4} text-anchor="end">
              {short(ceiling * part)}
            </text>
          </g>
        ))}
        {columns.map(({ key, parts, back, before }, at) => {
          const x = left + at * step + step * 0.16;
          const wide = Math.max(1, step * 0.68);
          let from = 0;
          return (
            <g key={key.id}>
              <title>{`${keyText(key, first, lang)} · ${moneyOrCount(sum(parts), report, lang)}`}</title>
              {parts.map((part) => {
                const below = from;
                from += part.value;
                return (
                  <rect
                    key={part.key}
                    data-color={colorOf(part.key)}
                    x={x}
                    y={y(from)}
                    width={wide}
                    height={Math.max(0, y(below) - y(from))}
                  />
                );
              })}
              {back > 0 ? (
                <rect class="is-back" x={x} y={zero} width={wide} height={y(0) - y(back)} />
              ) : null}
              {hasBefore ? (
                <path class="is-before" d={`M${x - 3} ${y(before)}H${x + wide + 3}`} />
              ) : null}
              {at % every === 0 ? (
                <text x={x + wide / 2} y={height - 6} text-anchor="middle">
                  {keyText(key, first, lang, true)}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const isPhone = () => innerWidth < 700;

function useIsNarrow(): boolean {
  const [isNarrow, setIsNarrow] = useState(isPhone);
  useEffect(() => {
    const look = () => setIsNarrow(isPhone());
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, []);
  return isNarrow;
}

type ColumnChartProps = { report: SalesReport; subject: ReportSubject; title: string };

const sum = (parts: readonly { value: number }[]) =>
  parts.reduce((total, { value }) => total + value, 0);

const percent = (share: number, lang: string) =>
  new Intl.NumberFormat(lang, { style: "percent" }).format(share);

const moneyOrCount = (value: number, { totals, currency }: SalesReport, lang: "ko" | "en") =>
  totals.money === null
    ? new Intl.NumberFormat(lang).format(value)
    : moneyText({ amount: value, currency }, lang);
