import { countPlaces, expandPlan, placeKey } from "../../contract/plan/seat-places.ts";
import { planSeatsMax } from "../../contract/plan/plan-limits.ts";
import type { Block, SeatPlan } from "../../contract/plan/seat-plan.ts";

export type PlanFault = { pointer: string; detail: string };

/** A plan's faults beyond its schema. A plan without faults gives every place a unique name. */
export function faultsOf(plan: SeatPlan): PlanFault[] {
  const faults = [...duplicates(plan), ...references(plan), ...blocks(plan)];
  if (faults.length > 0) return faults;
  const count = countPlaces(plan);
  if (count === 0) return [{ pointer: "/plan", detail: "has no places" }];
  if (count > planSeatsMax)
    return [{ pointer: "/plan", detail: `has ${count} places; at most ${planSeatsMax}` }];
  return sameNames(plan);
}

function duplicates({ zones, levels, sections, areas }: SeatPlan): PlanFault[] {
  const unique = (where: string, ids: string[]) =>
    new Set(ids).size === ids.length ? [] : [{ pointer: `/plan/${where}`, detail: "ids repeat" }];
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);
  return [
    ...unique("zones", idsOf(zones)),
    ...unique("levels", idsOf(levels)),
    ...unique("sections", [...idsOf(sections), ...idsOf(areas)]),
  ];
}

function references({ zones, levels, sections, areas }: SeatPlan): PlanFault[] {
  const zoneIds = new Set(zones.map(({ id }) => id));
  const levelIds = new Set(levels.map(({ id }) => id));
  const check = (pointer: string, zone: string, level: string) => [
    ...(zoneIds.has(zone) ? [] : [{ pointer: `${pointer}/zone`, detail: "no such zone" }]),
    ...(levelIds.has(level) ? [] : [{ pointer: `${pointer}/level`, detail: "no such level" }]),
  ];
  const rowZones = sections.flatMap((section, at) =>
    section.blocks
      .flatMap(({ zoneRows }) => zoneRows)
      .filter(([, , zone]) => !zoneIds.has(zone))
      .map(() => ({ pointer: `/plan/sections/${at}/blocks`, detail: "no such zone" })),
  );
  return [
    ...sections.flatMap(({ zone, level }, at) => check(`/plan/sections/${at}`, zone, level)),
    ...areas.flatMap(({ zone, level }, at) => check(`/plan/areas/${at}`, zone, level)),
    ...rowZones,
  ];
}

// Before anything is counted: runs of rows that promise a billion would be built to be counted.
function blocks({ sections }: SeatPlan): PlanFault[] {
  return sections.flatMap((section, at) =>
    section.blocks
      .map((block, index) => ({ block, pointer: `/plan/sections/${at}/blocks/${index}/seats` }))
      .filter(({ block }) => rowsOf(block) !== block.rows)
      .map(({ pointer }) => ({ pointer, detail: "the runs do not add up to the rows" })),
  );
}

function rowsOf({ rows, seats }: Block): number {
  return typeof seats === "number" ? rows : seats.reduce((sum, [run]) => sum + run, 0);
}

function sameNames(plan: SeatPlan): PlanFault[] {
  const places = expandPlan(plan);
  const seen = new Set<string>();
  for (let ordinal = 0; ordinal < places.count; ordinal++) {
    const key = placeKey(places, ordinal);
    if (seen.has(key)) return [{ pointer: "/plan/sections", detail: `two places are ${key}` }];
    seen.add(key);
  }
  return [];
}
