import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { language } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { Icon } from "../components/icon.tsx";
import { daysOfMonth, moved, monthOf, shiftMonth } from "./calendar-days.ts";

/** A day that can be chosen or not, with the reason in words. */
export type CalendarDay = { note: string; isOff: boolean };

/** One month as a grid: arrows go by day and week, Home and End within the week, PageUp and PageDown by month. */
export function Calendar({ days, chosen, onChoose }: CalendarProps) {
  const w = words().calendar;
  const known = [...days.keys()].sort();
  const focused = useSignal(chosen);
  const wantsFocus = useRef(false);
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    focused.value = chosen;
  }, [chosen]);
  // Before the next key: the focused day may be gone with its month.
  useLayoutEffect(() => {
    if (wantsFocus.current) grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    wantsFocus.current = false;
  }, [focused.value]);
  const month = monthOf(focused.value);
  const [first = chosen, last = chosen] = [known[0], known.at(-1)];
  const go = (day: string) => {
    const inside = day < `${monthOf(first)}-01` ? first : monthOf(day) > monthOf(last) ? last : day;
    focused.value = inside;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const day = moved(focused.value, event.key);
    if (day === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    go(day);
  };
  return (
    <div class="cal">
      <div class="cal__head">
        <p class="t-18 semi" aria-live="polite">
          {formatted(`${month}-01`, { year: "numeric", month: "long" })}
        </p>
        <span class="row needs-script">
          <button
            class="icon-btn cal__prev"
            type="button"
            aria-label={w.previous}
            disabled={month <= monthOf(first)}
            onClick={() => go(shiftMonth(focused.value, -1))}
          >
            <Icon name="chevron" />
          </button>
          <button
            class="icon-btn"
            type="button"
            aria-label={w.next}
            disabled={month >= monthOf(last)}
            onClick={() => go(shiftMonth(focused.value, 1))}
          >
            <Icon name="chevron" />
          </button>
        </span>
      </div>
      <table role="grid" ref={grid} aria-label={w.label} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weekdays().map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {daysOfMonth(month).map((week, index) => (
            <tr key={index}>
              {week.map((day, at) =>
                day === null ? (
                  <td key={at} />
                ) : (
                  <Cell
                    key={day}
                    day={day}
                    known={days.get(day)}
                    isChosen={day === chosen}
                    isFocusable={day === focused.value}
                    onChoose={onChoose}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ day, known, isChosen, isFocusable, onChoose }: CellProps) {
  const date = formatted(day, { month: "long", day: "numeric", weekday: "long" });
  const note = known?.note ?? words().calendar.none;
  return (
    <td role="gridcell" aria-selected={isChosen}>
      <button
        class={`cal__day ${known ? "cal__day--show" : ""} ${known?.isOff ? "cal__day--off" : ""}`}
        type="button"
        tabIndex={isFocusable ? 0 : -1}
        aria-disabled={known ? undefined : true}
        title={known ? note : undefined}
        onClick={() => {
          if (known) onChoose(day);
        }}
      >
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        <span class="sr">{`${date}, ${note}`}</span>
      </button>
    </td>
  );
}

// Days are days of the venue's calendar and have no hour, so they are written in universal time.
function formatted(day: string, options: Intl.DateTimeFormatOptions): string {
  const lang = language.value === "ko" ? "ko-KR" : "en-US";
  const time = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" }).format(time);
}

/** Sunday first, as calendars hang in Korea and in the United States. */
function weekdays(): { short: string; long: string }[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = `2023-01-0${index + 1}`;
    return {
      short: formatted(day, { weekday: language.value === "ko" ? "narrow" : "short" }),
      long: formatted(day, { weekday: "long" }),
    };
  });
}

type CalendarProps = {
  days: ReadonlyMap<string, CalendarDay>;
  chosen: string;
  onChoose: (day: string) => void;
};
type CellProps = {
  day: string;
  known: CalendarDay | undefined;
  isChosen: boolean;
  isFocusable: boolean;
  onChoose: (day: string) => void;
};
