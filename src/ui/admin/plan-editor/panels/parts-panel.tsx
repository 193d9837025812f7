import { countSeats } from "../../../../contract/plan/seat-places.ts";
import { local, words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { commands } from "../state/commands.ts";
import { isSection, type Part } from "../state/selection.ts";
import { ArrangeGroup } from "../groups/arrange-group.tsx";
import { Group, SelectLine } from "../groups/fields.tsx";
import { ZoneChoice } from "../groups/zone-choice.tsx";

/** Several sections and areas at once. */
export function PartsPanel({ studio, parts }: { studio: Studio; parts: readonly Part[] }) {
  const { editor } = studio;
  const w = words().planEditor;
  const isLocked = !editor.canEdit.value;
  const ids = parts.map(({ id }) => id);
  const { levels, gates = [], zones } = editor.plan.value;
  const places = parts.reduce(
    (sum, part) => sum + (isSection(part) ? countSeats(part) : part.capacity),
    0,
  );
  const one = (values: readonly string[]) => (new Set(values).size === 1 ? (values[0] ?? "") : "");
  return (
    <>
      <div class="pe__about">
        <h2>{w.partsSelected(parts.length)}</h2>
        <span class="c-3 t-14 num">{w.places(places)}</span>
      </div>
      <p class="help">{ids.slice(0, 30).join(", ")}</p>
      <Group title={w.zone}>
        <ZoneChoice
          zones={zones}
          chosen={new Set(parts.map(({ zone }) => zone))}
          disabled={isLocked}
          onChoose={({ id }) => commands.paint(studio, { zone: id })}
        />
      </Group>
      {levels.length > 1 || gates.length > 0 ? (
        <Group title={w.names.title}>
          {levels.length > 1 ? (
            <SelectLine
              id="parts-level"
              label={w.names.level}
              value={one(parts.map(({ level }) => level))}
              mixed={w.several}
              options={levels.map((level) => [level.id, local(level.name) || level.id])}
              disabled={isLocked}
              onValue={(level) => editor.do({ kind: "set", ids, level })}
            />
          ) : null}
          {gates.length > 0 ? (
            <SelectLine
              id="parts-gate"
              label={w.names.gate}
              value={one(parts.map(({ gate }) => gate ?? "-"))}
              mixed={w.several}
              options={[
                ["-", w.names.noGate],
                ...gates.map((gate) => [gate.id, local(gate.name) || gate.id] as const),
              ]}
              disabled={isLocked}
              onValue={(gate) => editor.do({ kind: "set", ids, gate: gate === "-" ? null : gate })}
            />
          ) : null}
        </Group>
      ) : null}
      <ArrangeGroup studio={studio} count={parts.length} />
    </>
  );
}
