import { placeFlags } from "../../../../contract/plan/seat-places.ts";
import { seatsText as namesText } from "../../../../contract/plan/seat-names.ts";
import type { FlagKind } from "../../../../contract/plan/seat-plan.ts";
import { language, words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { commands } from "../state/commands.ts";
import { removeSelected } from "../state/keys.ts";
import { isSection, rowsOf, seatNames } from "../state/selection.ts";
import { ExceptionLines } from "../groups/exception-lines.tsx";
import { Actions, Group } from "../groups/fields.tsx";
import { ZoneChoice } from "../groups/zone-choice.tsx";

const namedMost = 40;
const marks: readonly FlagKind[] = ["accessible", "companion", "restricted"];

/** Selected seats: their zone, their marks, and the name of their row. */
export function SeatsPanel({ studio, seats }: { studio: Studio; seats: Uint32Array }) {
  const { editor } = studio;
  const { plan, places } = editor.hall.value;
  const w = words().planEditor;
  const isLocked = !editor.canEdit.value;
  const zones = new Set<string>();
  let common = 255;
  for (const seat of seats) {
    zones.add(plan.zones[places.zone[seat] ?? 0]?.id ?? "");
    common &= places.flags[seat] ?? 0;
  }
  const rows = rowsOf(editor.selection.value);
  const [only] = rows;
  const section = only && rows.length === 1 ? editor.part(only[0]) : undefined;
  return (
    <>
      <div class="pe__about">
        <h2>{w.seatsSelected(seats.length)}</h2>
        <span class="c-3 t-14 num">{w.rows(rows.length)}</span>
      </div>
      <p class="help">
        {namesText(seatNames(places, seats, namedMost), language.value)}
        {seats.length > namedMost ? " …" : ""}
      </p>
      <Group title={w.zone}>
        <ZoneChoice
          zones={plan.zones}
          chosen={zones}
          disabled={isLocked}
          onChoose={({ id }) => commands.paint(studio, { zone: id })}
        />
      </Group>
      <Group title={w.marks.title}>
        <Actions
          label={w.marks.title}
          disabled={isLocked}
          items={marks.map((flag) => ({
            text: w.marks[flag],
            isOn: (common & placeFlags[flag]) !== 0,
            run: () => commands.paint(studio, { flag }),
          }))}
        />
      </Group>
      {section && isSection(section) ? (
        <Group title={w.numbering.title}>
          <ExceptionLines studio={studio} section={section} />
        </Group>
      ) : null}
      <Group title={w.arrange.title}>
        <Actions
          label={w.arrange.title}
          disabled={isLocked}
          items={[{ text: w.arrange.remove, run: () => removeSelected(studio) }]}
        />
      </Group>
    </>
  );
}
