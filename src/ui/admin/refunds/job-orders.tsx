import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RefundJob, RefundJobLine } from "../../../contract/admin/refunds/refund-jobs.ts";
import { listRefundJobOrders } from "../../api/selling/refunds.ts";
import { Amount } from "../../components/amount.tsx";
import { local, words } from "../../state/language.ts";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { Table } from "../parts/table.tsx";

const states = [null, "planned", "done", "failed", "skipped"] as const;

/** The orders of a job, all or those in one state. */
export function JobOrders({ job: { id, state, ordersDone } }: { job: RefundJob }) {
  const w = words().adminRefundJobs;
  const shown = useSignal<(typeof states)[number]>(null);
  const list = useList<RefundJobLine>(`refund job ${id} ${shown.value}`, (cursor) =>
    listRefundJobOrders(id, shown.value, cursor),
  );
  useEffect(() => void list.reload(), [state, ordersDone]);
  return (
    <section class="adm__card" aria-label={w.what}>
      <div class="seg" role="group" aria-label={w.status}>
        {states.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={shown.value === each}
            onClick={() => (shown.value = each)}
          >
            {each === null ? w.all : w.lineState[each]}
          </button>
        ))}
      </div>
      <Table name={w.what} head={[w.order, w.status, `>${w.amount}`]} isStacked>
        {(list.data?.items ?? []).map((line) => (
          <tr key={line.orderId}>
            <td class="adm__what">
              <a class="link num" href={`/admin/orders/${line.orderId}`}>
                {line.number}
              </a>
              <span class="adm__sub">{local(line.concert)}</span>
            </td>
            <td data-label={w.status}>
              {w.lineState[line.state]}
              <span class="adm__sub">{line.isDue ? w.due : reasonOf(line)}</span>
            </td>
            <td class="right" data-label={w.amount}>
              <Amount of={line.refund} />
            </td>
          </tr>
        ))}
      </Table>
      <More list={list} />
    </section>
  );
}

function reasonOf({ problem }: RefundJobLine): string {
  const told: Record<string, string> = words().problem;
  return problem === null ? "" : (told[problem] ?? problem);
}
