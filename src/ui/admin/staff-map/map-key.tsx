import { ZoneMark } from "../../concert/zone-mark.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import type { MapFilter } from "./map-filter.ts";
import { seatKinds } from "./seat-kinds.ts";
import { SeatSymbol } from "./seat-symbol.tsx";
import type { StaffHall } from "./staff-hall.ts";

/** The symbols with their counts, and the zones. Pressing one shows only its seats. */
export function MapKey({ staff, filter }: { staff: StaffHall; filter: MapFilter }) {
  const [w, lang] = [words().staffMap, language.value];
  const tally = staff.seats.tally();
  const { zones } = staff.schedule;
  return (
    <div class="smap__key">
      <div class="chips" role="group" aria-label={w.legend}>
        {seatKinds
          .filter((kind) => (tally.get(kind) ?? 0) > 0 || filter.kinds.value.has(kind))
          .map((kind) => (
            <button
              key={kind}
              class="chip"
              type="button"
              aria-pressed={filter.kinds.value.has(kind)}
              onClick={() => filter.toggleKind(kind)}
            >
              <SeatSymbol kind={kind} />
              {w.kinds[kind]}
              <span class="n num">{count(tally.get(kind) ?? 0, lang)}</span>
            </button>
          ))}
      </div>
      {zones.length > 1 ? (
        <div class="chips" role="group" aria-label={w.zones}>
          {zones.map(({ id, name, color }) => (
            <button
              key={id}
              class="chip"
              type="button"
              aria-pressed={filter.zones.value.has(id)}
              onClick={() => filter.toggleZone(id)}
            >
              <ZoneMark color={color} name={name.en} />
              {local(name)}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
