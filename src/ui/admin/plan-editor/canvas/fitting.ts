import type { Floor } from "../../../seat-map/drawing/floor.ts";
import { type Box, fitTo, type Size, type View } from "../../../seat-map/drawing/view.ts";

const scales = { least: 0.004, most: 1.6 } as const;
/** Room for the bars over the plan. */
const pad = { top: 72, right: 24, bottom: 64, left: 24 };

export const withinScales = (scale: number): number =>
  Math.max(scales.least, Math.min(scales.most, scale));

/** The view that shows a box as large as there is room for. */
export function fitted(box: Box, size: Size): View {
  const view = fitTo(box, size, pad);
  return { ...view, scale: withinScales(view.scale) };
}

/** Everything that is drawn; an empty plan has only its frame. */
export function drawnBox({ groups, stage, bounds }: Floor): Box {
  const boxes = [...groups, ...stage].map(({ box }) => box);
  return boxes.length === 0 ? bounds : boxes.reduce(around);
}

export const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
