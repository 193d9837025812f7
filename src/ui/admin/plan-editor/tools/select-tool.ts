import type { Box } from "../../../../contract/plan/editing/arranging.ts";
import { noSketch, type PlanPoint } from "../canvas/sketch.ts";
import {
  nothing,
  type Part,
  partsOf,
  partsSelected,
  seatsSelected,
  toggled,
  wholeRows,
} from "../state/selection.ts";
import { selectedParts } from "../state/editor.ts";
import { boxAround, copiesOf } from "./copies.ts";
import { handleAt, handlesOf } from "./handles.ts";
import { handleDrag } from "./handle-drag.ts";
import { boxBetween, boxOutline } from "./making.ts";
import { snapMove } from "./snapping.ts";
import type { Bench, Pointed, Tool } from "./tool.ts";

/** A handle is at least so large for a finger and for a mouse, in pixels. */
const handlePx = { touch: 20, mouse: 10 } as const;
/** Seats this far apart, in pixels, are hit rather than their section. */
const seatsFromPx = 7;

type Drag = Pick<Tool, "drag" | "up" | "cancel">;

/** Selects by click and by box, moves what is selected, and takes hold of handles. */
export function selectTool(bench: Bench): Tool {
  let dragging: Drag | null = null;
  return {
    cursor: "default",
    down: (pointed) => {
      dragging = begun(bench, pointed);
    },
    drag: (pointed) => dragging?.drag?.(pointed),
    up: (pointed) => {
      dragging?.up?.(pointed);
      dragging = null;
      bench.sketch(noSketch);
    },
    click: (pointed) => {
      dragging?.cancel?.();
      dragging = null;
      bench.sketch(noSketch);
      clicked(bench, pointed);
    },
    doubleClick: (pointed) => deepened(bench, pointed),
    cancel: () => {
      dragging?.cancel?.();
      dragging = null;
      bench.sketch(noSketch);
    },
  };
}

function begun(bench: Bench, pointed: Pointed): Drag {
  const { editor } = bench;
  const parts = editor.selection.peek().kind === "parts" ? selectedParts(editor) : [];
  const [only] = parts;
  if (only && parts.length === 1 && editor.canEdit.peek()) {
    const reach = (pointed.isTouch ? handlePx.touch : handlePx.mouse) * bench.cmPerPx();
    const handle = handleAt(handlesOf(only, bench.cmPerPx()), pointed.at, reach);
    if (handle) return handleDrag(bench, only, handle.name, pointed.at);
  }
  const id = editor.unit.peek() === "part" ? editor.finder.partAt([...pointed.at]) : null;
  if (id === null || pointed.isShift) return boxDrag(bench, pointed.at, pointed.isShift);
  if (!parts.some((part) => part.id === id)) editor.select(partsSelected([id]));
  return editor.canEdit.peek() ? moveDrag(bench, pointed) : {};
}

/** Moves the selected parts; with Alt it makes copies there. */
function moveDrag(bench: Bench, { at: from }: Pointed): Drag {
  const { editor, options } = bench;
  const parts = selectedParts(editor);
  const ids = new Set(parts.map(({ id }) => id));
  const plan = editor.plan.peek();
  const box = boxAround(parts);
  const others = partsOf(plan)
    .filter(({ id }) => !ids.has(id))
    .map((part): Box => boxAround([part]));
  let by: [number, number] = [0, 0];
  const follow = ({ at, isShift }: Pointed) => {
    const way: [number, number] = [at[0] - from[0], at[1] - from[1]];
    if (isShift) way[Math.abs(way[0]) > Math.abs(way[1]) ? 1 : 0] = 0;
    const reachCm = options.gridCm.peek() > 0 ? 6 * bench.cmPerPx() : 0;
    const around = { others, focus: plan.focus, gridCm: options.gridCm.peek(), reachCm };
    const snapped = snapMove(box, way, around);
    by = snapped.by;
    bench.lift({ ids, by: { x: by[0], y: by[1] } });
    bench.sketch({ guides: snapped.guides });
  };
  return {
    drag: follow,
    up: (pointed) => {
      follow(pointed);
      bench.lift(null);
      if (by[0] === 0 && by[1] === 0) return;
      const motion = { kind: "move" as const, by };
      if (pointed.isAlt) {
        const copy = copiesOf(plan, [...ids], [motion]);
        const made = copy.copies.map(({ as }) => as);
        if (editor.do(copy, { select: partsSelected(made) })) bench.tell.copied(made.length);
      } else if (editor.do({ kind: "motion", ids: [...ids], motion })) bench.tell.moved();
    },
    cancel: () => bench.lift(null),
  };
}

function boxDrag(bench: Bench, from: PlanPoint, isAdding: boolean): Drag {
  return {
    drag: ({ at }) =>
      bench.sketch({ lines: [{ points: boxOutline(from, at), isClosed: true, isDashed: true }] }),
    up: ({ at }) => selectInBox(bench, boxBetween(from, at), isAdding),
  };
}

export function selectInBox({ editor }: Pick<Bench, "editor">, box: Box, isAdding: boolean): void {
  const { finder } = editor;
  const hall = editor.hall.peek();
  const before = editor.selection.peek();
  if (editor.unit.peek() === "part") {
    const ids = finder.partsInBox(box);
    const kept = before.kind === "parts" && isAdding ? before.ids : [];
    editor.select(partsSelected([...new Set([...kept, ...ids])]));
    return;
  }
  const found = finder.seatsInBox(box);
  const seats = editor.unit.peek() === "row" ? wholeRows(hall.places, found) : found;
  const kept = before.kind === "seats" && isAdding ? before.seats : new Uint32Array();
  editor.select(seatsSelected(hall, union(kept, seats)));
}

export function union(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0) return b;
  return Uint32Array.from(new Set([...a, ...b])).sort();
}

function clicked({ editor, cmPerPx }: Bench, { at, isShift }: Pointed): void {
  const before = editor.selection.peek();
  const hall = editor.hall.peek();
  if (editor.unit.peek() === "part") {
    const id = editor.finder.partAt([...at]);
    const stage = id === null ? stageAt(editor, at) : null;
    if (stage !== null) editor.select({ kind: "stage", at: stage });
    else if (id === null) editor.select(isShift ? before : nothing);
    else {
      const kept = isShift && before.kind === "parts" ? before.ids : [];
      editor.select(partsSelected(isShift ? toggled(kept, [id]) : [id]));
    }
    return;
  }
  const seat = editor.finder.seatAt([...at], Math.max(30, seatsFromPx * cmPerPx()));
  if (seat === null) return editor.select(isShift ? before : nothing);
  const seats = editor.unit.peek() === "row" ? wholeRows(hall.places, [seat]) : [seat];
  const kept = isShift && before.kind === "seats" ? before.seats : [];
  const wanted = isShift ? toggled<number>(kept, seats) : [...seats];
  editor.select(seatsSelected(hall, Uint32Array.from(wanted).sort()));
}

/** A section opens to its rows, and a row to its seats. */
function deepened(bench: Bench, pointed: Pointed): void {
  const { editor } = bench;
  const { unit } = editor;
  const seat = editor.finder.seatAt([...pointed.at], 60);
  if (seat === null || unit.peek() === "seat") return;
  unit.value = unit.peek() === "part" ? "row" : "seat";
  clicked(bench, { ...pointed, isShift: false });
}

function stageAt({ hall }: Bench["editor"], [x, y]: PlanPoint): number | null {
  const index = hall.peek().plan.stage.findIndex(({ outline }) => {
    const [x0, y0, x1, y1] = boxAround([{ outline } as Part]);
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  });
  return index < 0 ? null : index;
}
