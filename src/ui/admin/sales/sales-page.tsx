import { listAdminSchedules } from "../../api/admin.ts";
import { Empty } from "../../components/feedback/empty.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { useList } from "../parts/paged-list.ts";
import { More } from "../parts/more-button.tsx";
import { DateTable } from "./sale-table.tsx";
import { SearchForm } from "../parts/search-form.tsx";

type When = "coming" | "past";

/** All dates: on sale, to come, and over. */
export function SalesPage({ query }: PageProps) {
  const w = words().adminSale;
  useTitle(words().admin.nav.sales);
  const when: When = query.get("when") === "past" ? "past" : "coming";
  const search = query.get("search") ?? "";
  const go = (to: { when?: When; search?: string }) => {
    const next = new URLSearchParams();
    if ((to.when ?? when) === "past") next.set("when", "past");
    const text = to.search ?? search;
    if (text !== "") next.set("search", text);
    navigate(`/admin/sales${next.size > 0 ? `?${next.toString()}` : ""}`, { replace: true });
  };
  return (
    <>
      <div class="adm__head">
        <h1>{words().admin.nav.sales}</h1>
        <div class="seg" role="group" aria-label={w.when}>
          {(["coming", "past"] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={when === one}
              onClick={() => go({ when: one })}
            >
              {w.whens[one]}
            </button>
          ))}
        </div>
      </div>
      <SearchForm label={w.search} text={search} onSearch={(text) => go({ search: text })} />
      <Dates key={`${when} ${search}`} when={when} search={search} />
    </>
  );
}

function Dates({ when, search }: { when: When; search: string }) {
  const w = words().adminSale;
  const dates = useList(`admin-schedules ${when} ${search}`, (cursor) =>
    listAdminSchedules({ when, search: search || undefined, cursor }),
  );
  const { data, error } = dates;
  if (!data && error) return <Trouble error={error} onRetry={() => void dates.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  if (data.items.length === 0)
    return (
      <Empty icon="search" title={w.nothingFound}>
        {search === "" ? null : (
          <>
            <p class="c-2">{w.nothingText}</p>
            <a class="btn btn--secondary" href={`/admin/sales?when=${when}`}>
              {w.searchClear}
            </a>
          </>
        )}
      </Empty>
    );
  return (
    <section class="adm__card" aria-label={words().admin.nav.sales}>
      <DateTable dates={data.items} />
      <More list={dates} />
    </section>
  );
}
