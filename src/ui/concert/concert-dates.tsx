import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { Remaining } from "../../contract/plan/seats.ts";
import { getRemaining } from "../api/concerts.ts";
import { Badge, type BadgeState } from "../components/badge.tsx";
import { Calendar, type CalendarDay } from "./calendar.tsx";
import { badgeOf as listedBadge, saleAt, useSaleState } from "./sale-state.ts";
import { count, day, hour, zoneNote } from "../i18n/format.ts";
import { clock } from "../state/clock.ts";
import { language, local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { useResource } from "../state/resource.ts";
import { viewerZone } from "../state/viewer-zone.ts";

export type Stock = { total: number; available: number; held: number };

export function stockOf({ zones }: Remaining): Stock {
  const sum = (pick: (zone: Remaining["zones"][number]) => number) =>
    zones.reduce((total, zone) => total + pick(zone), 0);
  return {
    total: sum((z) => z.total),
    available: sum((z) => z.available),
    // A held seat that comes back goes to the waitlist if there is one.
    held: sum((z) => (z.isAwaited ? 0 : z.held)),
  };
}

/** The list's stock from a minute ago, until the schedule answers. */
export const listedStock = ({ stock }: Schedule): Stock | undefined =>
  stock === "sold-out" ? { total: 0, available: 0, held: 0 } : undefined;

/** The badge's state: sold out only if no seat is left and none can come back from a hold. */
export function badgeOf(
  sale: Schedule["sale"],
  stock: Stock | undefined,
  listed: Listed,
): BadgeState {
  if (sale !== "open" || !stock) return listedBadge(sale, listed);
  if (stock.available === 0 && stock.held === 0) return "soldOut";
  return stock.available < stock.total * 0.1 ? "low" : "open";
}

const isOnSale = (sale: Schedule["sale"]) => sale === "open" || sale === "paused";

/** The remaining seats of a schedule, requested only during its sale. */
export function useRemaining({ id, sale }: Schedule): Remaining | undefined {
  return useResource(isOnSale(sale) ? `remaining:${id}` : null, () => getRemaining(id)).data;
}

/** Times carry the venue's offset, so their first ten letters are the venue's day. */
const dayOf = ({ startsAt }: Schedule) => startsAt.slice(0, 10);

/** A month and the times of the chosen day. With one day there is nothing to choose but its times. */
export function DatePicker({ schedules, chosen, timeZone, onChoose }: DatePickerProps) {
  const days = Map.groupBy(schedules, dayOf);
  const ofDay = chosen ? (days.get(dayOf(chosen)) ?? []) : [];
  const note =
    chosen &&
    zoneNote(
      { time: chosen.startsAt, timeZone, lang: language.value },
      viewerZone.value ?? timeZone,
    );
  return (
    <>
      <div class={days.size > 1 ? "when" : ""}>
        {days.size > 1 && chosen ? (
          <Calendar
            days={new Map([...days].map(([date, times]) => [date, describe(times)]))}
            chosen={dayOf(chosen)}
            onChoose={(date) => onChoose(likelyOf(days.get(date) ?? []) ?? chosen)}
          />
        ) : null}
        <div class="times">
          {chosen ? (
            <h3 class="num" id="chosen-day">
              {day({ time: chosen.startsAt, timeZone, lang: language.value })}
            </h3>
          ) : null}
          <ul class="stack-2" aria-labelledby="chosen-day">
            {ofDay.map((schedule) => (
              <li key={schedule.id}>
                <TimeChip
                  schedule={schedule}
                  timeZone={timeZone}
                  isChosen={schedule.id === chosen?.id}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ul>
        </div>
      </div>
      {note ? <p class="help">{words().concert.zone(note)}</p> : null}
    </>
  );
}

/** The most likely date: the first on sale, else the next to open, else the first. */
export function likelyOf(schedules: readonly Schedule[]): Schedule | undefined {
  return (
    schedules.find(({ sale, stock }) => isOnSale(sale) && stock !== "sold-out") ??
    schedules.find(({ sale }) => isOnSale(sale)) ??
    schedules.find(({ sale }) => sale === "upcoming") ??
    schedules[0]
  );
}

/** The text of a calendar day about its times. */
function describe(dates: readonly Schedule[]): CalendarDay {
  const w = words();
  const now = clock.now.peek();
  const states = dates.map(({ sale, saleOpensAt, stock }) =>
    listedBadge(saleAt(sale, saleOpensAt, now), stock),
  );
  const [first = "closed"] = states;
  const best = states.find((state) => state === "open" || state === "low") ?? first;
  return {
    note: `${w.calendar.times(dates.length)}, ${w.sale[best]}`,
    isOff: states.every((state) => state === "closed" || state === "cancelled"),
  };
}

function TimeChip({ schedule, timeZone, isChosen, onChoose }: TimeChipProps) {
  const lang = language.value;
  const w = words();
  const sale = useSaleState(schedule);
  const remaining = useRemaining(schedule);
  const state = badgeOf(sale, remaining && stockOf(remaining), schedule.stock);
  const at = (time: string) => hour({ time, timeZone, lang });
  return (
    <button class="date" type="button" aria-pressed={isChosen} onClick={() => onChoose(schedule)}>
      <b class="date__hour num">{at(schedule.startsAt)}</b>
      <Badge state={state} />
      {schedule.doorsAt === null ? null : (
        <span class="date__day num">{w.concert.doors(at(schedule.doorsAt))}</span>
      )}
      {remaining ? (
        <span class="date__left num">
          {schedule.zones
            .map(({ id, name }) => {
              const left = remaining.zones.find(({ zoneId }) => zoneId === id)?.available ?? 0;
              return `${local(name)} ${left === 0 ? w.sale.soldOut : count(left, lang)}`;
            })
            .join(" · ")}
        </span>
      ) : null}
    </button>
  );
}

type Listed = Schedule["stock"];
type Choosing = { timeZone: string; onChoose: (schedule: Schedule) => void };
type DatePickerProps = Choosing & { schedules: Schedule[]; chosen: Schedule | undefined };
type TimeChipProps = Choosing & { schedule: Schedule; isChosen: boolean };
