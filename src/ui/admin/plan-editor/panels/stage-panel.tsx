import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { boxOf } from "../../../../contract/plan/editing/arranging.ts";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { removeSelected } from "../state/keys.ts";
import { boxOutline } from "../tools/making.ts";
import { Actions, Group, Line, NumberInput, TextLine } from "../groups/fields.tsx";

type Stage = SeatPlan["stage"][number];

/** The selected stage: its name and its box, and the focus at its edge. */
export function StagePanel({ studio, at }: { studio: Studio; at: number }) {
  const { editor } = studio;
  const w = words().planEditor;
  const { stage, focus } = editor.plan.value;
  const one = stage[at];
  if (!one) return null;
  const isLocked = !editor.canEdit.value;
  const set = (change: Partial<Stage>) =>
    editor.do({
      kind: "plan",
      stage: stage.map((other, index) => (index === at ? { ...other, ...change } : other)),
    });
  const [x0, y0, x1, y1] = boxOf(one.outline);
  const box = (
    name: string,
    value: number,
    put: (value: number) => [number, number, number, number],
  ) => (
    <NumberInput
      key={name}
      id={`stage-${name}`}
      label={`${w.stage} ${name}`}
      unit={name}
      value={value}
      min={-100_000}
      max={100_000}
      disabled={isLocked}
      onValue={(next) => {
        const [left, top, right, bottom] = put(next);
        set({ outline: boxOutline([left, top], [right, bottom]) });
      }}
    />
  );
  const middle = Math.round((x0 + x1) / 2);
  return (
    <>
      <div class="pe__about">
        <h2>{w.stage}</h2>
      </div>
      <Group title={w.names.title}>
        <TextLine
          id="stage-ko"
          label={w.names.korean}
          lang="ko"
          value={one.label.ko}
          disabled={isLocked}
          onText={(ko) => set({ label: { ...one.label, ko } })}
        />
        <TextLine
          id="stage-en"
          label={w.names.english}
          lang="en"
          value={one.label.en}
          disabled={isLocked}
          onText={(en) => set({ label: { ...one.label, en } })}
        />
      </Group>
      <Group title={w.shape.title}>
        <Line label={w.plan.position}>
          <span class="pe__two">
            {box("x", x0, (x) => [x, y0, x + x1 - x0, y1])}
            {box("y", y0, (y) => [x0, y, x1, y + y1 - y0])}
          </span>
        </Line>
        <Line label={w.table.size}>
          <span class="pe__two">
            {box("↔", x1 - x0, (width) => [x0, y0, x0 + Math.max(50, width), y1])}
            {box("↕", y1 - y0, (depth) => [x0, y0, x1, y0 + Math.max(50, depth)])}
          </span>
        </Line>
        <Actions
          label={w.arrange.title}
          disabled={isLocked}
          items={[
            {
              text: w.plan.focusHere,
              isOn: focus[0] === middle && focus[1] === y1,
              run: () => {
                if (editor.do({ kind: "plan", focus: [middle, y1] })) editor.say(w.plan.focusHere);
              },
            },
            { text: w.arrange.remove, run: () => removeSelected(studio) },
          ]}
        />
      </Group>
    </>
  );
}
