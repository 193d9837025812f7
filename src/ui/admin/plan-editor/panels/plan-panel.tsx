import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { CheckLine, Group, Line, NumberInput, TextLine } from "../groups/fields.tsx";
import { NamesList } from "../groups/names-list.tsx";
import { ZonesEditor } from "../groups/zones-editor.tsx";

/** The plan itself, while nothing is selected: its name, zones, levels, gates, and the focus. */
export function PlanPanel({ studio }: { studio: Studio }) {
  const { editor, options } = studio;
  const plan = editor.plan.value;
  const w = words().planEditor;
  const isLocked = !editor.canEdit.value;
  const { name, focus, levels, gates = [] } = plan;
  const { count } = editor.hall.value.places;
  const missing = (studio.venue.value?.gates ?? [])
    .filter(({ id }) => !gates.some((gate) => gate.id === id))
    .map(({ id, name }) => ({ id, name }));
  return (
    <>
      <div class="pe__about">
        <h2>{w.plan.title}</h2>
        <span class="c-3 t-14 num">{w.places(count)}</span>
      </div>
      <Group title={w.names.title}>
        <TextLine
          id="plan-ko"
          label={w.names.korean}
          lang="ko"
          value={name.ko}
          disabled={isLocked}
          onText={(ko) => editor.do({ kind: "plan", name: { ...name, ko } })}
        />
        <TextLine
          id="plan-en"
          label={w.names.english}
          lang="en"
          value={name.en}
          disabled={isLocked}
          onText={(en) => editor.do({ kind: "plan", name: { ...name, en } })}
        />
      </Group>
      <ZonesEditor studio={studio} />
      <NamesList
        title={w.plan.levels}
        add={w.plan.addLevel}
        items={levels}
        isUsed={(id) => [...plan.sections, ...plan.areas].some(({ level }) => level === id)}
        least={1}
        disabled={isLocked}
        onItems={(items) => editor.do({ kind: "plan", levels: items })}
      />
      <NamesList
        title={w.plan.gates}
        add={w.plan.addGate}
        items={gates}
        isUsed={(id) => [...plan.sections, ...plan.areas].some(({ gate }) => gate === id)}
        least={0}
        disabled={isLocked}
        onItems={(items) => editor.do({ kind: "plan", gates: items })}
      />
      {missing.length > 0 ? (
        <button
          class="btn btn--secondary btn--sm pe__more"
          type="button"
          disabled={isLocked}
          onClick={() => editor.do({ kind: "plan", gates: [...gates, ...missing] })}
        >
          {w.plan.venueGates(missing.length)}
        </button>
      ) : null}
      <Group title={w.plan.view}>
        <Line label={w.plan.focus}>
          <span class="pe__two">
            <NumberInput
              id="focus-x"
              label={`${w.plan.focus} x`}
              unit="x"
              value={focus[0]}
              min={-100_000}
              max={100_000}
              disabled={isLocked}
              onValue={(x) => editor.do({ kind: "plan", focus: [x, focus[1]] })}
            />
            <NumberInput
              id="focus-y"
              label={`${w.plan.focus} y`}
              unit="y"
              value={focus[1]}
              min={-100_000}
              max={100_000}
              disabled={isLocked}
              onValue={(y) => editor.do({ kind: "plan", focus: [focus[0], y] })}
            />
          </span>
        </Line>
        <p class="help">{w.plan.focusHelp}</p>
        <CheckLine
          label={w.plan.snaps}
          isOn={options.gridCm.value > 0}
          onChange={(isOn) => (options.gridCm.value = isOn ? 50 : 0)}
        />
        <button
          class="btn btn--secondary btn--sm pe__more"
          type="button"
          disabled={isLocked}
          onClick={() => {
            if (editor.do({ kind: "frame" })) studio.map?.fit();
          }}
        >
          {w.plan.frame}
        </button>
      </Group>
    </>
  );
}
