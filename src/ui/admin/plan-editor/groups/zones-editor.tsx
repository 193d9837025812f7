import { Icon } from "../../../components/icon.tsx";
import { local, words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import type { PlanZone } from "../state/editor.ts";
import { placesByZone, recoded } from "../tools/zones.ts";
import { Group, TextInput } from "./fields.tsx";
import { ZoneDot } from "./zone-choice.tsx";

const colors = [1, 2, 3, 4, 5, 6] as const;
const zonesMax = 24;

/** The zones: name, code, color, and how many places each has. */
export function ZonesEditor({ studio }: { studio: Studio }) {
  const { editor } = studio;
  const { plan, places } = editor.hall.value;
  const w = words().planEditor;
  const isLocked = !editor.canEdit.value;
  const counts = placesByZone(plan, places);
  const change = (id: string, part: Partial<PlanZone>) =>
    editor.do({
      kind: "plan",
      zones: plan.zones.map((zone) => (zone.id === id ? { ...zone, ...part } : zone)),
    });
  return (
    <Group title={w.zones.title}>
      <ul class="pe__zonelist">
        {plan.zones.map((zone) => (
          <li key={zone.id}>
            <details>
              <summary>
                <ZoneDot zone={zone} />
                <span class="grow">{local(zone.name) || zone.id}</span>
                <span class="c-3 num">{w.places(counts.get(zone.id) ?? 0)}</span>
              </summary>
              <ZoneFields
                {...{ zone, isLocked }}
                isUsed={(counts.get(zone.id) ?? 0) > 0 || plan.zones.length === 1}
                onChange={(part) => change(zone.id, part)}
                onCode={(code) => {
                  const operation = recoded(plan, zone.id, code);
                  if (operation) editor.do(operation);
                }}
                onRemove={() =>
                  editor.do({ kind: "plan", zones: plan.zones.filter(({ id }) => id !== zone.id) })
                }
              />
            </details>
          </li>
        ))}
      </ul>
      <button
        class="btn btn--ghost btn--sm pe__more"
        type="button"
        disabled={isLocked || plan.zones.length >= zonesMax}
        onClick={() => editor.do({ kind: "plan", zones: [...plan.zones, newZone(plan.zones)] })}
      >
        <Icon name="plus" size={20} />
        {w.zones.add}
      </button>
    </Group>
  );
}

type ZoneFieldsProps = {
  zone: PlanZone;
  isLocked: boolean;
  isUsed: boolean;
  onChange: (part: Partial<PlanZone>) => void;
  onCode: (code: string) => void;
  onRemove: () => void;
};

function ZoneFields({ zone, isLocked, isUsed, onChange, onCode, onRemove }: ZoneFieldsProps) {
  const w = words().planEditor;
  const { id, name, color } = zone;
  return (
    <div class="pe__zonefields">
      <span class="pe__two">
        <TextInput
          id={`zone-ko-${id}`}
          label={`${id}, ${w.names.korean}`}
          lang="ko"
          value={name.ko}
          disabled={isLocked}
          onText={(ko) => onChange({ name: { ...name, ko } })}
        />
        <TextInput
          id={`zone-en-${id}`}
          label={`${id}, ${w.names.english}`}
          lang="en"
          value={name.en}
          disabled={isLocked}
          onText={(en) => onChange({ name: { ...name, en } })}
        />
      </span>
      <div class="pe__colors" role="group" aria-label={w.zones.color}>
        {colors.map((slot) => (
          <button
            key={slot}
            type="button"
            aria-pressed={slot === color}
            aria-label={w.zones.colors[slot - 1]}
            disabled={isLocked}
            style={{ background: `var(--zone-${slot})`, color: `var(--zone-${slot}-ink)` }}
            onClick={() => onChange({ color: slot })}
          >
            {slot === color ? <Icon name="check" size={20} /> : null}
          </button>
        ))}
      </div>
      <span class="pe__two">
        <TextInput
          id={`zone-code-${id}`}
          label={`${w.zones.code} ${id}`}
          value={id}
          maxLength={20}
          disabled={isLocked}
          onText={onCode}
        />
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          disabled={isLocked || isUsed}
          title={isUsed ? w.zones.inUse : undefined}
          onClick={onRemove}
        >
          {w.arrange.remove}
        </button>
      </span>
    </div>
  );
}

/** The first color that no other zone has. */
function newZone(zones: readonly PlanZone[]): PlanZone {
  const color = colors.find((slot) => !zones.some((zone) => zone.color === slot)) ?? 6;
  for (let number = zones.length + 1; ; number++) {
    const id = `z${number}`;
    if (zones.some((zone) => zone.id === id)) continue;
    return { id, name: { ko: `등급 ${number}`, en: `Zone ${number}` }, color };
  }
}
