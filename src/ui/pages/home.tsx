import "./home.css";
import { useSignal } from "@preact/signals";
import type { ConcertSummary } from "../../contract/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { listConcerts } from "../api/concerts.ts";
import { ConcertCard } from "../components/concert-card.tsx";
import { Empty } from "../components/empty.tsx";
import { Loading, Skeleton } from "../components/loading.tsx";
import { useTitle } from "../components/title.tsx";
import { problemText, Trouble } from "../components/trouble.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { showToast } from "../state/toast.ts";
import { Lead } from "./home-lead.tsx";

export function HomePage() {
  const w = words().home;
  useTitle(w.title);
  const concerts = useResource("concerts", () => listConcerts());
  const { data, error } = concerts;
  const more = async (cursor: string) => {
    try {
      const next = await listConcerts(cursor);
      concerts.set({ ...next, items: [...(data?.items ?? []), ...next.items] });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  return (
    <main id="main" class="home">
      {data ? (
        <>
          <Lead concerts={data.items} />
          <Listing concerts={data.items} />
          {data.nextCursor === null ? null : <More cursor={data.nextCursor} onMore={more} />}
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

const genres = ["concert", "musical", "classical", "festival", "indie"] as const;

function Listing({ concerts }: { concerts: ConcertSummary[] }) {
  const w = words();
  const chosen = useSignal<ConcertSummary["genre"] | null>(null);
  const known = genres.filter((genre) => concerts.some((concert) => concert.genre === genre));
  const shown = concerts.filter(({ genre }) => chosen.value === null || genre === chosen.value);
  if (concerts.length === 0)
    return (
      <div class="wrap page">
        <Empty icon="ticket" title={w.home.empty} />
      </div>
    );
  return (
    <section class="wrap sec" aria-labelledby="listing">
      <div class="sec__head">
        <h2 id="listing">{w.home.now}</h2>
      </div>
      <div class="chips chips--scroll" role="group" aria-label={w.home.genres}>
        {[null, ...known].map((genre) => (
          <button
            key={genre ?? "all"}
            class="chip"
            type="button"
            aria-pressed={chosen.value === genre}
            onClick={() => {
              chosen.value = genre;
            }}
          >
            {genre === null ? w.home.all : w.genre[genre]}
          </button>
        ))}
      </div>
      <ul class="grid">
        {shown.map((concert, index) => (
          <ConcertCard key={concert.id} concert={concert} isFirst={index < 4} />
        ))}
      </ul>
    </section>
  );
}

function More({ cursor, onMore }: { cursor: string; onMore: (cursor: string) => Promise<void> }) {
  const isBusy = useSignal(false);
  return (
    <p class="wrap more">
      <button
        class="btn btn--secondary"
        type="button"
        aria-busy={isBusy.value}
        onClick={() => {
          isBusy.value = true;
          void onMore(cursor).finally(() => {
            isBusy.value = false;
          });
        }}
      >
        {words().home.more}
      </button>
    </p>
  );
}

function HomeSkeleton() {
  return (
    <Loading>
      <div class="wrap sec">
        <Skeleton height={320} />
        <ul class="grid" style={{ marginTop: "48px" }}>
          {Array.from({ length: 8 }, (_, index) => (
            <li key={index} class="stack-2">
              <Skeleton ratio="3 / 4" />
              <Skeleton height={20} />
              <Skeleton height={16} />
            </li>
          ))}
        </ul>
      </div>
    </Loading>
  );
}
