import type { Schedule } from "../../contract/concerts.ts";
import type { Remaining } from "../../contract/seats.ts";
import { getRemaining } from "../api/concerts.ts";
import { Badge, type BadgeState } from "../components/badge.tsx";
import { useSaleState } from "../components/sale-state.ts";
import { count, day, hour, zoneNote } from "../i18n/format.ts";
import { language, local, words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";

export type Stock = { total: number; available: number; held: number };

export function stockOf({ zones }: Remaining): Stock {
  const sum = (pick: (zone: Remaining["zones"][number]) => number) =>
    zones.reduce((total, zone) => total + pick(zone), 0);
  return {
    total: sum((z) => z.total),
    available: sum((z) => z.available),
    held: sum((z) => z.held),
  };
}

/** What the badge says: a sale is sold out only when nothing is left and nothing can come back from a hold. */
export function badgeOf(sale: Schedule["sale"], stock: Stock | undefined): BadgeState {
  if (sale !== "open" || !stock) return sale;
  if (stock.available === 0 && stock.held === 0) return "soldOut";
  return stock.available < stock.total * 0.1 ? "low" : "open";
}

/** The remaining seats of a schedule, asked for only while there is a sale. */
export function useRemaining({ id, sale }: Schedule): Remaining | undefined {
  const isOnSale = sale === "open" || sale === "paused";
  return useResource(isOnSale ? `remaining:${id}` : null, () => getRemaining(id)).data;
}

export function DatePicker({ schedules, chosenId, timeZone, onChoose }: DatePickerProps) {
  const [first] = schedules;
  const note = first && zoneNote({ time: first.startsAt, timeZone, lang: language.value });
  return (
    <>
      <ul class="dates">
        {schedules.map((schedule) => (
          <li key={schedule.id}>
            <DateChip
              schedule={schedule}
              timeZone={timeZone}
              isChosen={schedule.id === chosenId}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
      {note ? <p class="help">{words().concert.zone(note)}</p> : null}
    </>
  );
}

function DateChip({ schedule, timeZone, isChosen, onChoose }: DateChipProps) {
  const lang = language.value;
  const sale = useSaleState(schedule);
  const remaining = useRemaining(schedule);
  const stock = remaining && stockOf(remaining);
  const at = { time: schedule.startsAt, timeZone, lang };
  return (
    <button
      class="date"
      type="button"
      aria-pressed={isChosen}
      onClick={() => onChoose(schedule.id)}
    >
      <span class="date__day num">{day(at)}</span>
      <b class="date__hour num">{hour(at)}</b>
      <Badge state={badgeOf(sale, stock)} />
      {remaining ? (
        <span class="date__left num">
          {schedule.zones
            .map(({ id, name }) => {
              const left = remaining.zones.find(({ zoneId }) => zoneId === id)?.available ?? 0;
              return `${local(name)} ${left === 0 ? words().sale.soldOut : count(left, lang)}`;
            })
            .join(" · ")}
        </span>
      ) : null}
    </button>
  );
}

type Choosing = { timeZone: string; onChoose: (id: string) => void };
type DatePickerProps = Choosing & { schedules: Schedule[]; chosenId: string | undefined };
type DateChipProps = Choosing & { schedule: Schedule; isChosen: boolean };
