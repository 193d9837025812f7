import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";

type ZoneListProps = {
  zones: Schedule["zones"] | undefined;
  counts: CockpitFrame["zones"] | undefined;
  /** The figures were asked for and did not come. */
  hasFailed?: boolean;
};

/** The seats left in each zone, and the held seats that may come back. */
export function ZoneList({ zones, counts, hasFailed = false }: ZoneListProps) {
  const w = words().adminQueue;
  const lang = language.value;
  const name = (id: string) => {
    const zone = zones?.find((zone) => zone.id === id);
    return zone ? local(zone.name) : id;
  };
  return (
    <section class="adm__card" aria-labelledby="zones">
      <h2 id="zones">{w.zones}</h2>
      {counts ? (
        <ul class="adm__zones">
          {Object.entries(counts).map(([zoneId, [free, held, sold]]) => {
            const total = Math.max(1, free + held + sold);
            return (
              <li key={zoneId}>
                <b>{name(zoneId)}</b>
                <span class="adm__bar" aria-hidden="true">
                  <i class="is-left" style={{ width: `${(free / total) * 100}%` }} />
                  <i class="is-held" style={{ width: `${(held / total) * 100}%` }} />
                </span>
                <span class="right">
                  {free === 0 ? w.none : count(free, lang)} / {count(free + held + sold, lang)}
                </span>
              </li>
            );
          })}
        </ul>
      ) : hasFailed ? (
        <p class="c-2">{words().cockpit.noZones}</p>
      ) : (
        <SkeletonLines lines={3} />
      )}
    </section>
  );
}
