import { count, dayShort, hour, money } from "../../../i18n/format.ts";
import { Icon } from "../../../components/icon.tsx";
import { ThemeSwitch } from "../../../frame/switches.tsx";
import { language, local, words } from "../../../state/language.ts";
import { viewerZone } from "../../../state/viewer-zone.ts";
import { CounterIcon } from "./counter-icon.tsx";
import type { Counter } from "./counter.ts";

type TopBarProps = {
  counter: Counter;
  onShift: () => void;
  onKeys: () => void;
  onDate: () => void;
};

/** Which counter and date this is, the two things to do, and the shift. */
export function TopBar({ counter, onShift, onKeys, onDate }: TopBarProps) {
  const [w, lang] = [words().counter, language.value];
  const { about, tab } = counter;
  const shift = counter.shift.value;
  const cash = shift.lines.find(({ kind }) => kind === "cash")?.expected ?? shift.float;
  const since = hour({
    time: shift.openedAt,
    timeZone: viewerZone.value ?? about.timeZone,
    lang,
  });
  const starts = { time: about.startsAt, timeZone: about.timeZone, lang };
  return (
    <header class="ctr__top">
      <h1 class="sr">{w.title}</h1>
      <button class="ctr__who" type="button" title={w.change} onClick={onDate}>
        <b>{shift.counter}</b>
        <span class="num">
          <span class="is-wide">{local(about.concert.title)} · </span>
          {dayShort(starts)} {hour(starts)}
        </span>
      </button>
      <div class="seg ctr__tabs" role="group" aria-label={w.tabs}>
        {(["sell", "find"] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={tab.value === each}
            onClick={() => (tab.value = each)}
          >
            {each === "sell" ? w.sellTab : w.findTab}
          </button>
        ))}
      </div>
      <div class="ctr__end">
        <button
          class={`ctr__shift ${counter.connection.isUp.value ? "" : "is-down"}`}
          type="button"
          title={w.shiftOpen}
          onClick={onShift}
        >
          <b>{w.cashIn(money(cash, lang))}</b>
          <small>{w.shiftLine(shift.operator.name, since, count(shift.sales, lang))}</small>
        </button>
        <button
          class="icon-btn is-wide"
          type="button"
          aria-label={w.keys}
          title={`${w.keys} (?)`}
          onClick={onKeys}
        >
          <CounterIcon name="keys" />
        </button>
        <span class="is-wide">
          <ThemeSwitch />
        </span>
        <a class="icon-btn is-wide" href="/admin" aria-label={w.leave} title={w.leave}>
          <Icon name="door" />
        </a>
      </div>
    </header>
  );
}
