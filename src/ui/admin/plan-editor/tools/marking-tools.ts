import { noSketch, type PlanPoint } from "../canvas/sketch.ts";
import { isSection, nothing, partsSelected, seatsSelected, wholeRows } from "../state/selection.ts";
import { boxBetween, boxOutline } from "./making.ts";
import { type Paint, paintOf, seatsInStroke, seatsOfParts } from "./painting.ts";
import { union } from "./select-tool.ts";
import type { Bench, Pointed, Tool } from "./tool.ts";

/** Selects what is within a line drawn by hand. */
export function lassoTool(bench: Bench): Tool {
  const { editor } = bench;
  let points: [number, number][] = [];
  return {
    cursor: "crosshair",
    down: ({ at }) => (points = [[at[0], at[1]]]),
    drag: ({ at }) => {
      points.push([at[0], at[1]]);
      bench.sketch({ lines: [{ points, isClosed: true, isDashed: true }] });
    },
    up: ({ isShift }) => {
      bench.sketch(noSketch);
      const hall = editor.hall.peek();
      const found = points.length < 3 ? new Uint32Array() : editor.finder.seatsInLasso(points);
      points = [];
      const before = editor.selection.peek();
      if (editor.unit.peek() === "part") {
        const ids = new Set(
          Array.from(found, (seat) => hall.places.groups[hall.places.group[seat] ?? 0]?.id ?? ""),
        );
        const kept = isShift && before.kind === "parts" ? before.ids : [];
        return editor.select(partsSelected([...new Set([...kept, ...ids])]));
      }
      const seats = editor.unit.peek() === "row" ? wholeRows(hall.places, found) : found;
      const kept = isShift && before.kind === "seats" ? before.seats : new Uint32Array();
      editor.select(seatsSelected(hall, union(kept, seats)));
    },
    click: () => editor.select(nothing),
    cancel: () => {
      points = [];
      bench.sketch(noSketch);
    },
  };
}

/** Paints what is clicked, or all that is in a box. */
export function paintTool(bench: Bench, paint: () => Paint): Tool {
  const { editor } = bench;
  let from: PlanPoint | null = null;
  return {
    cursor: "cell",
    down: ({ at }) => (from = at),
    drag: ({ at }) =>
      from &&
      bench.sketch({ lines: [{ points: boxOutline(from, at), isClosed: true, isDashed: true }] }),
    up: ({ at }) => {
      bench.sketch(noSketch);
      if (!from) return;
      const box = boxBetween(from, at);
      stroke(
        bench,
        seatsInStroke(editor.hall.peek(), editor.finder, box, editor.unit.peek()),
        paint(),
      );
      from = null;
    },
    click: (pointed) => {
      bench.sketch(noSketch);
      from = null;
      clickedPaint(bench, pointed, paint());
    },
    cancel: () => {
      from = null;
      bench.sketch(noSketch);
    },
  };
}

function clickedPaint(bench: Bench, { at }: Pointed, paint: Paint): void {
  const { editor } = bench;
  const hall = editor.hall.peek();
  const unit = editor.unit.peek();
  if (unit === "part") {
    const id = editor.finder.partAt([...at]);
    const part = id === null ? undefined : editor.part(id);
    if (!part) return;
    if (isSection(part)) return stroke(bench, seatsOfParts(hall, [part.id]), paint);
    if (!("zone" in paint)) return;
    if (editor.do({ kind: "set", ids: [part.id], zone: paint.zone }))
      bench.tell.painted(part.capacity, false);
    return;
  }
  const seat = editor.finder.seatAt([...at], Math.max(30, 8 * bench.cmPerPx()));
  if (seat === null) return;
  const seats = unit === "row" ? wholeRows(hall.places, [seat]) : Uint32Array.of(seat);
  stroke(bench, seats, paint);
}

/** Paints some seats. A restricted view needs its text, which is asked for first if there is none yet. */
export function stroke(bench: Bench, seats: Uint32Array, paint: Paint): void {
  const { editor } = bench;
  if (seats.length === 0) return;
  const operation = paintOf(editor.hall.peek(), seats, paint);
  if (!operation) return;
  const isOff = operation.kind === "paint" && operation.isOff === true;
  const needsText = "flag" in paint && paint.flag === "restricted" && !isOff && !paint.text;
  if (needsText) return bench.askText(seats);
  if (editor.do(operation)) bench.tell.painted(seats.length, isOff);
}

/** Two clicks measure the picture; the panel then asks how far apart they are. */
export function pictureTool(bench: Bench): Tool {
  const { measured } = bench.options;
  const show = () =>
    bench.sketch({
      lines: [{ points: measured.peek(), isClosed: false, isDashed: true }],
      handles: measured.peek().map((at) => ({ name: "point", at, shape: "round" })),
    });
  const add = ({ at }: Pointed) => {
    measured.value = measured.peek().length >= 2 ? [at] : [...measured.peek(), at];
    show();
  };
  return {
    cursor: "crosshair",
    click: add,
    up: add,
    cancel: () => {
      measured.value = [];
      bench.sketch(noSketch);
    },
  };
}

/** Moves the view; the canvas does it. */
export const handTool = (): Tool => ({ cursor: "grab" });
