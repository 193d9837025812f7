import type { CancellationStory } from "../../../contract/admin/shows.ts";
import { Icon } from "../../components/icon.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { Moment } from "../parts/moment.tsx";
import { may } from "../staff/employer.ts";
import { ShowFigures } from "./show-figures.tsx";

type ProgressProps = { story: CancellationStory; isBusy: boolean; onContinue: () => void };

/** The progress of the refunds. They continue automatically; a button continues them right away. */
export function Progress({ story, isBusy, onContinue }: ProgressProps) {
  const w = words().adminShows;
  const lang = language.value;
  const all = story.orders + story.ordersDone;
  const percent = all === 0 ? 100 : Math.floor((story.ordersDone / all) * 100);
  const isDone = story.orders === 0;
  return (
    <>
      <div class={isDone ? "note note--ok" : "note note--warn"} role="status">
        <Icon name={isDone ? "check" : "clock"} />
        <p>
          <b>{isDone ? w.state.done : w.state.running}</b>
          <br />
          {w.reason}: {story.reason} · {w.compensation} {story.compensationPercent}%
          {story.startedAt ? (
            <>
              {" · "}
              {w.begun} <Moment time={story.startedAt} />
            </>
          ) : null}
          {story.doneAt ? (
            <>
              {" · "}
              {w.ended} <Moment time={story.doneAt} />
            </>
          ) : null}
        </p>
      </div>
      <section class="adm__card" aria-labelledby="progress">
        <h2 id="progress">{w.progress(count(story.ordersDone, lang), count(all, lang))}</h2>
        <div
          class="bar"
          role="progressbar"
          aria-labelledby="progress"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        {isDone ? null : (
          <>
            <p class="t-14 c-2">{w.goesOn}</p>
            {may("shows.cancel") ? (
              <button
                class="btn btn--secondary adm__submit"
                type="button"
                aria-busy={isBusy}
                onClick={onContinue}
              >
                {w.goOn}
              </button>
            ) : null}
          </>
        )}
      </section>
      {isDone ? null : (
        <>
          <h2 class="t-16">{w.stillLeft}</h2>
          <ShowFigures story={story} />
        </>
      )}
    </>
  );
}
