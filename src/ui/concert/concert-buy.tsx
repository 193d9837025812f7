import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { Board } from "../../contract/sale/queue.ts";
import { useRef } from "preact/hooks";
import { getBoard } from "../api/sales.ts";
import { Amount } from "../components/amount.tsx";
import { Countdown, CountdownLine, ServerClock } from "../components/countdown.tsx";
import { Icon } from "../components/icon.tsx";
import { useBarHeight } from "../frame/bar-height.ts";
import { InAppNote } from "../frame/in-app-note.tsx";
import { Later } from "../components/feedback/later.tsx";
import { When } from "../components/when.tsx";
import { allIn, PriceList } from "./price-list.tsx";
import { useSaleState } from "./sale-state.ts";
import { count } from "../i18n/format.ts";
import { language } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { useResource } from "../state/resource.ts";
import { useClock } from "../state/use-clock.ts";
import { calendarHref } from "./calendar-href.ts";
import { type BuyingState, buyingState, lobbyMs } from "./buying-state.ts";
import { listedStock, stockOf, useRemaining } from "./concert-dates.tsx";

type Buying = { state: BuyingState; waiting: number };

/** The state of the buy button, by the server's clock and the seats left. */
function useBuying(schedule: Schedule): Buying {
  const sale = useSaleState(schedule);
  const remaining = useRemaining(schedule);
  const board = useResource<Board>(sale === "open" ? `board:${schedule.id}` : null, () =>
    getBoard(schedule.id),
  ).data;
  const waiting = board ? Math.max(0, board.lastNumber - board.nowServing) : undefined;
  const stock = remaining ? stockOf(remaining) : listedStock(schedule);
  const opensAt = Date.parse(schedule.saleOpensAt);
  const isFar = useClock((nowMs) => opensAt - nowMs() > lobbyMs, [opensAt]);
  const msToOpening = isFar ? Infinity : 0;
  const state = buyingState({ sale, msToOpening, stock, waiting });
  return { state, waiting: waiting ?? 0 };
}

/** The one action for a date in its state. */
function Action({ schedule, buying }: { schedule: Schedule; buying: Buying }) {
  const w = words().concert;
  const { state, waiting } = buying;
  switch (state) {
    case "remind":
      return (
        <>
          <Later load={loadRemind} props={{ schedule }}>
            <a
              class="btn btn--lg btn--block btn--primary"
              href={calendarHref(schedule.id, "opening")}
              download
            >
              <Icon name="bell" size={20} />
              {w.remind}
            </a>
          </Later>
          <a class="btn btn--block btn--quiet buy__also" href={`/schedules/${schedule.id}`}>
            {w.lobby}
          </a>
        </>
      );
    case "lobby":
    case "book":
    case "queue":
    case "paused":
      return (
        <a class="btn btn--lg btn--block btn--primary" href={`/schedules/${schedule.id}`}>
          {state === "lobby"
            ? w.lobby
            : state === "queue"
              ? w.queue(count(waiting, language.value))
              : state === "paused"
                ? w.line
                : w.book}
          <Icon name="arrow" size={20} />
        </a>
      );
    case "soldOut":
      return (
        <Later load={loadWait} props={{ schedule }}>
          <Over>{w.soldOut}</Over>
        </Later>
      );
    default:
      return <Over>{state === "cancelled" ? w.cancelled : w.closed}</Over>;
  }
}

const loadRemind = () => import("../reminders/remind-button.tsx").then(({ Remind }) => Remind);
const loadWait = () => import("../waitlist/waitlist-button.tsx").then(({ Wait }) => Wait);

function Over({ children }: { children: string }) {
  return (
    <button class="btn btn--lg btn--block btn--secondary" type="button" disabled>
      {children}
    </button>
  );
}

/** On a wide screen: beside the page, always in view, with the date that the button is for. */
export function BuyPanel({ schedule, timeZone }: { schedule: Schedule; timeZone: string }) {
  const w = words();
  const buying = useBuying(schedule);
  const isUpcoming = buying.state === "remind" || buying.state === "lobby";
  return (
    <aside class="aside" aria-label={w.concert.book}>
      <p class="t-18 semi aside__date">
        <When time={schedule.startsAt} timeZone={timeZone} />
      </p>
      {isUpcoming ? (
        <div class="stack-2">
          <p class="t-14 c-2">{w.home.opensIn}</p>
          <Countdown until={schedule.saleOpensAt} />
          <ServerClock />
        </div>
      ) : null}
      <PriceList zones={schedule.zones} />
      <InAppNote />
      <div class="stack-2">
        {buying.state === "paused" ? <p>{w.concert.pausedText}</p> : null}
        <Action schedule={schedule} buying={buying} />
      </div>
      <p class="help">{w.concert.limitText(schedule.seatsPerAccount, schedule.accountLimits)}</p>
    </aside>
  );
}

/** On a narrow screen: one bar at the bottom. */
export function BuyBar({ schedule, timeZone }: { schedule: Schedule; timeZone: string }) {
  const w = words();
  const buying = useBuying(schedule);
  const isUpcoming = buying.state === "remind" || buying.state === "lobby";
  const isSoldOut = buying.state === "soldOut";
  const bar = useRef<HTMLDivElement>(null);
  useBarHeight(bar);
  const cheapest = schedule.zones.map(allIn).sort((a, b) => a.amount - b.amount)[0];
  return (
    <div ref={bar} class="buybar">
      <p class="buybar__info">
        <span class="t-12 c-2">
          {isUpcoming ? w.home.opensIn : <When time={schedule.startsAt} timeZone={timeZone} />}
        </span>
        <b>
          {isUpcoming ? (
            <CountdownLine until={schedule.saleOpensAt} />
          ) : isSoldOut ? (
            w.sale.soldOut
          ) : buying.state === "paused" ? (
            w.concert.paused
          ) : cheapest ? (
            w.home.priceFrom(<Amount of={cheapest} />)
          ) : null}
        </b>
      </p>
      <Action schedule={schedule} buying={buying} />
    </div>
  );
}
