import { effect, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { labelText } from "../../../../contract/plan/seat-names.ts";
import { watchScreen } from "../../../seat-map/drawing/watch-screen.ts";
import { language, local, words } from "../../../state/language.ts";
import type { Editor } from "../state/editor.ts";
import { selectedParts } from "../state/editor.ts";
import { handlesOf } from "../tools/handles.ts";
import type { Tool } from "../tools/tool.ts";
import { selectionText } from "../panels/selection-text.ts";
import { PlanCanvas } from "./plan-canvas.ts";
import { watchPointers } from "./pointer.ts";
import type { Studio } from "../studio.ts";

type EditorCanvasProps = { studio: Studio };

/** The drawn plan. It takes the keys too, and says what is selected. */
export function EditorCanvas({ studio }: EditorCanvasProps) {
  const { editor } = studio;
  const ref = useRef<HTMLCanvasElement>(null);
  const w = words().planEditor;
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const map = new PlanCanvas(
      {
        canvas,
        stageText: local,
        rowText: (label) => labelText(label, language.value),
        onView: (view) => (studio.view.value = view),
      },
      editor.hall.peek(),
    );
    studio.map = map;
    const unwatch = watchScreen(canvas, map);
    performance.mark("plan-drawn");
    const unpoint = watchPointers({
      canvas,
      map,
      tool: () => studio.hand,
      isHand: () => editor.tool.peek() === "hand" || studio.isSpace || editor.mode.peek() === "fan",
      onMove: (at) => (studio.pointer.value = at),
    });
    const undraw = [
      effect(() => map.setHall(editor.hall.value)),
      effect(() => showSelected(map, editor)),
      effect(() => {
        const mode = editor.mode.value;
        map.setMode({ isPale: mode === "marks", isFan: mode === "fan" });
      }),
      effect(() => map.setBackground(studio.picture.value)),
    ];
    return () => {
      for (const stop of undraw) stop();
      unpoint();
      unwatch();
      map.stop();
      studio.map = null;
    };
  }, [studio]);
  useSignalEffect(() => {
    const tool: Tool = studio.takeTool(editor.tool.value);
    if (ref.current) ref.current.style.cursor = tool.cursor;
  });
  const about = selectionText(editor.selection.value, editor.hall.value);
  return (
    <canvas
      ref={ref}
      class="pe__canvas"
      tabIndex={0}
      role="application"
      aria-roledescription={w.canvasRole}
      aria-label={`${w.canvas}. ${about}`}
      aria-keyshortcuts="?"
      data-canvas
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}

function showSelected(map: PlanCanvas, editor: Editor): void {
  const selection = editor.selection.value;
  const parts = selection.kind === "parts" ? selectedParts(editor) : [];
  const stage = selection.kind === "stage" ? editor.plan.value.stage[selection.at] : undefined;
  const outlines = [...parts.map(({ outline }) => outline), ...(stage ? [stage.outline] : [])];
  const ids = new Set(parts.map(({ id }) => id));
  map.setMarked({ ids, outlines, seats: selection.kind === "seats" ? selection.seats : null });
  const [only] = parts;
  const canEdit = editor.canEdit.value;
  map.setHandles((cmPerPx) =>
    only && parts.length === 1 && canEdit ? handlesOf(only, cmPerPx) : [],
  );
}
