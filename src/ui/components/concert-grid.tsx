import { useSignal } from "@preact/signals";
import type { ConcertSummary } from "../../contract/concerts.ts";
import type { Page } from "../api/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { words } from "../state/public-words.ts";
import type { Resource } from "../state/resource.ts";
import { showToast } from "../state/toast.ts";
import { ConcertCard } from "./concert-card.tsx";
import { Loading, Skeleton } from "./loading.tsx";
import { problemText } from "./trouble.tsx";

export function ConcertGrid({ concerts }: { concerts: readonly ConcertSummary[] }) {
  return (
    <ul class="grid">
      {concerts.map((concert, index) => (
        <ConcertCard key={concert.id} concert={concert} isFirst={index < 4} />
      ))}
    </ul>
  );
}

/** Adds the next page to what is shown. */
export function MoreConcerts({ resource, load }: MoreProps) {
  const isBusy = useSignal(false);
  const { data } = resource;
  if (!data || data.nextCursor === null) return null;
  const { nextCursor } = data;
  const more = async () => {
    isBusy.value = true;
    try {
      const next = await load(nextCursor);
      resource.set({ ...next, items: [...data.items, ...next.items] });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return (
    <p class="wrap more needs-script">
      <button
        class="btn btn--secondary"
        type="button"
        aria-busy={isBusy.value}
        onClick={() => void more()}
      >
        {words().home.more}
      </button>
    </p>
  );
}

export function GridSkeleton() {
  return (
    <Loading>
      <ul class="grid">
        {Array.from({ length: 8 }, (_, index) => (
          <li key={index} class="stack-2">
            <Skeleton ratio="3 / 4" />
            <Skeleton height={20} />
            <Skeleton height={16} />
          </li>
        ))}
      </ul>
    </Loading>
  );
}

type MoreProps = {
  resource: Resource<Page<ConcertSummary>>;
  load: (cursor: string) => Promise<Page<ConcertSummary>>;
};
