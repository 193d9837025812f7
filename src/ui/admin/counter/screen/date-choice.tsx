import { type Signal, useSignal } from "@preact/signals";
import type { AdminSchedule } from "../../../../contract/admin/sales.ts";
import { listAdminSchedules } from "../../../api/admin.ts";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { When } from "../../../components/when.tsx";
import { clock } from "../../../state/clock.ts";
import { local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";

const shownMax = 8;

/** The day of a moment by the venue's clock. */
const dayOf = (time: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(time));

/** The dates that can be sold, those of today first. */
export function DateChoice({ chosen }: { chosen: Signal<AdminSchedule | null> }) {
  const w = words().counter.start;
  const search = useSignal("");
  const found = useResource(`counter dates ${search.value}`, () =>
    listAdminSchedules({ when: "coming", search: search.value || undefined }),
  );
  const dates = found.data?.items ?? [];
  const isToday = ({ startsAt, timeZone }: AdminSchedule) =>
    dayOf(startsAt, timeZone) === dayOf(clock.serverNow(), timeZone);
  const groups = [
    { name: w.today, dates: dates.filter(isToday) },
    { name: w.later, dates: dates.filter((date) => !isToday(date)).slice(0, shownMax) },
  ];
  return (
    <fieldset class="dates">
      <legend class="label">{w.date}</legend>
      <input
        class="input"
        type="search"
        aria-label={w.find}
        placeholder={w.find}
        value={search.value}
        onChange={(event) => (search.value = event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          search.value = event.currentTarget.value.trim();
        }}
      />
      {found.error && !found.data ? (
        <Trouble error={found.error} onRetry={() => void found.reload()} />
      ) : !found.data ? (
        <SkeletonLines lines={4} />
      ) : dates.length === 0 ? (
        <p class="c-2">{w.none}</p>
      ) : (
        groups.map(({ name, dates: shown }) =>
          shown.length === 0 ? null : (
            <div key={name} class="dates__group">
              <p class="t-14 c-2">{name}</p>
              {shown.map((date) => (
                <label key={date.id} class="dates__one">
                  <input
                    type="radio"
                    name="date"
                    checked={chosen.value?.id === date.id}
                    onChange={() => (chosen.value = date)}
                  />
                  <span>
                    <b>{local(date.title)}</b>
                    <small>
                      <When time={date.startsAt} timeZone={date.timeZone} /> · {local(date.venue)}
                    </small>
                  </span>
                </label>
              ))}
            </div>
          ),
        )
      )}
    </fieldset>
  );
}
