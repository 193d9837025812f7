import { listAdminSchedules } from "../../api/admin.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { useList } from "../parts/paged-list.ts";
import { More } from "../parts/more-button.tsx";
import { SaleBadge } from "../sales/sale-state-badge.tsx";
import { Table } from "../parts/table.tsx";

/** The upcoming dates that match a name, each with a link to call it off. */
export function ShowChoice({ search }: { search: string }) {
  const w = words().adminShows;
  const dates = useList(`show-choice ${search}`, (cursor) =>
    listAdminSchedules({ when: "coming", search, cursor }),
  );
  if (dates.error && !dates.data) return <p class="c-danger">{problemText(dates.error)}</p>;
  if (!dates.data) return <SkeletonLines lines={2} />;
  if (dates.data.items.length === 0) return <p class="c-2">{words().adminSale.nothingFound}</p>;
  return (
    <>
      <Table name={w.choose} head={[w.show, w.sale, ""]} isStacked>
        {dates.data.items.map((date) => (
          <tr key={date.id}>
            <td class="adm__what">
              <b>{local(date.title)}</b>
              <span class="t-12 c-3">
                <When time={date.startsAt} timeZone={date.timeZone} /> · {local(date.venue)}
              </span>
            </td>
            <td>
              <SaleBadge state={date.sale} />
            </td>
            <td class="right">
              <a class="btn btn--secondary btn--sm" href={`/admin/shows/${date.id}`}>
                {w.look}
              </a>
            </td>
          </tr>
        ))}
      </Table>
      <More list={dates} />
    </>
  );
}
