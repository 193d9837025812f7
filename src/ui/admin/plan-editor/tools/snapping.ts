import type { Box } from "../../../../contract/plan/editing/arranging.ts";
import type { PlanPoint } from "../canvas/sketch.ts";

type Guide = { axis: "x" | "y"; at: number };
export type Snapped = { by: [number, number]; guides: Guide[] };

/**
 * Draws a moved box to the edges and middles of the others, to the focus, or else to the grid. `reachCm` is how near is
 * near.
 */
export function snapMove(
  box: Box,
  by: PlanPoint,
  { others, focus, gridCm, reachCm }: Surroundings,
): Snapped {
  const guides: Guide[] = [];
  const along = (side: 0 | 1): number => {
    const axis = side === 0 ? "x" : "y";
    const own = [box[side], (box[side] + box[side + 2]!) / 2, box[side + 2]!];
    let best: { away: number; at: number } | null = null;
    const near = (target: number, points: readonly number[]) => {
      for (const point of points) {
        const away = target - (point + by[side]!);
        if (Math.abs(away) <= reachCm && Math.abs(away) < Math.abs(best?.away ?? Infinity))
          best = { away, at: target };
      }
    };
    near(focus[side] ?? 0, [own[1] ?? 0]);
    for (const other of others) near((other[side] + other[side + 2]!) / 2, [own[1] ?? 0]);
    for (const other of others) {
      near(other[side], own);
      near(other[side + 2]!, own);
    }
    const found = best as { away: number; at: number } | null;
    if (found) {
      guides.push({ axis, at: found.at });
      return Math.round(by[side]! + found.away) + 0;
    }
    return gridCm > 0 ? Math.round(by[side]! / gridCm) * gridCm + 0 : Math.round(by[side]!) + 0;
  };
  return { by: [along(0), along(1)], guides };
}

type Surroundings = { others: readonly Box[]; focus: PlanPoint; gridCm: number; reachCm: number };

export const snapPoint = ([x, y]: PlanPoint, gridCm: number): [number, number] =>
  gridCm > 0
    ? [Math.round(x / gridCm) * gridCm + 0, Math.round(y / gridCm) * gridCm + 0]
    : [Math.round(x) + 0, Math.round(y) + 0];

/** The end of a line, at whole 15° from its start. */
export function snapAngle(from: PlanPoint, to: PlanPoint): [number, number] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const step = Math.PI / 12;
  const angle = Math.round(Math.atan2(to[1] - from[1], to[0] - from[0]) / step) * step;
  return [
    Math.round(from[0] + Math.cos(angle) * length) + 0,
    Math.round(from[1] + Math.sin(angle) * length) + 0,
  ];
}
