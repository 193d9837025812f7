import { reportWords } from "../../../contract/admin/reports/report-words.ts";
import {
  comparisons,
  type SalesReportName,
  salesReports,
} from "../../../contract/admin/reports/report-kinds.ts";
import { language, words } from "../../state/language.ts";
import { DayField } from "../parts/days.tsx";
import { Choice, ShowPicker } from "../parts/filters/show-picker.tsx";
import { may } from "../staff/employer.ts";
import {
  currencies,
  hasPeriod,
  type OtherReport,
  type ReportFilter,
  type ReportName,
  spanOf,
  spans,
  todayHere,
} from "./report-filter.ts";

type Props = { filter: ReportFilter; onChange: (change: Partial<ReportFilter>) => void };

/** Which report, of which days, compared with what, and of which channel. */
export function ReportFilters({ filter, onChange }: Props) {
  const w = words().adminReports;
  const today = todayHere();
  const channels = Object.entries(reportWords[language.value].keys.channel ?? {});
  const isSales = Object.hasOwn(salesReports, filter.report);
  return (
    <div class="rep__filters">
      <div class="field">
        <label for="report">{w.report}</label>
        <select
          class="input"
          id="report"
          value={filter.report}
          onChange={(event) => onChange({ report: event.currentTarget.value as ReportName })}
        >
          <optgroup label={w.ofSales}>
            {(Object.keys(salesReports) as SalesReportName[]).map((name) => (
              <option key={name} value={name}>
                {w.names[name]}
              </option>
            ))}
          </optgroup>
          <optgroup label={w.ofOthers}>
            {others().map((name) => (
              <option key={name} value={name}>
                {w.names[name]}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
      {hasPeriod(filter.report) ? (
        <>
          <div class="rep__spans" role="group" aria-label={w.period}>
            {spans.map((span) => {
              const period = spanOf(span, today);
              const isChosen = period.from === filter.from && period.to === filter.to;
              return (
                <button
                  key={span}
                  type="button"
                  class={isChosen ? "btn btn--sm" : "btn btn--quiet btn--sm"}
                  aria-pressed={isChosen}
                  onClick={() => onChange(period)}
                >
                  {w.spans[span]}
                </button>
              );
            })}
          </div>
          <DayField
            name="from"
            label={w.from}
            value={filter.from}
            onChange={(from) => onChange({ from })}
          />
          <DayField name="to" label={w.to} value={filter.to} onChange={(to) => onChange({ to })} />
        </>
      ) : null}
      {isSales ? (
        <>
          <div class="field">
            <label for="compare">{w.compare}</label>
            <select
              class="input"
              id="compare"
              value={filter.compare}
              onChange={(event) =>
                onChange({ compare: event.currentTarget.value as ReportFilter["compare"] })
              }
            >
              {comparisons.map((each) => (
                <option key={each} value={each}>
                  {w.comparisons[each]}
                </option>
              ))}
            </select>
          </div>
          <ShowPicker show={filter} onChange={onChange} />
          <Choice
            name="channel"
            label={w.channel}
            value={filter.channel}
            options={channels}
            onChange={(channel) => onChange({ channel })}
          />
          <div class="field">
            <label for="currency">{w.currency}</label>
            <select
              class="input"
              id="currency"
              value={filter.currency || "KRW"}
              onChange={(event) =>
                onChange({ currency: event.currentTarget.value as ReportFilter["currency"] })
              }
            >
              {currencies.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </div>
        </>
      ) : null}
    </div>
  );
}

const others = (): OtherReport[] => [
  "unsold",
  "no-shows",
  ...(may("deployment.read") ? (["gateway"] as const) : []),
  ...(may("deliveries.read") ? (["day-files"] as const) : []),
];
