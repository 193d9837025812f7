import { expandPart, expandPlan, type Part, type Places } from "../seat-places.ts";
import type { Area, Section, SeatPlan } from "../seat-plan.ts";

/** Expands successive revisions of a plan; unchanged parts are not expanded again. */
export function createExpander(): (plan: SeatPlan) => Places {
  let known = new WeakMap<Section | Area, Part>();
  let zones: SeatPlan["zones"] | null = null;
  return (plan) => {
    // Places name zones by their index.
    if (zones !== plan.zones) known = new WeakMap();
    zones = plan.zones;
    return expandPlan(plan, (shape, zoneIndex) => {
      const part = known.get(shape) ?? expandPart(shape, zoneIndex);
      known.set(shape, part);
      return part;
    });
  };
}
