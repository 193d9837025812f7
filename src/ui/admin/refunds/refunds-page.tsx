import "./refunds.css";
import type { RefundJob } from "../../../contract/admin/refunds/refund-jobs.ts";
import { listRefundJobs } from "../../api/selling/refunds.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { Moment } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";
import { JobForm } from "./job-form.tsx";

/** Refunds of many orders: a form that works one out, and those that there have been. */
export function RefundsPage({ query }: PageProps) {
  const w = words().adminRefundJobs;
  useTitle(w.title);
  const list = useList<RefundJob>("refund jobs", listRefundJobs);
  const { data, error } = list;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <p class="c-2 prose">{w.text}</p>
      {may("refunds.run") ? <JobForm date={query.get("date") ?? ""} /> : null}
      {data ? <Jobs jobs={data.items} /> : null}
      {!data && error ? <Trouble error={error} onRetry={() => void list.reload()} /> : null}
      {data || error ? null : <SkeletonLines lines={4} />}
      <More list={list} />
    </>
  );
}

function Jobs({ jobs }: { jobs: RefundJob[] }) {
  const w = words().adminRefundJobs;
  const lang = language.value;
  if (jobs.length === 0) return <p class="c-2">{w.none}</p>;
  const head = [w.title, w.status, `>${w.figures.orders}`, `>${w.figures.refund}`];
  return (
    <section class="adm__card" aria-label={w.title}>
      <Table name={w.title} head={head} isStacked>
        {jobs.map(({ id, reason, state, createdAt, madeBy, orders, ordersDone, refund }) => (
          <tr key={id}>
            <td class="adm__what">
              <a class="link" href={`/admin/refunds/${id}`}>
                {reason}
              </a>
              <span class="adm__sub">
                {madeBy} · <Moment time={createdAt} />
              </span>
            </td>
            <td data-label={w.status}>{w.state[state]}</td>
            <td class="right num" data-label={w.figures.orders}>
              {count(ordersDone, lang)} / {count(orders, lang)}
            </td>
            <td class="right" data-label={w.figures.refund}>
              <Amount of={refund} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
