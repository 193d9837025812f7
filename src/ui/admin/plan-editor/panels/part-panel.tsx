import { words } from "../../../state/language.ts";
import { local } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { commands } from "../state/commands.ts";
import { isSection, type Part } from "../state/selection.ts";
import { ArrangeGroup } from "../groups/arrange-group.tsx";
import { Group, NumberLine, SelectLine, TextLine } from "../groups/fields.tsx";
import { NumberingGroup } from "../groups/numbering-group.tsx";
import { seatsText } from "./selection-text.ts";
import { ShapeGroup } from "../groups/shape-group.tsx";
import { ZoneChoice } from "../groups/zone-choice.tsx";

/** One section or standing area. */
export function PartPanel({ studio, part }: { studio: Studio; part: Part }) {
  const { editor } = studio;
  const w = words().planEditor;
  const isLocked = !editor.canEdit.value;
  const rows = isSection(part) ? part.blocks.reduce((sum, block) => sum + block.rows, 0) : 0;
  const mode = editor.mode.value;
  const size = isSection(part)
    ? `${w.rows(rows)} · ${w.seats(countOf(part))}`
    : w.places(part.capacity);
  return (
    <>
      <div class="pe__about">
        <h2>{local(part.label) || part.id}</h2>
        <span class="c-3 t-14 num">{size}</span>
      </div>
      <NameGroup {...{ studio, part, isLocked }} />
      {isSection(part) ? (
        <>
          {mode === "labels" ? null : <BlockGroups {...{ studio, part }} />}
          <NumberingGroup studio={studio} section={part} />
        </>
      ) : (
        <StandingGroup {...{ studio, part, isLocked }} />
      )}
      <Group title={w.zone}>
        <ZoneChoice
          zones={editor.plan.value.zones}
          chosen={new Set([part.zone])}
          disabled={isLocked}
          onChoose={({ id }) => commands.paint(studio, { zone: id })}
        />
      </Group>
      <ArrangeGroup studio={studio} count={1} />
    </>
  );
}

const countOf = (part: Part) =>
  isSection(part)
    ? part.blocks.reduce((sum, { rows, seats }) => {
        const runs = typeof seats === "number" ? [[rows, seats] as const] : seats;
        return runs.reduce((all, [run, count]) => all + run * count, sum);
      }, 0)
    : part.capacity;

/** A section with many blocks, such as free rows, shows the first of them. */
const blocksShown = 6;

function BlockGroups({ studio, part }: { studio: Studio; part: Part }) {
  if (!isSection(part)) return null;
  const w = words().planEditor.shape;
  const more = part.blocks.length - blocksShown;
  return (
    <>
      {part.blocks.slice(0, blocksShown).map((_, at) => (
        <ShapeGroup key={at} studio={studio} section={part} at={at} />
      ))}
      {more > 0 ? <p class="help">{w.moreBlocks(more)}</p> : null}
    </>
  );
}

type Own = { studio: Studio; part: Part; isLocked: boolean };

function NameGroup({ studio, part, isLocked }: Own) {
  const { editor } = studio;
  const w = words().planEditor.names;
  const { id, label } = part;
  const { levels, gates = [] } = editor.plan.value;
  const set = (change: { ko?: string; en?: string }) =>
    editor.do({ kind: "set", ids: [id], label: { ...label, ...change } });
  return (
    <Group title={w.title}>
      <TextLine
        id={`name-${id}`}
        label={w.code}
        value={id}
        maxLength={40}
        disabled={isLocked}
        onText={(text) => {
          const as = text.replaceAll("/", "-");
          if (as === "") return;
          editor.do({ kind: "rename", id, as }, { select: { kind: "parts", ids: [as] } });
        }}
      />
      <TextLine
        id={`ko-${id}`}
        label={w.korean}
        lang="ko"
        value={label.ko}
        disabled={isLocked}
        onText={(ko) => set({ ko })}
      />
      <TextLine
        id={`en-${id}`}
        label={w.english}
        lang="en"
        value={label.en}
        disabled={isLocked}
        onText={(en) => set({ en })}
      />
      {levels.length > 1 ? (
        <SelectLine
          id={`level-${id}`}
          label={w.level}
          value={part.level}
          options={levels.map((level) => [level.id, local(level.name) || level.id])}
          disabled={isLocked}
          onValue={(level) => editor.do({ kind: "set", ids: [id], level })}
        />
      ) : null}
      {gates.length > 0 ? (
        <SelectLine
          id={`gate-${id}`}
          label={w.gate}
          value={part.gate ?? "-"}
          options={[
            ["-", w.noGate],
            ...gates.map((gate) => [gate.id, local(gate.name) || gate.id] as const),
          ]}
          disabled={isLocked}
          onValue={(gate) =>
            editor.do({ kind: "set", ids: [id], gate: gate === "-" ? null : gate })
          }
        />
      ) : null}
    </Group>
  );
}

function StandingGroup({ studio, part, isLocked }: Own) {
  const { editor } = studio;
  const w = words().planEditor.standing;
  if (isSection(part)) return null;
  const { id } = part;
  return (
    <Group title={w.title}>
      <NumberLine
        id={`capacity-${id}`}
        label={w.capacity}
        unit={w.unit}
        value={part.capacity}
        min={1}
        max={50_000}
        disabled={isLocked}
        onValue={(capacity) => editor.do({ kind: "standing", id, capacity })}
      />
      <SelectLine
        id={`mode-${id}`}
        label={w.mode}
        value={part.mode}
        options={[
          ["entryNumber", w.entryNumber],
          ["count", w.count],
        ]}
        disabled={isLocked}
        onValue={(mode) => editor.do({ kind: "standing", id, mode })}
      />
      <p class="help">{w.help(seatsText(part))}</p>
    </Group>
  );
}
