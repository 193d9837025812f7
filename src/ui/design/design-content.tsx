import { useSignal } from "@preact/signals";
import { ApiError } from "../api/problem.ts";
import { Amount } from "../components/amount.tsx";
import { Badge, type BadgeState } from "../components/badge.tsx";
import { Calendar } from "../concert/calendar.tsx";
import { ConcertGrid } from "../concerts/concert-grid.tsx";
import { Countdown, ServerClock } from "../components/countdown.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import { HoldClock } from "../holds/hold-clock.tsx";
import { Icon, type IconName } from "../components/icon.tsx";
import { Skeleton } from "../components/feedback/loading.tsx";
import { PriceList } from "../concert/price-list.tsx";
import { Qr } from "../components/qr.tsx";
import { ProblemNote, Trouble } from "../components/feedback/trouble.tsx";
import { When } from "../components/when.tsx";
import { ZoneMark } from "../concert/zone-mark.tsx";
import { Part } from "./design-part.tsx";
import { concert, holdOf, zones } from "./design-samples.ts";

const states: BadgeState[] = [
  "upcoming",
  "open",
  "low",
  "soldOut",
  "paused",
  "closed",
  "cancelled",
];
const notes: [tone: string, icon: IconName][] = [
  ["", "info"],
  ["note--brand", "info"],
  ["note--ok", "check"],
  ["note--warn", "alert"],
  ["note--danger", "alert"],
];

/** Feedback. */
export function Feedback() {
  return (
    <Part title="Feedback">
      <div class="design__row">
        {states.map((state) => (
          <Badge key={state} state={state} />
        ))}
      </div>
      <div class="design__row">
        {states.map((state) => (
          <Badge key={state} state={state} isBoxed />
        ))}
      </div>
      <div class="design__half">
        {notes.map(([tone, icon]) => (
          <div key={tone} class={`note ${tone}`}>
            <Icon name={icon} />
            <p>
              <b>What happened.</b> What was kept, and what to do.
            </p>
          </div>
        ))}
        <ProblemNote error={new ApiError("insufficient-funds")} />
      </div>
      <div class="design__half">
        <Empty icon="ticket" title="Nothing yet">
          <p class="c-2">What would be next.</p>
        </Empty>
        <Trouble error={new ApiError("offline")} onRetry={() => {}} />
        <div class="stack-2">
          <Skeleton height={40} />
          <Skeleton height={24} />
          <Skeleton height={24} />
        </div>
      </div>
    </Part>
  );
}

/** Time and progress. */
export function Times() {
  const chosen = useSignal("2027-01-16");
  const days = new Map([
    ["2027-01-16", { note: "on sale", isOff: false }],
    ["2027-01-17", { note: "sold out", isOff: true }],
    ["2027-02-06", { note: "on sale soon", isOff: false }],
  ]);
  return (
    <Part title="Times">
      <Countdown until={concert.saleOpensAt ?? ""} />
      <ServerClock />
      <p>
        <When time="2027-01-16T18:00:00+09:00" timeZone="Asia/Seoul" /> ·{" "}
        <When time="2027-01-16T18:00:00-05:00" timeZone="America/New_York" />
      </p>
      <div class="design__row">
        <HoldClock hold={holdOf(300)} />
        <HoldClock hold={holdOf(50)} />
        <HoldClock hold={holdOf(0)} />
        <HoldClock hold={{ ...holdOf(161), isPaused: true }} />
        <HoldClock hold={{ ...holdOf(521), phase: "paying" }} />
      </div>
      <div class="design__half">
        <Calendar
          days={days}
          chosen={chosen.value}
          onChoose={(day) => {
            chosen.value = day;
          }}
        />
      </div>
    </Part>
  );
}

/** Concerts and prices. */
export function Showings() {
  const variants = states.filter((state) => state !== "low" && state !== "soldOut");
  return (
    <Part title="Shows">
      <ConcertGrid concerts={variants.map((sale) => ({ ...concert, id: sale, sale }))} />
      <div class="design__half">
        <div>
          <PriceList zones={zones} />
        </div>
        <div class="stack">
          <p class="t-30 bold">
            <Amount of={{ amount: 154_000, currency: "KRW" }} />
          </p>
          <p>
            <Amount of={{ amount: -154_000, currency: "KRW" }} isSigned />
          </p>
          <p class="row">
            {zones.map(({ color, name }) => (
              <ZoneMark key={color} color={color} name={name.en} />
            ))}
          </p>
        </div>
        <Qr text="frontrow" label="A QR code" />
      </div>
    </Part>
  );
}
