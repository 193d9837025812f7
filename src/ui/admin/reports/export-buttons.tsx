import { useState } from "preact/hooks";
import {
  exportSalesReport,
  exportTicketLines,
  type SalesAsked,
} from "../../api/selling/reports.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { handOver } from "./hand-over.ts";
import { may } from "../staff/employer.ts";

type Format = "csv" | "xlsx";
type Source = "sales" | "tickets";

/** The report as a file, and the lines behind it. */
export function ExportButtons({ asked }: { asked: SalesAsked }) {
  const w = words().adminReports;
  const [isBusy, setIsBusy] = useState(false);
  const save = async (source: Source, format: Format) => {
    setIsBusy(true);
    try {
      const load = source === "sales" ? exportSalesReport : exportTicketLines;
      const file = await load({ ...asked, format, language: language.value });
      handOver(file, `${source}-${asked.from}-${asked.to}.${format}`);
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    } finally {
      setIsBusy(false);
    }
  };
  const button = (source: Source, format: Format, label: string) => (
    <button
      type="button"
      class="btn btn--secondary btn--sm"
      disabled={isBusy}
      onClick={() => void save(source, format)}
    >
      <Icon name="download" size={16} />
      {label}
    </button>
  );
  return (
    <div class="rep__exports">
      {button("sales", "csv", "CSV")}
      {button("sales", "xlsx", "XLSX")}
      {may("finance.read") ? (
        <>
          {button("tickets", "csv", w.ticketsCsv)}
          {button("tickets", "xlsx", w.ticketsXlsx)}
        </>
      ) : null}
    </div>
  );
}
