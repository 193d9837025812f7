import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Remaining } from "../../contract/seats.ts";
import type { Schedule } from "../../contract/concerts.ts";
import { getRemaining } from "../api/concerts.ts";
import { Icon } from "../components/icon.tsx";
import { ZoneMark } from "../components/zone-mark.tsx";
import { useTitle } from "../components/title.tsx";
import { count } from "../i18n/format.ts";
import { clock } from "../state/clock.ts";
import { language, local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import type { Sale } from "./sale.ts";

/** The queue: where I stand, how it goes, and that nothing can be lost by waiting. */
export function WaitingRoom({ sale, schedule }: { sale: Sale; schedule: Schedule }) {
  const w = words().queue;
  const lang = language.value;
  const ahead = sale.ahead.value;
  const board = sale.board.value;
  useTitle(w.title(count(ahead, lang)));
  const isPaused = board?.state === "paused";
  const state = sale.isLost.value ? "lost" : isPaused ? "paused" : "waiting";
  return (
    <main id="main" class={`wrap queue is-${state}`}>
      <div class="queue__left">
        <p class="queue__state">
          <Icon name={state === "lost" ? "offline" : state === "paused" ? "pause" : "people"} />
          {w.state[state]}
        </p>
        <h1 class="queue__big">
          <span class="queue__pre">{w.ahead}</span>
          <span class="num">{count(ahead, lang)}</span>
          <small>{w.people(ahead)}</small>
        </h1>
        <Progress sale={sale} />
        <Spoken sale={sale} />
        {state === "lost" ? <Note tone="danger" icon="offline" text={w.lostText} /> : null}
        {state === "paused" ? <Note tone="warn" icon="pause" text={w.pausedText} /> : null}
        <Pace sale={sale} />
        <Note tone="plain" icon="lock" text={w.keptText} />
      </div>
      <div class="queue__right">
        <Stock schedule={schedule} sale={sale} />
      </div>
    </main>
  );
}

function Progress({ sale }: { sale: Sale }) {
  const w = words().queue;
  const first = Math.max(sale.firstAhead.value, sale.ahead.value, 1);
  const done = first - sale.ahead.value;
  const behind = Math.max(0, (sale.board.value?.lastNumber ?? 0) - (sale.turn.value?.number ?? 0));
  return (
    <div>
      <div
        class="bar"
        role="progressbar"
        aria-label={w.progress}
        aria-valuemin={0}
        aria-valuemax={first}
        aria-valuenow={done}
      >
        <i style={{ width: `${Math.max(2, (done / first) * 100)}%` }} />
      </div>
      <p class="queue__ends num">
        <span>{w.number(count(sale.turn.value?.number ?? 0, language.value))}</span>
        <span>{w.behind(count(behind, language.value))}</span>
      </p>
    </div>
  );
}

/** Tells a screen reader the place once a minute at most, and not at every change. */
function Spoken({ sale }: { sale: Sale }) {
  const minute = useComputed(() => Math.floor(clock.now.value / 60_000));
  const text = words().queue.spoken(count(sale.ahead.peek(), language.value));
  return (
    <p class="sr" role="status" key="spoken" data-minute={minute.value}>
      {text}
    </p>
  );
}

function Pace({ sale }: { sale: Sale }) {
  const w = words().queue;
  const board = sale.board.value;
  const isPaused = board?.state === "paused";
  const perMinute = isPaused ? 0 : (board?.admitPerMinute ?? 0);
  return (
    <dl class="queue__pace num">
      <div>
        <dt>{w.timeLeft}</dt>
        <dd>{isPaused ? w.state.paused : waitText(sale.ahead.value, perMinute)}</dd>
      </div>
      <div>
        <dt>{w.pace}</dt>
        <dd>{w.perMinute(count(perMinute, language.value))}</dd>
      </div>
      <div>
        <dt>{w.updated}</dt>
        <dd>
          <Age sale={sale} />
        </dd>
      </div>
    </dl>
  );
}

function Age({ sale }: { sale: Sale }) {
  const seconds = Math.max(0, Math.round((clock.now.value - sale.syncedAtMs.value) / 1_000));
  return <span>{words().common.secondsAgo(sale.syncedAtMs.value === 0 ? 0 : seconds)}</span>;
}

/** A wait is told as a range: one figure would be a promise. */
export function waitMinutes(ahead: number, perMinute: number): [number, number] | null {
  if (perMinute <= 0) return null;
  const minutes = ahead / perMinute;
  return [Math.floor(minutes * 0.8), Math.ceil(minutes * 1.4)];
}

function waitText(ahead: number, perMinute: number): string {
  const w = words().queue;
  const range = waitMinutes(ahead, perMinute);
  if (range === null) return "–";
  return range[1] <= 1 ? w.soon : w.minutes(Math.max(1, range[0]), range[1]);
}

/** What is still to be had, and an honest word when there are more people ahead than seats. */
function Stock({ schedule, sale }: { schedule: Schedule; sale: Sale }) {
  const w = words().queue;
  const remaining = useResource(`remaining:${schedule.id}`, () => getRemaining(schedule.id));
  useEffect(() => {
    const timer = setInterval(() => void remaining.reload(), 15_000);
    return () => clearInterval(timer);
  }, [schedule.id]);
  if (!remaining.data) return null;
  const left = remaining.data.zones.reduce((sum, zone) => sum + zone.available + zone.held, 0);
  return (
    <section class="stack" aria-labelledby="stock">
      <h2 id="stock" class="t-18">
        {w.stock}
      </h2>
      <ul class="stock">
        {schedule.zones.map((zone) => (
          <StockLine key={zone.id} zone={zone} remaining={remaining.data} />
        ))}
      </ul>
      {sale.ahead.value > left ? <Note tone="warn" icon="alert" text={w.mayBeGone} /> : null}
    </section>
  );
}

function StockLine({ zone, remaining }: StockLineProps) {
  const of = remaining?.zones.find(({ zoneId }) => zoneId === zone.id);
  const left = of?.available ?? 0;
  return (
    <li class="num">
      <ZoneMark color={zone.color} name={zone.name.en} />
      <span class="semi">{local(zone.name)}</span>
      <span class="bar bar--ink">
        <i style={{ width: `${of ? (left / Math.max(1, of.total)) * 100 : 0}%` }} />
      </span>
      <b>
        {left === 0 ? words().sale.soldOut : words().seat.left(count(left, language.value), left)}
      </b>
    </li>
  );
}

function Note({ tone, icon, text }: NoteProps) {
  return (
    <div class={`note note--${tone}`}>
      <Icon name={icon} />
      <p>{text}</p>
    </div>
  );
}

type StockLineProps = { zone: Schedule["zones"][number]; remaining: Remaining | undefined };
type NoteProps = {
  tone: "danger" | "warn" | "plain";
  icon: "offline" | "pause" | "lock" | "alert";
  text: string;
};
