import type { Area, Section, SeatPlan } from "../seat-plan.ts";
import { movedPart } from "./motions.ts";
import type { Operation } from "./operation-schema.ts";

export type Box = [number, number, number, number];
type Part = Section | Area;
type Step = [number, number];

export function boxOf(outline: readonly (readonly [number, number])[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    [x0, x1] = [Math.min(x0, x), Math.max(x1, x)];
    [y0, y1] = [Math.min(y0, y), Math.max(y1, y)];
  }
  return [x0, y0, x1, y1];
}

/** How far each part has to move so that all share one edge, or one center, of their bounding box. */
export function alignedSteps(parts: readonly Part[], edge: Operation<"align">["edge"]) {
  const boxes = parts.map(({ outline }) => boxOf(outline));
  const [x0, y0, x1, y1] = boxOf(boxes.flatMap(cornersOf));
  const steps = boxes.map(([left, top, right, bottom]): Step => {
    if (edge === "left") return [x0 - left, 0];
    if (edge === "right") return [x1 - right, 0];
    if (edge === "center") return [Math.round((x0 + x1 - left - right) / 2), 0];
    if (edge === "top") return [0, y0 - top];
    if (edge === "bottom") return [0, y1 - bottom];
    return [0, Math.round((y0 + y1 - top - bottom) / 2)];
  });
  return stepsById(parts, steps);
}

/** How far each part has to move so that the gaps between them are equal. The outermost two stay. */
export function distributedSteps(parts: readonly Part[], axis: "x" | "y") {
  const side = axis === "x" ? 0 : 1;
  const placed = parts.map((part) => ({ part, box: boxOf(part.outline) }));
  placed.sort((a, b) => a.box[side] - b.box[side] || a.box[side + 2]! - b.box[side + 2]!);
  const [first, last] = [placed[0], placed.at(-1)];
  if (!first || !last || placed.length < 3) return new Map<string, Step>();
  const room = last.box[side + 2]! - first.box[side];
  const filled = placed.reduce((sum, { box }) => sum + box[side + 2]! - box[side], 0);
  const gap = (room - filled) / (placed.length - 1);
  let next: number = first.box[side];
  const steps = placed.map(({ box }, index): Step => {
    const isOuter = index === 0 || index === placed.length - 1;
    const by = isOuter ? 0 : Math.round(next - box[side]);
    next += box[side + 2]! - box[side] + gap;
    return axis === "x" ? [by, 0] : [0, by];
  });
  return stepsById(
    placed.map(({ part }) => part),
    steps,
  );
}

function stepsById(parts: readonly Part[], steps: readonly Step[]): Map<string, Step> {
  return new Map(parts.map(({ id }, index) => [id, steps[index] ?? [0, 0]]));
}

export function stepped<T extends Part>(part: T, steps: Map<string, Step>): T {
  const by = steps.get(part.id);
  return by && (by[0] !== 0 || by[1] !== 0) ? movedPart(part, { kind: "move", by }) : part;
}

const cornersOf = ([x0, y0, x1, y1]: Box): Step[] => [
  [x0, y0],
  [x1, y1],
];

/** The margin around the frame of a plan. */
const marginCm = 150;

/** The frame around all that a plan draws. */
export function framed(plan: SeatPlan): SeatPlan {
  const outlines = [...plan.stage, ...plan.sections, ...plan.areas].flatMap((part) => part.outline);
  if (outlines.length === 0) return plan;
  const [x0, y0, x1, y1] = boxOf(outlines);
  return { ...plan, bounds: [x0 - marginCm, y0 - marginCm, x1 + marginCm, y1 + marginCm] };
}

/** The picture scaled so that its two points are this far apart. The first of them stays where it is. */
export function scaledBackground(plan: SeatPlan, { points, cm }: Operation<"scale">): SeatPlan {
  const { background } = plan;
  const [[px, py], [qx, qy]] = points;
  const length = Math.hypot(qx - px, qy - py);
  if (!background || length === 0) return plan;
  const factor = cm / length;
  const [width, height] = background.size;
  const [x, y] = background.at;
  const at: Step = [Math.round(px + (x - px) * factor) + 0, Math.round(py + (y - py) * factor) + 0];
  const size: Step = [
    Math.max(1, Math.round(width * factor)),
    Math.max(1, Math.round(height * factor)),
  ];
  return { ...plan, background: { ...background, at, size } };
}
