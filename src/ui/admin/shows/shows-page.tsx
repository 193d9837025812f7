import { listCancelledShows } from "../../api/admin.ts";
import { Icon } from "../../components/icon.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { Moment } from "../parts/moment.tsx";
import { usePolling } from "../parts/polling.ts";
import { SearchForm } from "../parts/search-form.tsx";
import { ShowChoice } from "./show-choice.tsx";
import { Table } from "../parts/table.tsx";

const everyMs = 10_000;

/** The called-off shows, and a form to call one off. */
export function ShowsPage({ query }: PageProps) {
  const w = words().adminShows;
  useTitle(w.title);
  const search = query.get("search") ?? "";
  const find = (text: string) =>
    navigate(`/admin/shows${text === "" ? "" : `?search=${encodeURIComponent(text)}`}`, {
      replace: true,
    });
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <section class="adm__card" aria-labelledby="called-off">
        <h2 id="called-off">{w.list}</h2>
        <CalledOff />
      </section>
      <section class="adm__card" aria-labelledby="choose">
        <h2 id="choose">{w.choose}</h2>
        <SearchForm label={words().adminSale.search} text={search} onSearch={find} />
        {search === "" ? null : <ShowChoice key={search} search={search} />}
      </section>
    </>
  );
}

function CalledOff() {
  const w = words().adminShows;
  const shows = useResource("admin-cancellations", listCancelledShows);
  usePolling(shows.reload, everyMs);
  const { data, error } = shows;
  if (!data && error) return <Trouble error={error} onRetry={() => void shows.reload()} />;
  if (!data) return <SkeletonLines lines={3} />;
  if (data.items.length === 0) return <p class="c-2">{w.none}</p>;
  return (
    <Table name={w.list} head={[w.show, w.reason, w.begun, `>${w.left}`]} isStacked>
      {data.items.map((show) => (
        <tr key={show.scheduleId}>
          <td class="adm__what">
            <a class="semi" href={`/admin/shows/${show.scheduleId}`}>
              {local(show.title)}
            </a>
            <span class="t-12 c-3">
              <When time={show.startsAt} timeZone={show.timeZone} />
            </span>
          </td>
          <td class="adm__detail" data-label={w.reason}>
            {show.reason}
          </td>
          <td data-label={w.begun}>
            <Moment time={show.startedAt} />
          </td>
          <td class="right nowrap" data-label={show.ordersLeft === 0 ? undefined : w.left}>
            {show.ordersLeft === 0 ? (
              <span class="badge badge--open">
                <Icon name="check" size={16} />
                {w.state.done}
              </span>
            ) : (
              count(show.ordersLeft, language.value)
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
