import type { ReportDelivery } from "../../../../contract/admin/reports/report-files.ts";
import { asApiError } from "../../../api/problem.ts";
import { getDayFile, listDayFiles, resendDayFile } from "../../../api/selling/reports.ts";
import { Empty } from "../../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../../components/feedback/trouble.tsx";
import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { showToast } from "../../../state/toast.ts";
import { Moment } from "../../parts/moment.tsx";
import { Table } from "../../parts/table.tsx";
import { may } from "../../staff/employer.ts";
import { handOver } from "../hand-over.ts";

/** The files of single days for whoever must be told of all sales, each with the proof that it was received. */
export function DayFilesView() {
  const w = words().adminReports;
  const { data, error, reload } = useResource("day files", listDayFiles);
  if (!data && error) return <Trouble error={error} onRetry={() => void reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  if (data.items.length === 0)
    return (
      <Empty icon="calendar" title={w.noFiles}>
        <p class="c-2">{w.dayFilesText}</p>
      </Empty>
    );
  const act = async (change: () => Promise<unknown>) => {
    try {
      await change();
      await reload();
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  return (
    <section class="adm__card" aria-label={w.names["day-files"]}>
      <p class="c-2">{w.dayFilesText}</p>
      <Table name={w.names["day-files"]} head={[w.day, w.sending, w.proof, ">"]} isStacked>
        {data.items.map((file) => (
          <tr key={file.id}>
            <td class="nowrap">{file.day}</td>
            <td>
              <Sending file={file} />
            </td>
            <td class="adm__what">
              <Proof file={file} />
            </td>
            <td class="right nowrap">
              <button
                type="button"
                class="btn btn--quiet btn--sm"
                aria-label={`${w.download}: ${file.day}`}
                onClick={() =>
                  void act(async () => handOver(await getDayFile(file.id), `sales-${file.day}.csv`))
                }
              >
                {w.download}
              </button>
              {may("deliveries.send") ? (
                <button
                  type="button"
                  class="btn btn--quiet btn--sm"
                  aria-label={`${w.resend}: ${file.day}`}
                  disabled={isDue(file)}
                  onClick={() =>
                    void act(async () => {
                      await resendDayFile(file.id);
                      showToast({ text: w.resent });
                    })
                  }
                >
                  {w.resend}
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** Due for the first time, or again after a resend; nothing has gone wrong. */
const isDue = ({ status, receipt, sentAt }: ReportDelivery) =>
  status === "due" && (receipt === null || sentAt !== null);

const looks = {
  sent: { icon: "check", tone: "open" },
  due: { icon: "clock", tone: "soon" },
  failed: { icon: "alert", tone: "low" },
} as const;

function Sending({ file }: { file: ReportDelivery }) {
  const w = words().adminReports;
  const { attempts, sentAt } = file;
  const state = file.status === "sent" ? "sent" : isDue(file) ? "due" : "failed";
  const { icon, tone } = looks[state];
  return (
    <>
      <span class={`badge badge--box badge--${tone}`}>
        <Icon name={icon} size={16} />
        {w.fileStates[state]}
      </span>
      <span class="adm__sub">
        {state === "sent" && sentAt ? <Moment time={sentAt} /> : null}
        {attempts > 1 ? ` ${w.attempts(attempts)}` : null}
      </span>
    </>
  );
}

function Proof({ file: { receipt, sha256 } }: { file: ReportDelivery }) {
  const w = words().adminReports;
  return (
    <>
      {receipt === null ? (
        <span class="c-2">{w.noAnswer}</span>
      ) : (
        [receipt.sink, receipt.status ?? w.unreached, receipt.answer].filter(Boolean).join(" · ")
      )}
      <details class="adm__sub">
        <summary>SHA-256</summary>
        <code class="rep__hash">{sha256}</code>
      </details>
    </>
  );
}
