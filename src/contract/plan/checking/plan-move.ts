import type { PlanDiff } from "./plan-diff.ts";
import { diffPlans, type Expanded } from "./plan-diff.ts";

/** What it means for a sale that it moves from one plan to another, by the earlier plan's ordinals. */
export type PlanMove = {
  diff: PlanDiff;
  /**
   * True if every place keeps its ordinal, its zone and its table: then nothing that a fan holds, has bought or is paying
   * for changes, whatever is on its way. Positions, marks and texts may change, and places may come in at the end.
   */
  keepsPlaces: boolean;
  /** Places that keep their name but get another ordinal. */
  renumbered: number[];
  /** Places of rows that are sold as a whole in only one of the plans. */
  retabled: number[];
};

export function movePlans(from: Expanded, to: Expanded): PlanMove {
  const diff = diffPlans(from, to);
  const renumbered: number[] = [];
  const retabled: number[] = [];
  for (const [seat, other] of diff.ordinalOf.entries()) {
    if (other < 0) continue;
    if (other !== seat) renumbered.push(seat);
    if (isWhole(from, seat) !== isWhole(to, other)) retabled.push(seat);
  }
  const isGone = diff.removed.length + diff.renamed.length > 0;
  const isZoned = from.plan.zones.every(({ id }, at) => to.plan.zones[at]?.id === id);
  const isKept = diff.rezoned.length + renumbered.length + retabled.length === 0;
  return { diff, keepsPlaces: !isGone && isZoned && isKept, renumbered, retabled };
}

const isWhole = ({ places }: Expanded, seat: number): boolean =>
  places.rows[places.rowOf[seat] ?? -1]?.isWhole === true;
