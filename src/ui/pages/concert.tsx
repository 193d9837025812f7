import { useSignal } from "@preact/signals";
import type { Concert, Schedule } from "../../contract/concerts.ts";
import { getConcert, listSchedules } from "../api/concerts.ts";
import { Badge } from "../components/badge.tsx";
import { concertDays } from "../components/concert-card.tsx";
import { Icon } from "../components/icon.tsx";
import { SkeletonLines } from "../components/loading.tsx";
import { Poster } from "../components/poster.tsx";
import { useSaleState } from "../components/sale-state.ts";
import type { PageProps } from "../components/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/trouble.tsx";
import { local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { BuyBar, BuyPanel } from "./concert-buy.tsx";
import { DatePicker } from "./concert-dates.tsx";
import { PriceList } from "../components/price-list.tsx";
import { NotFoundPage } from "./not-found.tsx";

export function ConcertPage({ params }: PageProps) {
  const slug = params["slug"] ?? "";
  const concert = useResource(`concert:${slug}`, () => getConcert(slug));
  const schedules = useResource(`schedules:${slug}`, () => listSchedules(slug));
  useTitle(concert.data && local(concert.data.title));
  const error = concert.error ?? schedules.error;
  if (concert.error?.code === "not-found") return <NotFoundPage />;
  if (concert.data && schedules.data)
    return <Shown concert={concert.data} schedules={schedules.data} />;
  return (
    <main id="main" class="wrap page">
      {error ? (
        <Trouble
          error={error}
          onRetry={() => void Promise.all([concert.reload(), schedules.reload()])}
        />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </main>
  );
}

/** The date that a fan most likely wants: the first on sale, else the first to come on sale, else the first. */
export function likelyDate(schedules: readonly Schedule[]): Schedule | undefined {
  return (
    schedules.find(({ sale }) => sale === "open" || sale === "paused") ??
    schedules.find(({ sale }) => sale === "upcoming") ??
    schedules[0]
  );
}

function Shown({ concert, schedules }: { concert: Concert; schedules: Schedule[] }) {
  const w = words().concert;
  const chosenId = useSignal<string | undefined>(undefined);
  const chosen = schedules.find(({ id }) => id === chosenId.value) ?? likelyDate(schedules);
  return (
    <main id="main" class="wrap concert">
      <div>
        <Facts concert={concert} chosen={chosen} />
        {chosen ? (
          <section class="sec sec--prices" aria-labelledby="prices">
            <h2 id="prices">{w.prices}</h2>
            <PriceList zones={chosen.zones} />
          </section>
        ) : null}
        <section class="sec" aria-labelledby="dates">
          <h2 id="dates">{w.dates}</h2>
          {schedules.length === 0 ? <p class="c-2">{w.noDates}</p> : null}
          <DatePicker
            schedules={schedules}
            chosenId={chosen?.id}
            timeZone={concert.venue.timeZone}
            onChoose={(id) => {
              chosenId.value = id;
            }}
          />
        </section>
        <section class="sec" aria-labelledby="about">
          <h2 id="about">{w.about}</h2>
          <p class="prose">{local(concert.description)}</p>
          <dl class="dl">
            {chosen ? (
              <>
                <dt>{w.limit}</dt>
                <dd>{w.limitText(chosen.seatsPerAccount)}</dd>
                <dt>{w.holding}</dt>
                <dd>{w.holdingText(Math.round(chosen.holdMs / 60_000))}</dd>
              </>
            ) : null}
            <dt>{w.venue}</dt>
            <dd>
              {local(concert.venue.name)}, {local(concert.venue.address)}
            </dd>
          </dl>
        </section>
      </div>
      {chosen ? (
        <>
          <BuyPanel schedule={chosen} />
          <BuyBar schedule={chosen} />
        </>
      ) : null}
    </main>
  );
}

function Facts({ concert, chosen }: { concert: Concert; chosen: Schedule | undefined }) {
  const w = words().concert;
  const sale = useSaleState(chosen ?? concert);
  const facts = [
    concert.runningMinutes === null ? null : w.minutes(concert.runningMinutes),
    concert.ageLimit === null ? null : concert.ageLimit === 0 ? w.allAges : w.age(concert.ageLimit),
  ].filter((fact) => fact !== null);
  return (
    <section class="facts">
      <Poster src={concert.poster} isFirst alt={w.posterOf(local(concert.title))} />
      <div class="facts__in">
        <p>
          <Badge state={sale} isBoxed />
        </p>
        <h1>{local(concert.title)}</h1>
        <p class="c-2">{local(concert.artist)}</p>
        <p class="facts__line num">
          <Icon name="calendar" size={20} />
          <b>{concertDays(concert)}</b>
        </p>
        <p class="facts__line">
          <Icon name="pin" size={20} />
          <span>
            {local(concert.venue.name)} · {local(concert.venue.city)}
          </span>
        </p>
        {facts.length > 0 ? (
          <p class="facts__line num">
            <Icon name="clock" size={20} />
            {facts.join(" · ")}
          </p>
        ) : null}
      </div>
    </section>
  );
}
