import { words } from "../../../state/language.ts";
import { selectedParts } from "../state/editor.ts";
import { isSection } from "../state/selection.ts";
import type { Studio } from "../studio.ts";
import type { RowForm } from "../tools/making.ts";
import { CheckLine, Line, NumberInput, NumberLine } from "./fields.tsx";

type RowChoicesProps = {
  studio: Studio;
  form: Studio["options"]["rows"];
  isRow: boolean;
};

/** How many rows and seats a new block gets, and how they bend. */
export function RowChoices({ studio, form, isRow }: RowChoicesProps) {
  const { editor, options } = studio;
  const w = words().planEditor.shape;
  const { rows, seats, seatCm, rowCm, curve, fan, stagger } = form.value;
  const set = (change: Partial<RowForm>) => {
    form.value = { ...form.value, ...change };
  };
  const [only, ...others] = selectedParts(editor);
  const canJoin = only !== undefined && others.length === 0 && isSection(only);
  return (
    <>
      <Line label={w.rowsAndSeats}>
        <span class="pe__two">
          <NumberInput
            id="new-rows"
            label={w.rows}
            unit={w.rowUnit}
            value={rows}
            min={1}
            max={200}
            onValue={(value) => set({ rows: value })}
          />
          <NumberInput
            id="new-seats"
            label={isRow ? w.seatsOrFit : w.seats}
            unit={w.seatUnit}
            value={seats}
            min={isRow ? 0 : 1}
            max={500}
            onValue={(value) => set({ seats: value })}
          />
        </span>
      </Line>
      {isRow ? <p class="help">{w.fitHelp}</p> : null}
      <Line label={w.gaps}>
        <span class="pe__two">
          <NumberInput
            id="new-seatCm"
            label={w.seatCm}
            unit="cm"
            value={seatCm}
            min={20}
            max={2_000}
            onValue={(value) => set({ seatCm: value })}
          />
          <NumberInput
            id="new-rowCm"
            label={w.rowCm}
            unit="cm"
            value={rowCm}
            min={20}
            max={2_000}
            onValue={(value) => set({ rowCm: value })}
          />
        </span>
      </Line>
      <NumberLine
        id="new-curve"
        label={w.curve}
        unit="cm"
        value={curve}
        min={-20_000}
        max={20_000}
        onValue={(value) => set({ curve: value })}
      />
      <Line label={w.fanAndStagger}>
        <span class="pe__two">
          <NumberInput
            id="new-fan"
            label={w.fan}
            unit="cm"
            value={fan}
            min={-2_000}
            max={2_000}
            onValue={(value) => set({ fan: value })}
          />
          <NumberInput
            id="new-stagger"
            label={w.stagger}
            unit="cm"
            value={stagger}
            min={-2_000}
            max={2_000}
            onValue={(value) => set({ stagger: value })}
          />
        </span>
      </Line>
      <CheckLine
        label={canJoin && only ? w.join(only.id) : w.joinSelected}
        isOn={options.isJoining.value}
        onChange={(isOn) => (options.isJoining.value = isOn)}
      />
    </>
  );
}
