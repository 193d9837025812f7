import type { FloorGroup } from "../../../seat-map/drawing/floor.ts";
import type { Box } from "../../../seat-map/drawing/view.ts";
import type { Hall } from "../state/hall.ts";
import { around } from "./fitting.ts";
import { partsOf } from "../state/selection.ts";

/** The box around all that looks different in two revisions, since many small ones cost more; null if unknown. */
export function changedBox(before: Hall, after: Hall): Box | null {
  if (before.plan.stage !== after.plan.stage) return null;
  const [old, fresh] = [partsOf(before.plan), partsOf(after.plan)];
  const [known, kept] = [new Set(old), new Set(fresh)];
  const boxes: Box[] = [];
  const look = (parts: typeof old, others: ReadonlySet<unknown>, { floor, places }: Hall) => {
    for (const [at, part] of parts.entries()) {
      const group = floor.groups[at];
      if (others.has(part) || !group) continue;
      boxes.push(boxOf(group, places));
    }
  };
  look(old, kept, before);
  look(fresh, known, after);
  return boxes.reduce(around, [Infinity, Infinity, -Infinity, -Infinity]);
}

/** Seats may stand outside of their section's outline. */
function boxOf({ box, firstOrdinal, end, kind, front }: FloorGroup, { x, y }: Hall["places"]): Box {
  let [x0, y0, x1, y1] = box;
  if (kind === "area") return box;
  [x0, x1] = [Math.min(x0, front.x), Math.max(x1, front.x)];
  [y0, y1] = [Math.min(y0, front.y), Math.max(y1, front.y)];
  for (let seat = firstOrdinal; seat < end; seat++) {
    const [px, py] = [x[seat] ?? 0, y[seat] ?? 0];
    if (px < x0) x0 = px;
    if (px > x1) x1 = px;
    if (py < y0) y0 = py;
    if (py > y1) y1 = py;
  }
  return [x0, y0, x1, y1];
}
