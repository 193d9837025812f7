import type { Motion, Operation } from "../../../../contract/plan/editing/operation-schema.ts";
import { type Box, boxOf } from "../../../../contract/plan/editing/arranging.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import type { PlanPoint } from "../canvas/sketch.ts";
import { type Part, partsOf } from "../state/selection.ts";
import { copyName } from "./names.ts";

type Copy = Operation<"copy">;

/** Copies of parts, each moved in the same way, with free names. */
export function copiesOf(plan: SeatPlan, ids: readonly string[], motions: readonly Motion[]): Copy {
  const used = new Set(partsOf(plan).map(({ id }) => id));
  const copies = motions.flatMap((motion) =>
    ids.map((of) => {
      const as = copyName(of, used);
      used.add(as);
      return { of, as, motion };
    }),
  );
  return { kind: "copy", copies };
}

/** A mirrored copy on the other side of the line through the focus. */
export const mirroredCopy = (plan: SeatPlan, ids: readonly string[], axis: "x" | "y"): Copy =>
  copiesOf(plan, ids, [{ kind: "mirror", axis, at: plan.focus[axis === "x" ? 0 : 1] }]);

/** Copies around the focus, so that with the original there are `count` at equal angles; `stepDegrees` apart. */
export function repeated(
  plan: SeatPlan,
  ids: readonly string[],
  { count, stepDegrees }: { count: number; stepDegrees: number },
): Copy {
  const motions = Array.from({ length: Math.max(0, count - 1) }, (_, at): Motion => {
    const whole = Math.round(stepDegrees * 100 * (at + 1));
    return { kind: "turn", around: plan.focus, angle: whole % 36_000 };
  });
  return copiesOf(plan, ids, motions);
}

/** The frame around some parts. */
export const boxAround = (parts: readonly Part[]): Box =>
  boxOf(parts.flatMap(({ outline }) => outline));

export function middleOf(parts: readonly Part[]): [number, number] {
  const [x0, y0, x1, y1] = boxAround(parts);
  return [Math.round((x0 + x1) / 2), Math.round((y0 + y1) / 2)];
}

/** The angle from the middle to a point, in hundredths of a degree. */
export const angleTo = ([cx, cy]: PlanPoint, [x, y]: PlanPoint): number =>
  Math.round((Math.atan2(y - cy, x - cx) * 18_000) / Math.PI);

/** A turn between −180° and 180°; to whole 15° if it is to snap. */
export function turnBetween(from: number, to: number, isSnapping: boolean): number {
  const turn = ((((to - from + 18_000) % 36_000) + 36_000) % 36_000) - 18_000;
  return isSnapping ? Math.round(turn / 1_500) * 1_500 : Math.round(turn / 10) * 10;
}
