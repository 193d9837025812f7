import "./venues.css";
import type { AdminVenue } from "../../../contract/admin/venues.ts";
import { withQuery } from "../../api/admin.ts";
import { listVenues } from "../../api/setup/venues.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { SearchForm } from "../parts/search-form.tsx";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";

/** The venues of the organization. */
export function VenuesPage({ query }: PageProps) {
  const w = words().adminVenues;
  useTitle(w.title);
  const search = query.get("search") ?? "";
  const archived = query.get("archived") === "yes" ? "yes" : "no";
  const show = (change: { search?: string; archived?: "yes" | "no" }) => {
    const wanted = { search, archived, ...change };
    const asked = { search: wanted.search, archived: wanted.archived === "yes" ? "yes" : null };
    navigate(withQuery("/admin/venues", asked), { replace: true });
  };
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
        {may("venues.edit") ? (
          <a class="btn btn--primary btn--sm" href="/admin/venues/new">
            <Icon name="plus" size={20} />
            {w.add}
          </a>
        ) : null}
      </div>
      <div class="venue__find">
        <SearchForm label={w.search} text={search} onSearch={(text) => show({ search: text })} />
        <div class="chips" role="group" aria-label={w.shown}>
          {(["no", "yes"] as const).map((which) => (
            <button
              key={which}
              class="chip"
              type="button"
              aria-pressed={archived === which}
              onClick={() => show({ archived: which })}
            >
              {which === "yes" ? w.archived : w.current}
            </button>
          ))}
        </div>
      </div>
      <Found key={`${archived} ${search}`} search={search} archived={archived} />
    </>
  );
}

function Found({ search, archived }: { search: string; archived: "yes" | "no" }) {
  const w = words().adminVenues;
  const venues = useList<AdminVenue>(`admin-venues ${archived} ${search}`, (cursor) =>
    listVenues({ search, archived, ...(cursor === undefined ? {} : { cursor }) }),
  );
  const { data, error } = venues;
  if (!data)
    return error ? (
      <Trouble error={error} onRetry={() => void venues.reload()} />
    ) : (
      <SkeletonLines lines={6} />
    );
  if (data.items.length === 0) return <NoVenues isSearch={search !== ""} archived={archived} />;
  return (
    <section class="adm__card" aria-label={w.title}>
      <Table
        name={w.title}
        head={[w.venue, w.city, `>${w.plans}`, `>${w.coming}`, `>${w.capacity}`]}
        isStacked
      >
        {data.items.map((venue) => (
          <Line key={venue.id} venue={venue} />
        ))}
      </Table>
      <More list={venues} />
    </section>
  );
}

function NoVenues({ isSearch, archived }: { isSearch: boolean; archived: "yes" | "no" }) {
  const w = words().adminVenues;
  if (isSearch) return <Empty icon="search" title={w.noneFound} />;
  if (archived === "yes") return <Empty icon="lock" title={w.noneArchived} />;
  return (
    <Empty icon="pin" title={w.none}>
      <p class="c-2">{w.noneText}</p>
      {may("venues.edit") ? (
        <a class="btn btn--primary" href="/admin/venues/new">
          {w.add}
        </a>
      ) : null}
    </Empty>
  );
}

function Line({ venue }: { venue: AdminVenue }) {
  const w = words().adminVenues;
  const lang = language.value;
  const { id, name, city, planCount, comingDates, capacity } = venue;
  const isMissing = [name, city, venue.address].some(({ ko, en }) => ko === "" || en === "");
  return (
    <tr>
      <td class="adm__what">
        <a class="link semi" href={`/admin/venues/${id}`}>
          {local(name)}
        </a>
        {isMissing ? (
          <span class="badge badge--low badge--box">
            <Icon name="alert" size={16} />
            {w.missing}
          </span>
        ) : null}
      </td>
      <td>{local(city)}</td>
      <td class="right" data-label={w.plans}>
        {count(planCount, lang)}
      </td>
      <td class="right" data-label={w.coming}>
        {count(comingDates, lang)}
      </td>
      <td class="right" data-label={w.capacity}>
        {capacity === null ? "–" : count(capacity, lang)}
      </td>
    </tr>
  );
}
