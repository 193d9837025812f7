import { getRemaining, getSchedule } from "../../api/concerts.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { usePolling } from "../parts/polling.ts";

const everyMs = 5_000;

/** The seats left in each zone, and the held seats that may come back. */
export function ZoneList({ scheduleId }: { scheduleId: string }) {
  const w = words().adminQueue;
  const schedule = useResource(`schedule:${scheduleId}`, () => getSchedule(scheduleId));
  const left = useResource(`admin-remaining:${scheduleId}`, () => getRemaining(scheduleId));
  usePolling(left.reload, everyMs);
  const lang = language.value;
  const name = (id: string) => {
    const zone = schedule.data?.zones.find((zone) => zone.id === id);
    return zone ? local(zone.name) : id;
  };
  return (
    <section class="adm__card" aria-labelledby="zones">
      <h2 id="zones">{w.zones}</h2>
      {left.data ? (
        <ul class="adm__zones">
          {left.data.zones.map(({ zoneId, available, held, total }) => (
            <li key={zoneId}>
              <b>{name(zoneId)}</b>
              <span class="adm__bar" aria-hidden="true">
                <i class="is-left" style={{ width: `${(available / total) * 100}%` }} />
                <i class="is-held" style={{ width: `${(held / total) * 100}%` }} />
              </span>
              <span class="right">
                {available === 0 ? w.none : count(available, lang)} / {count(total, lang)}
              </span>
            </li>
          ))}
        </ul>
      ) : left.error ? (
        <p class="c-2">{w.noZones}</p>
      ) : (
        <SkeletonLines lines={3} />
      )}
    </section>
  );
}
