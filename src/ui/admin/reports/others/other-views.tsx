import { moneyText } from "../../../../contract/money/money-text.ts";
import { asApiError } from "../../../api/problem.ts";
import { problemText, Trouble } from "../../../components/feedback/trouble.tsx";
import { showToast } from "../../../state/toast.ts";
import { may } from "../../staff/employer.ts";
import { handOver } from "../hand-over.ts";
import { todayHere } from "../report-filter.ts";
import {
  getGatewayReport,
  getPayoutStatement,
  getUnsoldReport,
} from "../../../api/selling/reports.ts";
import { Empty } from "../../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { count } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { Minute } from "../../parts/moment.tsx";
import { Table } from "../../parts/table.tsx";

type Period = { from: string; to: string };

/** What is left of the dates that begin in a period. */
export function UnsoldView({ from, to }: Period) {
  const w = words().adminReports;
  const lang = language.value;
  const { data, error, reload } = useResource(`unsold ${from} ${to}`, () =>
    getUnsoldReport({ from, to }),
  );
  if (!data && error) return <Trouble error={error} onRetry={() => void reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  if (data.rows.length === 0) return <Empty icon="search" title={w.none} />;
  const head = [w.date, w.concert, `>${w.seats}`, `>${w.sold}`, `>${w.left}`, `>${w.otherSeats}`];
  return (
    <section class="adm__card" aria-label={w.names.unsold}>
      <Table name={w.names.unsold} head={[...head, `>${w.shareSold}`, `>${w.statement}`]}>
        {data.rows.map((row) => (
          <tr key={row.scheduleId}>
            <td class="nowrap">
              <Minute time={row.startsAt} />
            </td>
            <td class="rep__what">
              <a href={`/admin/sales/${row.scheduleId}`}>{local(row.concert)}</a>
            </td>
            <td class="right">{count(row.total, lang)}</td>
            <td class="right">{count(row.sold, lang)}</td>
            <td class="right">{count(row.left, lang)}</td>
            <td class="right">{count(row.other, lang)}</td>
            <td class="right">
              {new Intl.NumberFormat(lang, { style: "percent" }).format(
                row.total === 0 ? 0 : row.sold / row.total,
              )}
            </td>
            <td class="right nowrap">
              {may("finance.read")
                ? (["pdf", "xlsx"] as const).map((format) => (
                    <button
                      key={format}
                      type="button"
                      class="btn btn--quiet btn--sm"
                      aria-label={`${w.statement} ${format.toUpperCase()}: ${local(row.concert)}`}
                      onClick={() => void saveStatement(row.scheduleId, format)}
                    >
                      {format.toUpperCase()}
                    </button>
                  ))
                : null}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** The settlement statement of a date from its first sale on. */
async function saveStatement(scheduleId: string, format: "pdf" | "xlsx"): Promise<void> {
  const asked = { from: "2020-01-01", to: todayHere(), format, language: language.value };
  try {
    handOver(await getPayoutStatement(scheduleId, asked), `statement-${asked.to}.${format}`);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}

/** What the payment gateway took, gave back and paid out, day by day. */
export function GatewayView({ from, to }: Period) {
  const w = words().adminReports;
  const lang = language.value;
  const { data, error, reload } = useResource(`gateway ${from} ${to}`, () =>
    getGatewayReport({ from, to }),
  );
  if (!data && error) return <Trouble error={error} onRetry={() => void reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  if (data.rows.length === 0) return <Empty icon="search" title={w.none} />;
  const text = (amount: number) => moneyText({ amount, currency: data.currency }, lang);
  const head = [w.day, `>${w.taken}`, `>${w.givenBack}`, `>${w.gatewayFee}`, `>${w.paidOut}`];
  return (
    <section class="adm__card" aria-label={w.names.gateway}>
      <Table name={w.names.gateway} head={[...head, `>${w.owed}`]}>
        {data.rows.map((row) => (
          <tr key={row.day}>
            <td class="nowrap">{row.day}</td>
            {[row.taken, 0 - row.givenBack, 0 - row.serviceFee, 0 - row.paidOut, row.owed].map(
              (amount, at) => (
                <td key={head[at + 1]} class="right nowrap">
                  {text(amount)}
                </td>
              ),
            )}
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** Tickets whose holders did not come. Nothing is known of them until the entrances scan tickets. */
export function NoShowsView() {
  const w = words().adminReports;
  return (
    <Empty icon="door" title={w.noScans}>
      <p class="c-2">{w.noScansText}</p>
    </Empty>
  );
}
