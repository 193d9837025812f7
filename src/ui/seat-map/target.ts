import { type Floor, groupAt } from "./drawing/floor.ts";
import { nearFromPx } from "./drawing/map-shapes.ts";
import type { Point, View } from "./drawing/view.ts";
import { type SeatMap, touchPx } from "./seat-map.ts";

/** The target at a point of the map: a seat if it is large enough to hit, otherwise its section or standing area. */
export type Target = { kind: "seat" | "section" | "area"; index: number };

type Pointed = Pick<SeatMap, "pitchPx" | "seatUnder" | "groupUnder">;

export function targetAt(map: Pointed, { groups }: Floor, at: Point): Target | null {
  const seat = map.pitchPx >= touchPx ? map.seatUnder(at) : null;
  if (seat !== null) return { kind: "seat", index: seat };
  const index = map.groupUnder(at);
  const group = index === null ? undefined : groups[index];
  return group && index !== null ? { kind: group.kind, index } : null;
}

/** Up close a section's background is no target; its seats are. */
export const isIdle = (target: Target | null, pitchPx: number): boolean =>
  target?.kind === "section" && pitchPx >= touchPx;

/** The group in the middle of a view from near, or the nearest to it; null from afar. */
export function groupInMiddle({ groups, pitchCm }: Floor, { x, y, scale }: View): number | null {
  if (pitchCm * scale < nearFromPx) return null;
  const away = groups.map(({ box: [x0, y0, x1, y1] }) =>
    Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1)),
  );
  const inside = groupAt({ groups }, { x, y });
  return inside ?? away.indexOf(Math.min(...away));
}
