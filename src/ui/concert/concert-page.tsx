import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import { getConcert, listSchedules } from "../api/concerts.ts";
import { Icon } from "../components/icon.tsx";
import { InAppNote } from "../frame/in-app-note.tsx";
import { Loading, Skeleton } from "../components/feedback/loading.tsx";
import { PriceList } from "./price-list.tsx";
import { useSaleState } from "./sale-state.ts";
import type { PageProps } from "../frame/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { When } from "../components/when.tsx";
import { loadedNames } from "../loaded-names.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { saw } from "../concerts/recent.ts";
import { useResource } from "../state/resource.ts";
import { address, navigate } from "../state/router.ts";
import { BuyBar, BuyPanel } from "./concert-buy.tsx";
import { DatePicker, likelyOf } from "./concert-dates.tsx";
import { PresaleEntry } from "./presale/concert-presale.tsx";
import { Facts, GoodToKnow } from "./concert-facts.tsx";
import { MovedNote } from "./moved-note.tsx";
import { ConcertRefunds } from "./concert-refunds.tsx";
import { NotFoundPage } from "../frame/not-found-page.tsx";

export function ConcertPage({ params }: PageProps) {
  const slug = params["slug"] ?? "";
  const concert = useResource(loadedNames.concert(slug), () => getConcert(slug));
  const schedules = useResource(loadedNames.schedules(slug), () => listSchedules(slug));
  useTitle(concert.data && local(concert.data.title));
  useEffect(() => {
    if (concert.data) saw(concert.data);
  }, [concert.data?.id]);
  const error = concert.error ?? schedules.error;
  if (concert.error?.code === "not-found") return <NotFoundPage />;
  if (concert.data && schedules.data)
    return <ConcertView concert={concert.data} schedules={schedules.data} />;
  return (
    <main id="main" class="wrap page">
      {error ? (
        <Trouble
          error={error}
          onRetry={() => void Promise.all([concert.reload(), schedules.reload()])}
        />
      ) : (
        <Waiting />
      )}
    </main>
  );
}

/** Shaped like the content, so that nothing moves when it loads. */
function Waiting() {
  return (
    <Loading>
      <h1 class="sr">{words().common.loading}</h1>
      <div class="facts">
        <Skeleton ratio="3/4" />
        <div class="stack-2">
          {[28, 36, 20, 20, 20].map((height, index) => (
            <Skeleton key={index} height={height} />
          ))}
        </div>
      </div>
      <div class="stack-2 sec">
        {[44, 44, 44].map((height, index) => (
          <Skeleton key={index} height={height} />
        ))}
      </div>
    </Loading>
  );
}

type ConcertViewProps = {
  concert: Concert;
  schedules: Schedule[];
  /** Before it is published: what stands in the place of buying, as nothing can be bought, shared or saved. */
  preview?: (schedule: Schedule) => ComponentChildren;
};

/** All that fans read about a concert, with the button to buy. */
export function ConcertView({ concert, schedules, preview }: ConcertViewProps) {
  const isPreview = preview !== undefined;
  const w = words().concert;
  // The preview stands within a page of its own.
  const Main = isPreview ? "div" : "main";
  const { timeZone } = concert.venue;
  const [chosen, choose] = useChosen(schedules);
  return (
    <Main id={isPreview ? "preview" : "main"} class="wrap concert">
      <div>
        <Facts concert={concert} chosen={chosen} isPreview={isPreview} />
        {chosen?.sale === "cancelled" ? (
          <p class="note note--danger">
            <Icon name="ban" />
            {w.cancelledText}
          </p>
        ) : null}
        {chosen?.move && !isOver(chosen) ? (
          <MovedNote move={chosen.move} startsAt={chosen.startsAt} timeZone={timeZone} />
        ) : null}
        {chosen ? (
          <div class="terms">
            <section class="sec sec--prices" aria-labelledby="prices">
              <h2 id="prices">{w.prices}</h2>
              <PriceList zones={chosen.zones} />
              <InAppNote />
            </section>
            {chosen.sale === "cancelled" ? null : (
              <Phases schedule={chosen} timeZone={timeZone} isPreview={isPreview} />
            )}
          </div>
        ) : null}
        <section class="sec" aria-labelledby="dates">
          <h2 id="dates">{w.dates}</h2>
          {schedules.length === 0 ? <p class="c-2">{w.noDates}</p> : null}
          <DatePicker schedules={schedules} chosen={chosen} timeZone={timeZone} onChoose={choose} />
        </section>
        <GoodToKnow concert={concert} chosen={chosen} />
        {chosen && !isOver(chosen) ? (
          <ConcertRefunds key={chosen.id} schedule={chosen} timeZone={timeZone} />
        ) : null}
      </div>
      {chosen && preview ? preview(chosen) : null}
      {chosen && !isPreview ? (
        <>
          <BuyPanel key={`panel-${chosen.id}`} schedule={chosen} timeZone={timeZone} />
          <BuyBar key={`bar-${chosen.id}`} schedule={chosen} timeZone={timeZone} />
        </>
      ) : null}
    </Main>
  );
}

const isOver = ({ sale }: Schedule) => sale === "closed" || sale === "cancelled";

/** The chosen date is in the address, so that going back and reloading keep it. */
function useChosen(schedules: readonly Schedule[]) {
  const chosenId = useSignal<string | undefined>(undefined);
  // After the first paint, since the server draws one page for everybody.
  useEffect(() => {
    chosenId.value = address.value.query.get("date") ?? undefined;
  }, [address.value]);
  const chosen = schedules.find(({ id }) => id === chosenId.value) ?? likelyOf(schedules);
  const choose = ({ id }: Schedule) => {
    const query = new URLSearchParams(location.search);
    query.set("date", id);
    navigate(`${location.pathname}?${query.toString()}`, { replace: true });
  };
  return [chosen, choose] as const;
}

type PhasesProps = { schedule: Schedule; timeZone: string; isPreview: boolean };

/** The phases of the sale. */
function Phases({ schedule, timeZone, isPreview }: PhasesProps) {
  const w = words().concert;
  const isUpcoming = useSaleState(schedule) === "upcoming";
  return (
    <div class="stack-2">
      <dl class="phases">
        {isUpcoming
          ? schedule.presales.map(({ name, opensAt, closesAt }) => (
              <div key={opensAt} class="phases__wide">
                <dt>{local(name)}</dt>
                <dd>
                  <When time={opensAt} timeZone={timeZone} /> –{" "}
                  <When time={closesAt} timeZone={timeZone} />
                </dd>
              </div>
            ))
          : null}
        <div class={isUpcoming ? "is-next" : ""}>
          <dt>{w.saleOpens}</dt>
          <dd>
            <When time={schedule.saleOpensAt} timeZone={timeZone} />
          </dd>
        </div>
        <div>
          <dt>{w.saleCloses}</dt>
          <dd>
            <When time={schedule.saleClosesAt} timeZone={timeZone} />
          </dd>
        </div>
      </dl>
      {isUpcoming && schedule.presales.length > 0 && !isPreview ? (
        <PresaleEntry key={schedule.id} scheduleId={schedule.id} timeZone={timeZone} />
      ) : null}
      {/* On a narrow screen the bar at the bottom has room for one button only. */}
      {isUpcoming && !isPreview ? (
        <p class="phases__door">
          <a class="btn btn--quiet btn--sm" href={`/schedules/${schedule.id}`}>
            {w.lobby}
            <Icon name="chevron" size={16} />
          </a>
        </p>
      ) : null}
    </div>
  );
}
