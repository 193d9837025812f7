import type { ExportFormat } from "../../../contract/admin/plan-versions.ts";
import { downloadPlan, type PlanSource } from "../../api/plans.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";

const endings: Record<ExportFormat, string> = {
  seatplan: "seatplan.json",
  csv: "csv",
  cp949: "csv",
  pretix: "pretix.json",
};
const formats = Object.keys(endings) as ExportFormat[];

/** The plan as a file, in the format that somebody chooses. */
export function Downloads({ source, name }: { source: PlanSource; name: string }) {
  const w = words().adminPlans;
  return (
    <details class="plans__more">
      <summary>{w.download}</summary>
      <ul class="plans__formats">
        {formats.map((format) => (
          <li key={format}>
            <button class="link" type="button" onClick={() => void save(source, name, format)}>
              {w.formats[format]}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

async function save(source: PlanSource, name: string, format: ExportFormat): Promise<void> {
  try {
    const address = URL.createObjectURL(await downloadPlan(source, format));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.${endings[format]}`;
    link.click();
    URL.revokeObjectURL(address);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}
