import type { Category } from "../../contract/catalog/categories.ts";
import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { listCategories, listConcerts, type Page } from "../api/concerts.ts";
import { ConcertGrid, GridSkeleton } from "../concerts/concert-grid.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import { Icon } from "../components/icon.tsx";
import { Loading, Skeleton } from "../components/feedback/loading.tsx";
import { More } from "../components/feedback/paged.tsx";
import { Poster } from "../components/poster.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { loadedNames } from "../loaded-names.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { recent } from "../concerts/recent.ts";
import { useResource } from "../state/resource.ts";
import { Lead } from "./home-lead.tsx";

export function HomePage() {
  const w = words().home;
  useTitle(w.title);
  const concerts = useResource<Page<ConcertSummary>>(loadedNames.home, () => listConcerts());
  const { data, error } = concerts;
  return (
    <main id="main" class="home">
      {data ? (
        <>
          <Lead concerts={data.items} />
          <Listing concerts={data.items} />
          <More resource={concerts} load={(cursor) => listConcerts({ cursor })} />
          <Recent />
        </>
      ) : error ? (
        <div class="wrap page">
          <h1 class="sr">{w.title}</h1>
          <Trouble error={error} onRetry={() => void concerts.reload()} />
        </div>
      ) : (
        <HomeSkeleton />
      )}
    </main>
  );
}

function Listing({ concerts }: { concerts: ConcertSummary[] }) {
  const w = words();
  const categories = useResource<Category[]>(loadedNames.categories, listCategories);
  if (concerts.length === 0)
    return (
      <div class="wrap page">
        <Empty icon="ticket" title={w.home.empty} />
      </div>
    );
  const known = (categories.data ?? []).filter(({ slug }) =>
    concerts.some(({ genre }) => genre === slug),
  );
  return (
    <section class="wrap sec" aria-labelledby="listing">
      <div class="sec__head">
        <h2 id="listing">{w.home.now}</h2>
        <a class="sec__more" href="/concerts">
          {w.list.seeAll}
          <Icon name="chevron" size={16} />
        </a>
      </div>
      <div class="chips chips--scroll" role="group" aria-label={w.home.genres}>
        {known.map(({ slug, name }) => (
          <a key={slug} class="chip" href={`/concerts?genre=${slug}`}>
            {local(name)}
          </a>
        ))}
      </div>
      <ConcertGrid concerts={concerts} />
    </section>
  );
}

/** Recently viewed concerts. Only this device knows them, so they render after the first paint. */
function Recent() {
  const w = words();
  if (recent.value.length === 0) return null;
  return (
    <section class="wrap sec" aria-labelledby="recent">
      <h2 id="recent" class="sec__head">
        {w.recent.title}
      </h2>
      <ul class="rail">
        {recent.value.map(({ id, slug, title, poster }) => (
          <li key={id}>
            <a href={`/concerts/${slug}`}>
              <Poster src={poster} sizes="140px" />
              <span class="t-14 semi">{local(title)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function HomeSkeleton() {
  return (
    <div class="wrap sec stack-8">
      <Loading>
        <Skeleton height={320} />
      </Loading>
      <GridSkeleton />
    </div>
  );
}
