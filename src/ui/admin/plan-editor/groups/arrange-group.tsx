import { useSignal } from "@preact/signals";
import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { commands } from "../state/commands.ts";
import { removeSelected } from "../state/keys.ts";
import { copyToClipboard } from "../state/system-clipboard.ts";
import { Actions, Group, NumberInput } from "./fields.tsx";

/** What can be done to whole sections and areas. */
export function ArrangeGroup({ studio, count }: { studio: Studio; count: number }) {
  const { editor } = studio;
  const w = words().planEditor.arrange;
  const isLocked = !editor.canEdit.value;
  const told = (isDone: boolean) => {
    if (isDone) studio.tell.moved();
  };
  return (
    <Group title={w.title}>
      <Actions
        label={w.title}
        disabled={isLocked}
        items={[
          { text: w.duplicate, run: () => studio.tell.copied(commands.duplicate(editor).length) },
          {
            text: w.mirrorCopy,
            run: () => studio.tell.copied(commands.mirrorCopy(editor, "x").length),
          },
          { text: w.flip, run: () => told(commands.mirror(editor, "x")) },
          { text: w.turnLeft, run: () => told(commands.turn(editor, -15)) },
          { text: w.turnRight, run: () => told(commands.turn(editor, 15)) },
          { text: w.arc, run: () => told(commands.arc(editor)) },
          { text: w.outline, run: () => told(outlined(studio)) },
          { text: w.copy, run: () => void copyToClipboard(studio) },
          { text: w.remove, run: () => removeSelected(studio) },
        ]}
      />
      {count > 1 ? <AlignActions studio={studio} isLocked={isLocked} /> : null}
      <Repeat studio={studio} isLocked={isLocked} />
    </Group>
  );
}

/** The outlines drawn around the seats again. */
function outlined({ editor }: Studio): boolean {
  const selection = editor.selection.peek();
  if (selection.kind !== "parts") return false;
  const sections = selection.ids.filter((id) => "blocks" in (editor.part(id) ?? {}));
  return sections.map((id) => editor.do({ kind: "outline", id, outline: null })).includes(true);
}

function AlignActions({ studio, isLocked }: { studio: Studio; isLocked: boolean }) {
  const { editor } = studio;
  const w = words().planEditor.arrange;
  const edges = ["left", "center", "right", "top", "middle", "bottom"] as const;
  const told = (isDone: boolean) => {
    if (isDone) studio.tell.moved();
  };
  return (
    <>
      <h4 class="pe__sub">{w.align}</h4>
      <Actions
        label={w.align}
        disabled={isLocked}
        items={edges.map((edge) => ({
          text: w.edges[edge],
          run: () => told(commands.align(editor, edge)),
        }))}
      />
      <h4 class="pe__sub">{w.distribute}</h4>
      <Actions
        label={w.distribute}
        disabled={isLocked}
        items={[
          { text: w.across, run: () => told(commands.distribute(editor, "x")) },
          { text: w.down, run: () => told(commands.distribute(editor, "y")) },
        ]}
      />
    </>
  );
}

/** A stadium is one stand, repeated around its focus. */
function Repeat({ studio, isLocked }: { studio: Studio; isLocked: boolean }) {
  const { editor } = studio;
  const w = words().planEditor.arrange;
  const count = useSignal(4);
  const step = useSignal(90);
  return (
    <>
      <h4 class="pe__sub">{w.repeat}</h4>
      <div class="pe__three">
        <NumberInput
          id="repeat-count"
          label={w.repeatCount}
          unit={w.times}
          value={count.value}
          min={2}
          max={120}
          disabled={isLocked}
          onValue={(value) => {
            count.value = value;
            step.value = Math.round(36_000 / value) / 100;
          }}
        />
        <NumberInput
          id="repeat-step"
          label={w.repeatStep}
          unit="°"
          value={step.value}
          min={-360}
          max={360}
          step={0.01}
          disabled={isLocked}
          onValue={(value) => {
            step.value = value;
          }}
        />
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          disabled={isLocked}
          onClick={() => {
            const made = commands.repeat(editor, { count: count.value, stepDegrees: step.value });
            studio.tell.copied(made.length);
          }}
        >
          {w.doRepeat}
        </button>
      </div>
    </>
  );
}
