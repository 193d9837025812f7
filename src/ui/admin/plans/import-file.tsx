import { useSignal } from "@preact/signals";
import type { PlanImport } from "../../../contract/admin/plan-versions.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { type DraftStart, readPlanFile } from "../../api/plans.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { FileDrop } from "../parts/file-drop.tsx";
import { Table } from "../parts/table.tsx";
import { PlanSketch } from "./plan-sketch.tsx";

type ImportFileProps = { venueId: string; onBegin: (start: DraftStart) => void };

/** A file that is dropped or chosen, and what it would become, before anything is kept. */
export function ImportFile({ venueId, onBegin }: ImportFileProps) {
  const w = words().adminPlans;
  const read = useSignal<PlanImport | null>(null);
  const trouble = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const name = useSignal("");
  const take = async (file: File | undefined) => {
    if (!file || isBusy.value) return;
    [isBusy.value, read.value, trouble.value, name.value] = [true, null, null, file.name];
    try {
      read.value = await readPlanFile(venueId, file);
    } catch (thrown) {
      trouble.value = problemText(asApiError(thrown));
    }
    isBusy.value = false;
  };
  return (
    <div class="plans__import">
      <FileDrop
        class="plans__drop"
        title={w.importFile}
        text={w.importText}
        accept=".json,.csv,.tsv,.txt,application/json,text/csv"
        onFile={(file) => void take(file)}
      />
      <div role="status" aria-busy={isBusy.value}>
        {isBusy.value ? <p class="c-2">{w.reading(name.value)}</p> : null}
        {trouble.value === null ? null : <p class="c-danger">{trouble.value}</p>}
        {read.value ? <Preview read={read.value} name={name.value} onBegin={onBegin} /> : null}
      </div>
    </div>
  );
}

type PreviewProps = {
  read: PlanImport;
  name: string;
  onBegin: (start: { plan: SeatPlan }) => void;
};

function Preview({ read, name, onBegin }: PreviewProps) {
  const w = words().adminPlans;
  const lang = language.value;
  const { plan, seatCount, sections, areas, zones, lost, warnings } = read;
  if (!plan) return <Faults faults={read.faults} name={name} />;
  return (
    <div class="plans__preview">
      <PlanSketch plan={plan} />
      <div class="stack">
        <p>
          <b>{name}</b>: {w.counted(count(seatCount, lang), sections, areas)}
        </p>
        <ul class="t-14 c-2">
          {zones.map((zone) => (
            <li key={zone.id}>
              {local(zone.name)}: <span class="num">{count(zone.seatCount, lang)}</span>
            </li>
          ))}
        </ul>
        {lost.length > 0 ? (
          <p class="t-14 c-2">
            {w.lost}{" "}
            {lost
              .map((each) => `${w.lostThings[each.what] ?? each.what} ${count(each.count, lang)}`)
              .join(", ")}
          </p>
        ) : null}
        {warnings.length > 0 ? <p class="t-14 c-warn">{w.warned(warnings.length)}</p> : null}
        <button class="btn btn--primary" type="button" onClick={() => onBegin({ plan })}>
          {w.beginFromFile}
        </button>
      </div>
    </div>
  );
}

function Faults({ faults, name }: { faults: PlanImport["faults"]; name: string }) {
  const w = words().adminPlans;
  return (
    <>
      <p class="c-danger">{w.refusedFile(name, faults.length)}</p>
      <Table name={w.faults} head={[w.row, w.column, w.fault]}>
        {faults.map((fault, index) => (
          <tr key={index}>
            <td class="num">{fault.row === 0 ? "–" : fault.row}</td>
            <td class="adm__id">{fault.column === "" ? "–" : fault.column}</td>
            <td class="adm__detail">
              {w.faultTexts[fault.code] ?? fault.code}
              {fault.value === "" ? null : <span class="c-3"> · {fault.value}</span>}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
