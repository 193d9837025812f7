import type { Signal } from "@preact/signals";
import type { Schedule } from "../../contract/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { allIn } from "../components/price-list.tsx";
import { ZoneMark } from "../components/zone-mark.tsx";
import { local, words } from "../state/language.ts";
import type { Selection } from "./selection.ts";

type BestSeatsProps = { schedule: Schedule; selection: Selection; zoneId: Signal<string | null> };

/** The quick way, equal to the map: a grade and a number of people, and the box office chooses the best seats. */
export function BestSeats({ schedule, selection, zoneId }: BestSeatsProps) {
  const w = words().choose;
  const chosen = schedule.zones.find(({ id }) => id === zoneId.value);
  const count = selection.party.value;
  return (
    <div class="best">
      <div class="chips chips--scroll" role="group" aria-label={w.grades}>
        {schedule.zones.map((zone) => (
          <button
            key={zone.id}
            class="chip"
            type="button"
            aria-pressed={zone.id === zoneId.value}
            onClick={() => {
              zoneId.value = zoneId.value === zone.id ? null : zone.id;
            }}
          >
            <ZoneMark color={zone.color} name={zone.name.en} />
            {local(zone.name)}
            <span class="n">
              <Amount of={allIn(zone)} />
            </span>
          </button>
        ))}
      </div>
      {chosen ? (
        <button
          class="btn btn--primary best__go"
          type="button"
          aria-busy={selection.isHolding.value}
          onClick={() =>
            void selection.hold({ best: { zoneId: chosen.id, count, together: count > 1 } })
          }
        >
          {w.best(local(chosen.name), count)}
        </button>
      ) : null}
    </div>
  );
}
