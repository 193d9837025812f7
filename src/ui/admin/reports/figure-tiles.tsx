import type { SalesFigures, SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { moneyText } from "../../../contract/money/money-text.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { changeOf } from "./report-filter.ts";

type Tile = { name: string; of: (figures: SalesFigures) => number | null; isMoney?: true };

/** The totals, each with its change since the period before. */
export function FigureTiles({ report }: { report: SalesReport }) {
  const w = words().adminReports;
  const lang = language.value;
  const { totals, previousTotals, currency } = report;
  const tiles: Tile[] = [
    { name: w.net, of: ({ money }) => money && money.net, isMoney: true },
    { name: w.gross, of: ({ money }) => money && money.gross, isMoney: true },
    { name: w.refunds, of: ({ money }) => money && 0 - money.refund, isMoney: true },
    { name: w.sold, of: ({ tickets }) => tickets },
    { name: w.returned, of: ({ returned }) => returned },
  ];
  const text = (value: number, isMoney = false) =>
    isMoney ? moneyText({ amount: value, currency }, lang) : count(value, lang);
  return (
    <dl class="rep__tiles">
      {tiles.map(({ name, of, isMoney }) => {
        const value = of(totals);
        if (value === null) return null;
        const before = previousTotals ? (of(previousTotals) ?? 0) : undefined;
        return (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{text(value, isMoney)}</b>
              {before === undefined ? null : (
                <span>
                  {before === 0 ? null : <Change now={value} before={before} />} {w.before}{" "}
                  {text(before, isMoney)}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A change as an arrow and a share, also told by its sign. */
export function Change({ now, before }: { now: number; before: number | undefined }) {
  const change = changeOf(now, before);
  if (change === null) return <span class="c-2">{words().adminReports.first}</span>;
  const share = new Intl.NumberFormat(language.value, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  }).format(change);
  return (
    <span class={change < 0 ? "rep__change is-down" : "rep__change"}>
      {change === 0 ? "" : change < 0 ? "▼ " : "▲ "}
      {share}
    </span>
  );
}
