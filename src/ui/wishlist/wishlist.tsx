import { useEffect } from "preact/hooks";
import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { words } from "../state/language.ts";
import { savedConcerts } from "./saved-concerts.ts";
import { useResource } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { wishes } from "./wishes.ts";
import { ConcertGrid, GridSkeleton } from "../concerts/concert-grid.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import { ReminderList } from "../reminders/reminder-list.tsx";

/** The saved concerts. Removing a heart removes the concert at once. */
export function WishList({ isTitled = true }: { isTitled?: boolean }) {
  const w = words().wish;
  const owner = account.value?.id ?? "guest";
  const { data, error, reload } = useResource<ConcertSummary[]>(`wishes:${owner}`, savedConcerts);
  const hasNew = [...wishes.value].some((id) => !data?.some((concert) => concert.id === id));
  useEffect(() => {
    if (data && hasNew) void reload();
  }, [hasNew]);
  const shown = (data ?? []).filter(({ id }) => wishes.value.has(id));
  return (
    <section class="stack" aria-labelledby="wishes">
      <h2 id="wishes" class={isTitled ? "t-20" : "sr"}>
        {w.title}
      </h2>
      {!data && !error ? (
        <GridSkeleton />
      ) : shown.length > 0 ? (
        <ConcertGrid concerts={shown} />
      ) : (
        <Empty icon="heart" title={w.empty}>
          <p class="c-2">{w.emptyText}</p>
        </Empty>
      )}
      <ReminderList concerts={shown} />
      {shown.length > 0 && !account.value ? <p class="help">{w.onlyHere}</p> : null}
    </section>
  );
}
