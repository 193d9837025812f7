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
  /** Places of rows that are sold as a whole in only one of the plans, or with other places. */
  retabled: number[];
};

export function movePlans(from: Expanded, to: Expanded): PlanMove {
  const diff = diffPlans(from, to);
  const renumbered: number[] = [];
  const retabled: number[] = [];
  for (const [seat, other] of diff.ordinalOf.entries()) {
    if (other < 0) continue;
    if (other !== seat) renumbered.push(seat);
    const [whole, otherWhole] = [wholeOf(from, seat), wholeOf(to, other)];
    const isTable = whole !== null && otherWhole !== null;
    const isSame =
      isTable &&
      diff.ordinalOf[whole.first] === otherWhole.first &&
      whole.count === otherWhole.count;
    if (isTable ? !isSame : whole !== otherWhole) retabled.push(seat);
  }
  const isGone = diff.removed.length + diff.renamed.length > 0;
  const isZoned = from.plan.zones.every(({ id }, at) => to.plan.zones[at]?.id === id);
  const isKept = diff.rezoned.length + renumbered.length + retabled.length === 0;
  return { diff, keepsPlaces: !isGone && isZoned && isKept, renumbered, retabled };
}

/** The row that is sold as a whole with this place; null if it is sold alone. */
function wholeOf({ places }: Expanded, seat: number): { first: number; count: number } | null {
  const at = places.rowOf[seat] ?? -1;
  const row = places.rows[at];
  if (!row?.isWhole) return null;
  const end = places.rows[at + 1]?.firstOrdinal ?? places.count;
  return { first: row.firstOrdinal, count: end - row.firstOrdinal };
}
