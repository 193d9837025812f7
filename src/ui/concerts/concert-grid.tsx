import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { ConcertCard } from "./concert-card.tsx";
import { Loading, Skeleton } from "../components/feedback/loading.tsx";

export function ConcertGrid({ concerts }: { concerts: readonly ConcertSummary[] }) {
  return (
    <ul class="grid">
      {concerts.map((concert, index) => (
        <ConcertCard key={concert.id} concert={concert} isFirst={index < 4} />
      ))}
    </ul>
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
