import { createExpander } from "../../../../contract/plan/editing/expander.ts";
import type { Places } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { createFloor, type Floor, type KnownGroups } from "../../../seat-map/drawing/floor.ts";

/** A revision of a plan, with all that drawing and picking need. */
export type Hall = { plan: SeatPlan; places: Places; floor: Floor };

/** Makes halls of successive revisions. Unchanged sections are neither expanded nor measured again. */
export function createHallMaker(): (plan: SeatPlan) => Hall {
  const expand = createExpander();
  let known: KnownGroups = new WeakMap();
  let before: Pick<SeatPlan, "zones" | "focus"> | null = null;
  return (plan) => {
    const places = expand(plan);
    // A section's color and its front depend on these.
    if (before?.zones !== plan.zones || before.focus !== plan.focus) known = new WeakMap();
    before = plan;
    return { plan, places, floor: createFloor(plan, places, known) };
  };
}
