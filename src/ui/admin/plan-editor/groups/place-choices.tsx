import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { CheckLine, Line, NumberInput, NumberLine, SelectLine } from "./fields.tsx";

export function TableChoices({ studio }: { studio: Studio }) {
  const { table } = studio.options;
  const w = words().planEditor.table;
  const set = (change: Partial<typeof table.value>) => {
    table.value = { ...table.value, ...change };
  };
  const { shape, seats, widthCm, depthCm, isWhole } = table.value;
  return (
    <>
      <SelectLine
        id="table-shape"
        label={w.shape}
        value={shape}
        options={[
          ["round", w.round],
          ["rectangle", w.rectangle],
        ]}
        onValue={(value) => set({ shape: value })}
      />
      <NumberLine
        id="table-seats"
        label={words().planEditor.shape.seats}
        value={seats}
        min={1}
        max={60}
        onValue={(value) => set({ seats: value })}
      />
      <Line label={w.size}>
        <span class="pe__two">
          <NumberInput
            id="table-width"
            label={w.width}
            unit="cm"
            value={widthCm}
            min={20}
            max={5_000}
            onValue={(value) => set({ widthCm: value })}
          />
          {shape === "rectangle" ? (
            <NumberInput
              id="table-depth"
              label={w.depth}
              unit="cm"
              value={depthCm}
              min={20}
              max={5_000}
              onValue={(value) => set({ depthCm: value })}
            />
          ) : null}
        </span>
      </Line>
      <CheckLine
        label={words().planEditor.shape.wholeTable}
        isOn={isWhole}
        onChange={(isOn) => set({ isWhole: isOn })}
      />
    </>
  );
}

export function StandingChoices({ studio }: { studio: Studio }) {
  const { standing } = studio.options;
  const w = words().planEditor.standing;
  return (
    <>
      <SelectLine
        id="standing-mode"
        label={w.mode}
        value={standing.value.mode}
        options={[
          ["entryNumber", w.entryNumber],
          ["count", w.count],
        ]}
        onValue={(mode) => (standing.value = { ...standing.value, mode })}
      />
      <NumberLine
        id="standing-capacity"
        label={w.capacity}
        unit={w.unit}
        value={standing.value.capacity}
        min={0}
        max={50_000}
        onValue={(capacity) => (standing.value = { ...standing.value, capacity })}
      />
      <p class="help">{w.byRoom}</p>
    </>
  );
}
