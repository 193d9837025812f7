import type { PlanComparison } from "../../admin/plan-versions.ts";
import { expandPlan, placeFlags, placeKey } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";
import { diffPlans, type Expanded } from "./plan-diff.ts";

const toldMax = 200;

const expanded = (plan: SeatPlan): Expanded => ({ plan, places: expandPlan(plan) });

/** The difference of two plans by the names of their places. */
export function comparePlans(from: SeatPlan, to: SeatPlan): PlanComparison {
  const [earlier, later] = [expanded(from), expanded(to)];
  const diff = diffPlans(earlier, later);
  const nameOf = (seat: number) => placeKey(earlier.places, seat);
  const newName = (seat: number) => placeKey(later.places, seat);
  const zoneOf = (seat: number) => to.zones[later.places.zone[seat] ?? 0]?.id ?? "";
  const told = <T>(list: readonly T[], tell: (one: T) => { seat: string; to: string | null }) => ({
    count: list.length,
    seats: list.slice(0, toldMax).map(tell),
  });
  return {
    seatCounts: [earlier.places.count, later.places.count],
    added: told(diff.added, (seat) => ({ seat: newName(seat), to: null })),
    removed: told(diff.removed, (seat) => ({ seat: nameOf(seat), to: null })),
    renamed: told(diff.renamed, ([seat, other]) => ({ seat: nameOf(seat), to: newName(other) })),
    moved: told(diff.moved, ([seat]) => ({ seat: nameOf(seat), to: null })),
    rezoned: told(diff.rezoned, ([seat, other]) => ({ seat: nameOf(seat), to: zoneOf(other) })),
    remarked: told(diff.remarked, ([seat, other]) => ({
      seat: nameOf(seat),
      to: marksOf(later.places.flags[other] ?? 0),
    })),
  };
}

/** The marks of a place, such as `accessible`; without any it is `-`. */
function marksOf(flags: number): string {
  const marks = Object.entries(placeFlags).flatMap(([mark, bit]) =>
    (flags & bit) === 0 ? [] : [mark],
  );
  return marks.join(" ") || "-";
}
