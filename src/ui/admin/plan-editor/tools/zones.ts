import type { PlanOperation } from "../../../../contract/plan/editing/operation-schema.ts";
import { patchBetween } from "../../../../contract/plan/editing/patch.ts";
import type { Places } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";

/** How many places each zone has. */
export function placesByZone({ zones }: SeatPlan, { zone }: Places): Map<string, number> {
  const counts = zones.map(() => 0);
  for (const at of zone) counts[at] = (counts[at] ?? 0) + 1;
  return new Map(zones.map(({ id }, at) => [id, counts[at] ?? 0]));
}

const codes = /^[a-z0-9-]{1,20}$/;

/** Another code for a zone, wherever the plan names it; null if that is no code or is taken. */
export function recoded(plan: SeatPlan, from: string, to: string): PlanOperation | null {
  if (from === to || !codes.test(to) || plan.zones.some(({ id }) => id === to)) return null;
  const other = (id: string) => (id === from ? to : id);
  const changed: SeatPlan = {
    ...plan,
    zones: plan.zones.map((zone) => ({ ...zone, id: other(zone.id) })),
    areas: plan.areas.map((area) => (area.zone === from ? { ...area, zone: to } : area)),
    sections: plan.sections.map((section) =>
      JSON.stringify(section).includes(JSON.stringify(from))
        ? {
            ...section,
            zone: other(section.zone),
            blocks: section.blocks.map((block) => ({
              ...block,
              zoneRows: block.zoneRows.map(([first, end, zone]): [number, number, string] => [
                first,
                end,
                other(zone),
              ]),
              ...(block.spots && {
                spots: block.spots.map((spot) =>
                  spot.zone === undefined ? spot : { ...spot, zone: other(spot.zone) },
                ),
              }),
            })),
          }
        : section,
    ),
  };
  return patchBetween(plan, changed);
}
