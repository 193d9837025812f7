import "./reports.css";
import { useState } from "preact/hooks";
import {
  daysBetween,
  type SalesReportName,
  salesReports,
} from "../../../contract/admin/reports/report-kinds.ts";
import { getSalesReport } from "../../api/selling/reports.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { momentText } from "../parts/moment.tsx";
import { language } from "../../state/language.ts";
import { BarChart } from "./bar-chart.tsx";
import { ColumnChart } from "./column-chart.tsx";
import { ExportButtons } from "./export-buttons.tsx";
import { FigureTiles } from "./figure-tiles.tsx";
import { LedgerNote } from "./ledger-note.tsx";
import { DayFilesView } from "./others/day-files-view.tsx";
import { GatewayView, NoShowsView, UnsoldView } from "./others/other-views.tsx";
import { ordersOfRow } from "./row-orders.ts";
import {
  filterAddress,
  hasPeriod,
  readFilter,
  type ReportFilter,
  todayHere,
} from "./report-filter.ts";
import { ReportFilters } from "./report-filters.tsx";
import { SavedReports } from "./saved-reports.tsx";
import { may } from "../staff/employer.ts";
import { ReportTable } from "./report-table.tsx";

/** The reports: one page for all of them, whose address says which. */
export function ReportsPage({ query }: PageProps) {
  const w = words().adminReports;
  useTitle(w.title);
  const filter = readFilter(query, todayHere());
  const go = (change: Partial<ReportFilter>) =>
    navigate(filterAddress({ ...filter, ...change }), { replace: true });
  const { report, from, to } = filter;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <ReportFilters filter={filter} onChange={go} />
      {report === "unsold" ? (
        <UnsoldView from={from} to={to} />
      ) : report === "gateway" ? (
        <GatewayView from={from} to={to} />
      ) : report === "no-shows" ? (
        <NoShowsView />
      ) : report === "day-files" ? (
        <DayFilesView />
      ) : (
        <SalesView key={filterAddress(filter)} filter={filter} name={report} />
      )}
      {may("finance.read") && hasPeriod(report) ? <SavedReports filter={filter} /> : null}
    </>
  );
}

function SalesView({ filter, name }: { filter: ReportFilter; name: SalesReportName }) {
  const w = words().adminReports;
  const [isTable, setIsTable] = useState(false);
  const { report: _, ...rest } = filter;
  const { by, drawnAs, shows, ...kind } = salesReports[name];
  // Beyond a year there are more parts than a chart can show.
  const split = daysBetween(filter.from, filter.to) <= 366 ? kind.split : null;
  const asked = { ...rest, by: by.join() };
  const address = filterAddress(filter);
  const { data, error, reload } = useResource(`report ${address}`, () => getSalesReport(asked));
  // The columns' parts are a second question, so that the table has one row for each day.
  const drawn = useResource(split === null ? null : `report ${address} split`, () =>
    getSalesReport({ ...asked, by: `${by.join()},${split}` }),
  );
  if (!data && error) return <Trouble error={error} onRetry={() => void reload()} />;
  if (!data) return <SkeletonLines lines={10} />;
  const title = w.names[name];
  const picture = split === null ? data : drawn.data;
  return (
    <>
      <FigureTiles report={data} />
      <section class="adm__card" aria-label={title}>
        <div class="between rep__head">
          <h2>{title}</h2>
          <div class="rep__spans" role="group" aria-label={w.view}>
            {[false, true].map((table) => (
              <button
                key={String(table)}
                type="button"
                class={isTable === table ? "btn btn--sm" : "btn btn--quiet btn--sm"}
                aria-pressed={isTable === table}
                onClick={() => setIsTable(table)}
              >
                {table ? w.tableOnly : w.chartToo}
              </button>
            ))}
          </div>
        </div>
        {data.rows.length === 0 ? (
          <Empty icon="search" title={w.none}>
            <p class="c-2">{w.noneText}</p>
          </Empty>
        ) : (
          <>
            {isTable || !picture ? null : drawnAs === "columns" ? (
              <ColumnChart report={picture} subject={shows} title={title} />
            ) : (
              <BarChart report={picture} subject={shows} />
            )}
            <ReportTable
              report={data}
              name={name}
              title={title}
              ordersOf={(row) =>
                salesReports[name].shows === "refunds" ? null : ordersOfRow(row, data, filter)
              }
            />
          </>
        )}
        {data.isCut ? <p class="c-2">{w.isCut}</p> : null}
      </section>
      {data.ledger ? <LedgerNote ledger={data.ledger} currency={data.currency} /> : null}
      <section class="adm__card" aria-label={w.exports}>
        <h2>{w.exports}</h2>
        <p class="c-2">{w.exportsText}</p>
        <ExportButtons asked={asked} />
        {data.foldedUntil === null ? null : (
          <p class="c-2 t-12">{w.foldedUntil(momentText(data.foldedUntil, language.value))}</p>
        )}
      </section>
    </>
  );
}
