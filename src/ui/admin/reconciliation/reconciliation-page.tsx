import { useSignal } from "@preact/signals";
import type { Reconciliation } from "../../../contract/money/payments.ts";
import { getReconciliation, listReconciliations, runReconciliation } from "../../api/admin.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { useTitle } from "../../components/title.tsx";
import { ProblemNote, Trouble } from "../../components/feedback/trouble.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { FindingTable } from "./findings.tsx";
import { useList } from "../parts/paged-list.ts";
import { Ago, Moment } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { usePolling } from "../parts/polling.ts";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";

const everyMs = 60_000;

/** Books, schedules and gateway compared: the latest findings and earlier comparisons. */
export function ReconciliationPage() {
  const w = words().adminBooks;
  useTitle(w.title);
  const last = useResource<Reconciliation>("admin-reconciliation", getReconciliation);
  usePolling(last.reload, everyMs);
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const run = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      last.set(await runReconciliation());
      showToast({ text: w.ran });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const isNone = last.error?.code === "not-found";
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
        {may("deployment.run") ? (
          <button
            class="btn btn--primary"
            type="button"
            aria-busy={isBusy.value}
            onClick={() => void run()}
          >
            {isBusy.value ? w.running : w.run}
          </button>
        ) : null}
      </div>
      <p class="c-2 prose">{w.text}</p>
      <ProblemNote error={refusal.value} />
      {last.data ? (
        <Last run={last.data} />
      ) : isNone ? (
        <Empty icon="check" title={w.never} />
      ) : last.error ? (
        <Trouble error={last.error} onRetry={() => void last.reload()} />
      ) : (
        <SkeletonLines lines={6} />
      )}
      <History />
    </>
  );
}

function Last({ run }: { run: Reconciliation }) {
  const w = words().adminBooks;
  const isSound = run.findings.length === 0;
  return (
    <>
      <div class={isSound ? "note note--ok" : "note note--danger"}>
        <Icon name={isSound ? "check" : "alert"} />
        <p>
          <b>{isSound ? w.sound : w.unsound(run.findings.length)}</b>
          <br />
          <Ago time={run.finishedAt} /> · {checkedText(run)}
        </p>
      </div>
      {isSound ? null : (
        <FindingTable title={w.findings} text={w.findingsText} found={run.findings} />
      )}
      {run.repaired.length === 0 ? null : (
        <FindingTable title={w.repaired} text={w.repairedText} found={run.repaired} />
      )}
    </>
  );
}

function checkedText({ checked }: Reconciliation): string {
  const w = words().adminBooks;
  const parts = Object.entries(checked).map(([what, many]) => {
    const isKnown = Object.hasOwn(w.checked, what);
    const name = isKnown ? w.checked[what as keyof typeof w.checked] : what;
    return `${name} ${count(many, language.value)}`;
  });
  return parts.length === 0 ? w.took : parts.join(" · ");
}

function History() {
  const w = words().adminBooks;
  const isTelling = useSignal(false);
  return (
    <section class="adm__card" aria-labelledby="history">
      <div class="between">
        <h2 id="history">{w.history}</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={isTelling.value}
            onChange={(event) => (isTelling.value = event.currentTarget.checked)}
          />
          {w.isTelling}
        </label>
      </div>
      <Runs key={String(isTelling.value)} isTelling={isTelling.value} />
    </section>
  );
}

function Runs({ isTelling }: { isTelling: boolean }) {
  const w = words().adminBooks;
  const runs = useList(`admin-reconciliations ${isTelling}`, (cursor) =>
    listReconciliations(isTelling, cursor),
  );
  if (!runs.data) return <SkeletonLines lines={3} />;
  if (runs.data.items.length === 0) return <p class="c-2">{w.noRuns}</p>;
  return (
    <>
      <Table name={w.history} head={[w.when, w.what, `>${w.repaired}`, `>${w.findings}`]} isStacked>
        {runs.data.items.map((run) => (
          <tr key={run.startedAt}>
            <td>
              <Moment time={run.finishedAt} />
            </td>
            <td>{checkedText(run)}</td>
            <td class="right" data-label={w.repaired}>
              {run.repaired.length}
            </td>
            <td
              class={run.findings.length > 0 ? "right c-danger semi" : "right"}
              data-label={w.findings}
            >
              {run.findings.length}
            </td>
          </tr>
        ))}
      </Table>
      <More list={runs} />
    </>
  );
}
