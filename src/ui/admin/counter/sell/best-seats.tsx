import { useSignal } from "@preact/signals";
import type { Schedule } from "../../../../contract/catalog/concerts.ts";
import { ZoneMark } from "../../../concert/zone-mark.tsx";
import { allIn } from "../../../concert/price-list.tsx";
import { count, money } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import type { Holding } from "./holding.ts";

type BestSeatsProps = {
  holding: Holding;
  schedule: Schedule;
  hasFees: boolean;
  isOff: boolean;
  freeIn: (zoneId: string) => number | null;
};

const counts = [1, 2, 3, 4, 5, 6] as const;

/** How many and in which zone: the best free seats side by side are held at once. */
export function BestSeats({ holding, schedule, hasFees, isOff, freeIn }: BestSeatsProps) {
  const w = words().counter.sell;
  const wanted = useSignal(1);
  return (
    <section class="sell__best" aria-label={w.best}>
      <h3>{w.best}</h3>
      <div class="chips" role="radiogroup" aria-label={w.howMany}>
        {counts.map((each) => (
          <button
            key={each}
            class="chip"
            type="button"
            role="radio"
            aria-checked={wanted.value === each}
            onClick={() => (wanted.value = each)}
          >
            {w.bestCount(String(each))}
          </button>
        ))}
      </div>
      <ul class="sell__zones">
        {schedule.zones.map((zone) => {
          const free = freeIn(zone.id);
          return (
            <li key={zone.id}>
              <button
                type="button"
                aria-disabled={isOff || (free !== null && free < wanted.value)}
                aria-busy={holding.isBusy.value}
                onClick={() => {
                  if (!isOff) void holding.best(zone.id, wanted.value);
                }}
              >
                <ZoneMark color={zone.color} name={zone.name.en} />
                <b>{local(zone.name)}</b>
                <span>{money(hasFees ? allIn(zone) : zone.price, language.value)}</span>
                <small>{free === null ? "" : w.left(count(free, language.value))}</small>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
