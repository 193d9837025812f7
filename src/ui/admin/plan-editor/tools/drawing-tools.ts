import { pointsOf } from "../../../../contract/plan/editing/outlines.ts";
import type { Block } from "../../../../contract/plan/seat-plan.ts";
import { noSketch, type PlanPoint } from "../canvas/sketch.ts";
import { isSection, partsSelected } from "../state/selection.ts";
import { selectedParts } from "../state/editor.ts";
import {
  blockAround,
  blockInBox,
  blockInOutline,
  boxOutline,
  newArea,
  newSection,
  placesIn,
  rowsAlong,
  tableAt,
} from "./making.ts";
import { snapAngle, snapPoint } from "./snapping.ts";
import { type Bench, type Pointed, type Tool, whereNew } from "./tool.ts";

/** Adds rows as a section of their own, or to the selected one. */
export function addBlock(bench: Bench, block: Block, isTable = false): void {
  const { editor, options } = bench;
  const plan = editor.plan.peek();
  const [only, ...others] = selectedParts(editor);
  if (options.isJoining.peek() && only && others.length === 0 && isSection(only)) {
    const { id } = only;
    if (!editor.do({ kind: "block", id, at: only.blocks.length, block })) return;
    editor.do({ kind: "outline", id, outline: null }, { joins: true });
    return bench.tell.made(id);
  }
  const section = newSection(plan, [block], whereNew(bench), isTable);
  const select = partsSelected([section.id]);
  if (editor.do({ kind: "add", sections: [section], areas: [] }, { select }))
    bench.tell.made(section.id);
}

/** A tool that drags from one corner or end to the other. */
function twoPoints(
  bench: Bench,
  show: (from: PlanPoint, to: PlanPoint, pointed: Pointed) => void,
  make: (from: PlanPoint, to: PlanPoint) => void,
  click: (at: PlanPoint) => void,
  end: (from: PlanPoint, pointed: Pointed) => PlanPoint,
): Tool {
  let from: PlanPoint | null = null;
  const grid = () => bench.options.gridCm.peek();
  return {
    cursor: "crosshair",
    down: ({ at }) => (from = snapPoint(at, grid())),
    drag: (pointed) => from && show(from, end(from, pointed), pointed),
    up: (pointed) => {
      bench.sketch(noSketch);
      if (from) make(from, end(from, pointed));
      from = null;
    },
    click: ({ at }) => {
      bench.sketch(noSketch);
      from = null;
      click(snapPoint(at, grid()));
    },
    cancel: () => {
      from = null;
      bench.sketch(noSketch);
    },
  };
}

const cornerOf =
  (bench: Bench) =>
  (_: PlanPoint, { at }: Pointed): PlanPoint =>
    snapPoint(at, bench.options.gridCm.peek());

export function rowTool(bench: Bench): Tool {
  const { editor, options } = bench;
  const focus = () => editor.plan.peek().focus;
  const made = (from: PlanPoint, to: PlanPoint) =>
    rowsAlong(from, to, options.rows.peek(), focus());
  return twoPoints(
    bench,
    (from, to) => showBlock(bench, made(from, to), to),
    (from, to) => addBlock(bench, made(from, to)),
    (at) =>
      addBlock(
        bench,
        rowsAlong(
          at,
          at,
          { ...options.rows.peek(), seats: options.rows.peek().seats || 10 },
          focus(),
        ),
      ),
    (from, { at, isShift }) =>
      isShift ? snapAngle(from, at) : snapPoint(at, options.gridCm.peek()),
  );
}

export function blockTool(bench: Bench): Tool {
  const { editor, options } = bench;
  const focus = () => editor.plan.peek().focus;
  const made = (from: PlanPoint, to: PlanPoint) =>
    blockInBox(from, to, options.block.peek(), focus());
  return twoPoints(
    bench,
    (from, to) => showBlock(bench, made(from, to), to, boxOutline(from, to)),
    (from, to) => addBlock(bench, made(from, to)),
    (at) => addBlock(bench, blockAround(at, options.block.peek(), focus())),
    cornerOf(bench),
  );
}

function showBlock(bench: Bench, block: Block, at: PlanPoint, box: PlanPoint[] = []): void {
  const rows = pointsOf(block);
  const count = rows.reduce((sum, { length }) => sum + length, 0);
  const text = rows.length === 1 ? bench.tell.seats(count) : `${rows.length} × ${rows[0]?.length}`;
  bench.sketch({
    seats: rows.flat(),
    note: { at, text },
    lines: box.length > 0 ? [{ points: box, isClosed: true, isDashed: true }] : [],
  });
}

export function standingTool(bench: Bench): Tool {
  const { editor, options } = bench;
  const make = (outline: [number, number][]) => {
    const area = newArea(editor.plan.peek(), outline, options.standing.peek(), whereNew(bench));
    const select = partsSelected([area.id]);
    if (editor.do({ kind: "add", sections: [], areas: [area] }, { select }))
      bench.tell.made(area.id);
  };
  return twoPoints(
    bench,
    (from, to) => {
      const points = boxOutline(from, to);
      const places = options.standing.peek().capacity || placesIn(points);
      const note = { at: to, text: bench.tell.seats(places) };
      bench.sketch({ lines: [{ points, isClosed: true, isDashed: true }], note });
    },
    (from, to) => make(boxOutline(from, to)),
    ([x, y]) => make(boxOutline([x - 400, y - 300], [x + 400, y + 300])),
    cornerOf(bench),
  );
}

export function tableTool(bench: Bench): Tool {
  const { options } = bench;
  const snapped = (at: PlanPoint) => snapPoint(at, options.gridCm.peek());
  const put = (at: PlanPoint) => addBlock(bench, tableAt(snapped(at), options.table.peek()), true);
  return {
    cursor: "crosshair",
    hover: ({ at }) =>
      bench.sketch({ seats: pointsOf(tableAt(snapped(at), options.table.peek())).flat() }),
    click: ({ at }) => put(at),
    up: ({ at }) => put(at),
    cancel: () => bench.sketch(noSketch),
  };
}

export function stageTool(bench: Bench): Tool {
  const { editor } = bench;
  const make = (outline: [number, number][]) => {
    const { stage } = editor.plan.peek();
    const one = { outline, label: { ko: "무대", en: "Stage" } };
    const select = { kind: "stage", at: stage.length } as const;
    if (editor.do({ kind: "plan", stage: [...stage, one] }, { select })) bench.tell.made("");
  };
  return twoPoints(
    bench,
    (from, to) =>
      bench.sketch({ lines: [{ points: boxOutline(from, to), isClosed: true, isDashed: true }] }),
    (from, to) => make(boxOutline(from, to)),
    ([x, y]) => make(boxOutline([x - 600, y - 150], [x + 600, y + 150])),
    cornerOf(bench),
  );
}

/** A corner with each click; back at the first, or with a double click, the outline is closed. */
export function outlineTool(bench: Bench): Tool {
  let points: [number, number][] = [];
  const grid = () => bench.options.gridCm.peek();
  const show = (next?: PlanPoint) =>
    bench.sketch({
      lines: [{ points: next ? [...points, next] : points, isClosed: false }],
      handles: points.map((at) => ({ name: "corner", at, shape: "square" })),
    });
  const finish = () => {
    const outline = points;
    points = [];
    bench.sketch(noSketch);
    if (outline.length >= 3) outlined(bench, outline);
  };
  const add = ({ at, isShift }: Pointed) => {
    const last = points.at(-1);
    const corner = isShift && last ? snapAngle(last, at) : snapPoint(at, grid());
    const [first] = points;
    const reach = 12 * bench.cmPerPx();
    if (first && points.length >= 3 && Math.hypot(first[0] - at[0], first[1] - at[1]) <= reach)
      return finish();
    points.push(corner);
    show();
  };
  return {
    cursor: "crosshair",
    click: add,
    up: add,
    hover: ({ at }) => points.length > 0 && show(at),
    doubleClick: finish,
    finish,
    cancel: () => {
      points = [];
      bench.sketch(noSketch);
    },
  };
}

/** It becomes the outline of what is selected, or a new section that is filled with rows. */
export function outlined(bench: Bench, outline: [number, number][]): void {
  const { editor, options } = bench;
  const [only, ...others] = selectedParts(editor);
  if (only && others.length === 0) {
    if (editor.do({ kind: "outline", id: only.id, outline })) bench.tell.made(only.id);
    return;
  }
  const plan = editor.plan.peek();
  const block = blockInOutline(outline, options.block.peek(), plan.focus);
  if (!block) return;
  const section = { ...newSection(plan, [block], whereNew(bench)), outline };
  const select = partsSelected([section.id]);
  if (editor.do({ kind: "add", sections: [section], areas: [] }, { select }))
    bench.tell.made(section.id);
}
