import type { Schedule } from "../../contract/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { Countdown, CountdownLine, ServerClock } from "../components/countdown.tsx";
import { Icon } from "../components/icon.tsx";
import { useSaleState } from "../components/sale-state.ts";
import { words } from "../state/language.ts";
import { badgeOf, stockOf, useRemaining } from "./concert-dates.tsx";
import { allIn, PriceList } from "../components/price-list.tsx";

/** The one thing to do about a date, whatever its state. */
function Action({ schedule }: { schedule: Schedule }) {
  const w = words().concert;
  const sale = useSaleState(schedule);
  const remaining = useRemaining(schedule);
  const state = badgeOf(sale, remaining && stockOf(remaining));
  const isOpen = state === "open" || state === "low" || state === "paused";
  if (isOpen || state === "upcoming")
    return (
      <a
        class={`btn btn--lg btn--block ${isOpen ? "btn--primary" : "btn--secondary"}`}
        href={`/schedules/${schedule.id}`}
      >
        {isOpen ? w.book : w.lobby}
        <Icon name="arrow" size={20} />
      </a>
    );
  return (
    <button class="btn btn--lg btn--block btn--secondary" type="button" disabled>
      {state === "soldOut" ? w.soldOut : state === "cancelled" ? w.cancelled : w.closed}
    </button>
  );
}

/** On a wide screen: beside the page, always in view. */
export function BuyPanel({ schedule }: { schedule: Schedule }) {
  const w = words();
  const isUpcoming = useSaleState(schedule) === "upcoming";
  return (
    <aside class="aside" aria-label={w.concert.book}>
      {isUpcoming ? (
        <div class="stack-2">
          <p class="t-14 c-2">{w.home.opensIn}</p>
          <Countdown until={schedule.saleOpensAt} />
          <ServerClock />
        </div>
      ) : null}
      <PriceList zones={schedule.zones} />
      <Action schedule={schedule} />
      <p class="help">{w.concert.limitText(schedule.seatsPerAccount)}</p>
    </aside>
  );
}

/** On a narrow screen: one bar at the bottom. */
export function BuyBar({ schedule }: { schedule: Schedule }) {
  const w = words();
  const isUpcoming = useSaleState(schedule) === "upcoming";
  const cheapest = schedule.zones.map(allIn).sort((a, b) => a.amount - b.amount)[0];
  return (
    <div class="buybar">
      <p class="buybar__info">
        <span class="t-12 c-2">{isUpcoming ? w.home.opensIn : w.concert.allIn}</span>
        <b>
          {isUpcoming ? (
            <CountdownLine until={schedule.saleOpensAt} />
          ) : cheapest ? (
            w.home.priceFrom(<Amount of={cheapest} />)
          ) : null}
        </b>
      </p>
      <Action schedule={schedule} />
    </div>
  );
}
