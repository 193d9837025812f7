import type { Finding } from "../../../../contract/plan/checking/plan-faults.ts";
import { Icon } from "../../../components/icon.tsx";
import { local, words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { jumpTo } from "../state/jumping.ts";
import { placesByZone } from "../tools/zones.ts";
import { findingText } from "./finding-text.ts";
import { Group } from "../groups/fields.tsx";
import { ZoneDot } from "../groups/zone-choice.tsx";

/** What has to be looked at, each leading to its seats, and how many places there are. */
export function ChecksPanel({
  studio,
  findings,
}: {
  studio: Studio;
  findings: readonly Finding[] | null;
}) {
  const { editor } = studio;
  const { plan, places } = editor.hall.value;
  const w = words().planEditor;
  const counts = placesByZone(plan, places);
  const faults = findings?.filter(({ isError }) => isError).length ?? 0;
  return (
    <>
      <div class="pe__about">
        <h2>{w.checking.title}</h2>
        <span class="c-3 t-14 num">{w.places(places.count)}</span>
      </div>
      <p class="t-14" role="status">
        {findings === null
          ? w.checking.running
          : faults > 0
            ? w.checking.cannotPublish(faults)
            : findings.length > 0
              ? w.checking.canPublish(findings.length)
              : w.checking.fine}
      </p>
      <ul class="pe__findings">
        {(findings ?? []).map((finding, index) => (
          <li key={`${finding.pointer} ${finding.code} ${index}`}>
            <button type="button" onClick={() => jumpTo(studio, finding)}>
              <span class={finding.isError ? "c-danger" : "c-warn"}>
                <Icon name="alert" size={16} />
              </span>
              <span>
                {findingText(finding)}
                <b class="pe__kind">{finding.isError ? w.checking.error : w.checking.advice}</b>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Group title={w.checking.byZone}>
        <ul class="pe__counts">
          {plan.zones.map((zone) => (
            <li key={zone.id}>
              <ZoneDot zone={zone} />
              <span class="grow">{local(zone.name) || zone.id}</span>
              <b class="num">{w.places(counts.get(zone.id) ?? 0)}</b>
            </li>
          ))}
        </ul>
        <p class="help num">{w.confirmed(editor.confirmed.value ?? 0)}</p>
      </Group>
    </>
  );
}
