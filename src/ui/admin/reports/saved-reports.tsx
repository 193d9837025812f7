import { useState } from "preact/hooks";
import type { SavedReport } from "../../../contract/admin/reports/report-files.ts";
import { listSavedReports, removeReport, saveReport } from "../../api/selling/reports.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { may } from "../staff/employer.ts";
import { filterAddress, type ReportFilter } from "./report-filter.ts";

type Rhythm = SavedReport["schedule"];
const rhythms: Rhythm[] = ["none", "daily", "weekly", "monthly"];

/** The reports that are kept, and a form to keep the one that is shown. */
export function SavedReports({ filter }: { filter: ReportFilter }) {
  const w = words().adminReports;
  const [name, setName] = useState("");
  const [schedule, setSchedule] = useState<Rhythm>("none");
  const saved = useResource("saved reports", listSavedReports);
  const act = async (change: () => Promise<unknown>) => {
    try {
      await change();
      await saved.reload();
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  const query = filterAddress(filter).split("?")[1] ?? "";
  return (
    <section class="adm__card" aria-label={w.saved}>
      <h2>{w.saved}</h2>
      {saved.data?.items.length === 0 ? <p class="c-2">{w.noneSaved}</p> : null}
      <ul class="rep__saved">
        {(saved.data?.items ?? []).map((report) => (
          <li key={report.id} class="between">
            <a href={`/admin/reports?${report.query}`}>
              {report.name} <span class="c-2 t-14">{w.rhythms[report.schedule]}</span>
            </a>
            {report.isMine || may("finance.edit") ? (
              <button
                type="button"
                class="btn btn--quiet btn--sm"
                aria-label={`${w.remove}: ${report.name}`}
                onClick={() => void act(() => removeReport(report.id))}
              >
                {w.remove}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <form
        class="rep__filters"
        onSubmit={(event) => {
          event.preventDefault();
          void act(() => saveReport({ name, query, schedule })).then(() => setName(""));
        }}
      >
        <div class="field">
          <label for="saved-name">{w.savedName}</label>
          <input
            class="input"
            id="saved-name"
            required
            maxLength={80}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="saved-schedule">{w.mailed}</label>
          <select
            class="input"
            id="saved-schedule"
            value={schedule}
            onChange={(event) => setSchedule(event.currentTarget.value as Rhythm)}
          >
            {rhythms.map((each) => (
              <option key={each} value={each}>
                {w.rhythms[each]}
              </option>
            ))}
          </select>
        </div>
        <button class="btn btn--secondary" type="submit">
          {w.save}
        </button>
      </form>
    </section>
  );
}
