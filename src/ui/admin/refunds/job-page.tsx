import "./refunds.css";
import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import type { RefundJob, RefundJobAct } from "../../../contract/admin/refunds/refund-jobs.ts";
import { asApiError } from "../../api/problem.ts";
import { controlRefundJob, exportRefundJob, getRefundJob } from "../../api/selling/refunds.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count, money } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { saveFile } from "../import/fault-file.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { Moment } from "../parts/moment.tsx";
import { usePolling } from "../parts/polling.ts";
import { may } from "../staff/employer.ts";
import { JobOrders } from "./job-orders.tsx";

type Act = RefundJobAct["act"];
const everyMs = 1_000;

/** A refund of many orders: its dry run, its progress, and what can be done with it. */
export function RefundJobPage({ params }: PageProps) {
  const w = words().adminRefundJobs;
  const id = params["id"] ?? "";
  const seen = useResource<RefundJob>(`refund job ${id}`, () => getRefundJob(id));
  useTitle(seen.data ? w.job(seen.data.reason) : w.title);
  usePolling(useCallback(seen.reload, [id]), everyMs);
  if (!seen.data && seen.error)
    return <Trouble error={seen.error} onRetry={() => void seen.reload()} />;
  if (!seen.data) return <SkeletonLines lines={8} />;
  return <Job job={seen.data} onChange={seen.set} />;
}

function Job({ job, onChange }: { job: RefundJob; onChange: (job: RefundJob) => void }) {
  const w = words().adminRefundJobs;
  const asking = useSignal<Act | null>(null);
  const isBusy = useSignal(false);
  const lang = language.value;
  const run = async (act: Act) => {
    asking.value = null;
    isBusy.value = true;
    try {
      onChange(await controlRefundJob(job.id, act, job.revision));
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  const orders = count(job.ordersLeft, lang);
  const left = { ...job.refund, amount: job.refund.amount - job.refunded.amount };
  return (
    <>
      <div class="adm__head">
        <h1>{w.job(job.reason)}</h1>
        <span class="badge badge--box" role="status">
          {w.state[job.state]}
        </span>
      </div>
      <Progress job={job} />
      {may("refunds.run") ? (
        <div class="refund__acts">
          {actsOf(job).map((act) => (
            <button
              key={act}
              class={`btn ${act === "start" || act === "resume" ? "btn--primary" : "btn--secondary"}`}
              type="button"
              aria-busy={isBusy.value}
              onClick={() =>
                act === "start" || act === "stop" ? (asking.value = act) : void run(act)
              }
            >
              {w.act[act]}
            </button>
          ))}
          <Report id={job.id} />
        </div>
      ) : (
        <Report id={job.id} />
      )}
      <Figures job={job} />
      <JobOrders job={job} />
      {asking.value === null ? null : (
        <AskDialog
          title={w.act[asking.value]}
          text={asking.value === "stop" ? w.sureStop : w.sure(orders, money(left, lang))}
          yes={w.act[asking.value]}
          isDanger
          onClose={() => (asking.value = null)}
          onYes={() => void (asking.value && run(asking.value))}
        />
      )}
    </>
  );
}

function actsOf({ state, ordersLeft, ordersFailed }: RefundJob): Act[] {
  const retry: Act[] = ordersFailed > 0 ? ["retry"] : [];
  switch (state) {
    case "planning":
      return ["stop"];
    case "planned":
      return [...(ordersLeft > 0 ? (["start"] as const) : []), ...retry, "stop"];
    case "running":
      return ["pause", "stop"];
    case "paused":
      return ["resume", ...retry, "stop"];
    case "done":
    case "stopped":
      return retry;
  }
}

function Progress({ job }: { job: RefundJob }) {
  const w = words().adminRefundJobs;
  const lang = language.value;
  const { orders, ordersDone, ordersLeft, ordersFailed, state } = job;
  const due = ordersDone + ordersFailed + ordersLeft;
  const percent = due === 0 ? 100 : Math.floor((ordersDone / due) * 100);
  const notes: Partial<Record<RefundJob["state"], string>> = {
    planned: w.plannedText,
    running: w.runningText,
    paused: w.pausedText,
  };
  return (
    <section class="adm__card" aria-labelledby="progress">
      <h2 id="progress">{w.progress(count(ordersDone, lang), count(orders, lang))}</h2>
      <div
        class="bar"
        role="progressbar"
        aria-labelledby="progress"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      {notes[state] === undefined ? null : <p class="t-14 c-2">{notes[state]}</p>}
      <p class="t-14 c-2">
        {w.by} {job.madeBy} · <Moment time={job.createdAt} />
        {job.startedAt ? (
          <>
            {" · "}
            {w.begun} <Moment time={job.startedAt} />
          </>
        ) : null}
        {job.doneAt ? (
          <>
            {" · "}
            {w.ended} <Moment time={job.doneAt} />
          </>
        ) : null}
      </p>
    </section>
  );
}

function Figures({ job }: { job: RefundJob }) {
  const w = words().adminRefundJobs.figures;
  const lang = language.value;
  return (
    <dl class="adm__kpis">
      <div>
        <dt>{w.orders}</dt>
        <dd class="num">
          {count(job.orders, lang)}
          <small>
            {w.tickets} {count(job.tickets, lang)}
          </small>
        </dd>
      </div>
      <div>
        <dt>{w.refund}</dt>
        <dd>
          <Amount of={job.refund} />
        </dd>
      </div>
      <div>
        <dt>{w.refunded}</dt>
        <dd>
          <Amount of={job.refunded} />
          <small>
            {w.due} <Amount of={job.due} />
          </small>
        </dd>
      </div>
      <div>
        <dt>{w.failed}</dt>
        <dd class="num">{count(job.ordersFailed, lang)}</dd>
      </div>
    </dl>
  );
}

function Report({ id }: { id: string }) {
  return (
    <button
      class="btn btn--secondary"
      type="button"
      onClick={() =>
        void exportRefundJob(id).then(
          (table) => saveFile(`refunds-${id}.csv`, table),
          (thrown: unknown) => showToast({ text: problemText(asApiError(thrown)) }),
        )
      }
    >
      {words().adminRefundJobs.report}
    </button>
  );
}
