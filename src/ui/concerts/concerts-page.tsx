import type { Category } from "../../contract/catalog/categories.ts";
import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { listCategories, listCities, listConcerts, type Page } from "../api/concerts.ts";
import { ConcertGrid, GridSkeleton } from "./concert-grid.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { Icon } from "../components/icon.tsx";
import { SearchBox } from "./search-box.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { More } from "../components/feedback/paged.tsx";
import { type ListFilter, listFilter, listSearch, loadedNames } from "../loaded-names.ts";
import { words } from "../state/public-words.ts";
import { useResource } from "../state/resource.ts";
import { Filters } from "./filters.tsx";

/** All upcoming concerts, filtered. The filter is in the address, so it can be kept, shared and returned to. */
export function ListPage({ query }: PageProps) {
  const w = words().list;
  const filter = listFilter(query);
  const search = listSearch(filter);
  useTitle(filter.q ?? w.title);
  const concerts = useResource<Page<ConcertSummary>>(loadedNames.list(search), () =>
    listConcerts({ search }),
  );
  const cities = useResource<LocalText[]>(loadedNames.cities, listCities);
  const categories = useResource<Category[]>(loadedNames.categories, listCategories);
  const { data, error } = concerts;
  return (
    <main id="main" class="wrap page list">
      <h1>{filter.q === undefined ? w.title : `“${filter.q}”`}</h1>
      <div class="only-m">
        <SearchBox id="list-search" text={filter.q ?? ""} />
        <p class="help">{words().search.hint}</p>
      </div>
      <Filters filter={filter} cities={cities.data ?? []} categories={categories.data ?? []} />
      <h2 class="sr">{words().nav.concerts}</h2>
      {data ? (
        <>
          <div class="list__count">
            <p class="c-2 num" role="status">
              {data.items.length === 0
                ? ""
                : w.results(data.items.length, data.nextCursor !== null)}
            </p>
            {Object.keys(filter).length > 0 && data.items.length > 0 ? (
              <a class="btn btn--quiet btn--sm" href="/concerts">
                <Icon name="close" size={16} />
                {w.clear}
              </a>
            ) : null}
          </div>
          {data.items.length === 0 ? (
            <Nothing filter={filter} />
          ) : (
            <ConcertGrid concerts={data.items} />
          )}
          <More resource={concerts} load={(cursor) => listConcerts({ search, cursor })} />
        </>
      ) : error ? (
        <Trouble error={error} onRetry={() => void concerts.reload()} />
      ) : (
        <GridSkeleton />
      )}
    </main>
  );
}

/** No results: suggestions for the search, and some concerts. */
function Nothing({ filter }: { filter: ListFilter }) {
  const w = words().list;
  const others = useResource<Page<ConcertSummary>>(loadedNames.home, () => listConcerts());
  return (
    <>
      <Empty icon="search" title={w.none(filter.q ?? "")}>
        <p class="c-2">{w.noneText}</p>
        <a class="btn btn--primary" href="/concerts">
          {w.seeAll}
        </a>
      </Empty>
      {others.data && others.data.items.length > 0 ? (
        <section class="stack instead" aria-labelledby="instead">
          <h2 id="instead">{w.instead}</h2>
          <ConcertGrid concerts={others.data.items.slice(0, 4)} />
        </section>
      ) : null}
    </>
  );
}
