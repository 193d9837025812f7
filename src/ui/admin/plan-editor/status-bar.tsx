import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import type { Studio } from "./studio.ts";
import { EditorIcon } from "./icons.tsx";
import type { Unit } from "./state/selection.ts";

const units: readonly Unit[] = ["part", "row", "seat"];
const fullScale = 0.5;

/** Below the plan: where the pointer is, what a click selects, and how near the view is. */
export function StatusBar({ studio }: { studio: Studio }) {
  const { editor, options, view, pointer } = studio;
  const w = words().planEditor;
  const at = pointer.value;
  const percent = Math.round(((view.value?.scale ?? 0) / fullScale) * 100);
  return (
    <div class="pe__status">
      <span class="num pe__where" aria-hidden="true">
        <span>x</span> {at ? at[0].toLocaleString("en") : "–"} <span>y</span>{" "}
        {at ? at[1].toLocaleString("en") : "–"} cm
      </span>
      <div class="pe__units" role="group" aria-label={w.unitBar}>
        {units.map((unit) => (
          <button
            key={unit}
            type="button"
            aria-pressed={editor.unit.value === unit}
            onClick={() => (editor.unit.value = unit)}
          >
            {w.units[unit]}
          </button>
        ))}
      </div>
      <div class="pe__zoom" role="group" aria-label={words().map.zoom}>
        <button
          class="icon-btn"
          type="button"
          aria-label={words().map.zoomOut}
          onClick={() => studio.map?.zoomBy(0.7)}
        >
          <Icon name="minus" size={20} />
        </button>
        <span class="num" aria-hidden="true">
          {percent}%
        </span>
        <button
          class="icon-btn"
          type="button"
          aria-label={words().map.zoomIn}
          onClick={() => studio.map?.zoomBy(1.4)}
        >
          <Icon name="plus" size={20} />
        </button>
        <button
          class="icon-btn"
          type="button"
          aria-label={words().map.fit}
          aria-keyshortcuts="F"
          onClick={() => studio.map?.fit()}
        >
          <EditorIcon name="fit" size={20} />
        </button>
        <button
          class="pe__snap"
          type="button"
          aria-pressed={options.gridCm.value > 0}
          onClick={() => (options.gridCm.value = options.gridCm.value > 0 ? 0 : 50)}
        >
          {w.grid}
        </button>
      </div>
    </div>
  );
}
