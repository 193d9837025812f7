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
