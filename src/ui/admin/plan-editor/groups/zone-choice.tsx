import { local, words } from "../../../state/language.ts";
import type { PlanZone } from "../state/editor.ts";

/** The zones to choose from, each with its color and letter. */
export function ZoneChoice({ zones, chosen, disabled = false, onChoose }: ZoneChoiceProps) {
  return (
    <div class="pe__zones" role="group" aria-label={words().planEditor.zone}>
      {zones.map((zone) => (
        <button
          key={zone.id}
          class="pe__zone"
          type="button"
          aria-pressed={chosen.has(zone.id)}
          disabled={disabled}
          onClick={() => onChoose(zone)}
        >
          <ZoneDot zone={zone} />
          <span>{local(zone.name) || zone.id}</span>
        </button>
      ))}
    </div>
  );
}

type ZoneChoiceProps = {
  zones: readonly PlanZone[];
  chosen: ReadonlySet<string>;
  disabled?: boolean;
  onChoose: (zone: PlanZone) => void;
};

export function ZoneDot({ zone: { color, name, id } }: { zone: PlanZone }) {
  const letter = [...(name.en || id)][0] ?? "";
  return (
    <i
      class="pe__dot"
      aria-hidden="true"
      style={{ background: `var(--zone-${color})`, color: `var(--zone-${color}-ink)` }}
    >
      {letter}
    </i>
  );
}
