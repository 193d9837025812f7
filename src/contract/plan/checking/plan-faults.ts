import { faultOfNumbers } from "../editing/guard.ts";
import { planSeatsMax } from "../plan-limits.ts";
import { countPlaces, countSeats, seatsPerRow } from "../seat-places.ts";
import type { Block, SeatPlan, Section } from "../seat-plan.ts";

export type FindingCode =
  | "id-twice"
  | "number-unsafe"
  | "zone-missing"
  | "level-missing"
  | "gate-missing"
  | "rows-unequal"
  | "too-many-marks"
  | "no-places"
  | "too-many-places"
  | "name-twice"
  | "text-missing"
  | "companion-alone"
  | "overlap"
  | "over-capacity";

/** A finding about a plan that needs attention. */
export type Finding = {
  code: FindingCode;
  /** True if the plan cannot be used as it is. */
  isError: boolean;
  /** Where in the document it is. */
  pointer: string;
  /** The section or area, and the first of its seats, to jump to. */
  part?: string;
  seats?: number[];
  /** The number of affected seats, or the number of places. */
  count: number;
  /** True if there are more than `count`: they were too many to count. */
  isCut?: boolean;
  /** The name that is used twice, or that does not exist. */
  name?: string;
};

/** Contradictions in the document, found without expanding it. With an error here it must not be expanded. */
export function documentFaults(plan: SeatPlan): Finding[] {
  const unsafe = faultOfNumbers(plan, Infinity);
  if (unsafe) return [error("number-unsafe", "", 1)];
  const faults = [...repeated(plan), ...references(plan), ...shapes(plan)];
  const count = faults.some(({ code }) => code === "rows-unequal") ? 1 : countPlaces(plan);
  if (count === 0) faults.push(error("no-places", "", 0));
  if (count > planSeatsMax) faults.push(error("too-many-places", "", count));
  return faults;
}

function repeated({ zones, levels, gates = [], sections, areas }: SeatPlan): Finding[] {
  const twice = (where: string, items: readonly { id: string }[]) => {
    const seen = new Set<string>();
    return items.flatMap(({ id }, at) => {
      const isTwice = seen.has(id);
      seen.add(id);
      return isTwice ? [error("id-twice", `/${where}/${at}`, 1, { name: id })] : [];
    });
  };
  const parts = [...sections, ...areas];
  const inParts = twice("sections", parts).map((fault, _, all) => {
    const at = Number(fault.pointer.split("/")[2]);
    const pointer = at < sections.length ? fault.pointer : `/areas/${at - sections.length}`;
    return { ...fault, pointer, ...(all.length > 0 && { part: parts[at]?.id ?? "" }) };
  });
  return [
    ...twice("zones", zones),
    ...twice("levels", levels),
    ...twice("gates", gates),
    ...inParts,
  ];
}

function references({ zones, levels, gates, sections, areas }: SeatPlan): Finding[] {
  const zoneIds = new Set(zones.map(({ id }) => id));
  const levelIds = new Set(levels.map(({ id }) => id));
  const gateIds = gates && new Set(gates.map(({ id }) => id));
  const found: Finding[] = [];
  const check = (where: string, { id, zone, level, gate }: Named, count: number) => {
    if (!zoneIds.has(zone))
      found.push(error("zone-missing", `${where}/zone`, count, { part: id, name: zone }));
    if (!levelIds.has(level))
      found.push(error("level-missing", `${where}/level`, count, { part: id, name: level }));
    if (gate !== undefined && gateIds && !gateIds.has(gate))
      found.push(error("gate-missing", `${where}/gate`, count, { part: id, name: gate }));
  };
  for (const [at, section] of sections.entries()) {
    check(`/sections/${at}`, section, countSeats(section));
    for (const [index, block] of section.blocks.entries())
      for (const [name, count] of strangeZones(block, zoneIds)) {
        const pointer = `/sections/${at}/blocks/${index}`;
        found.push(error("zone-missing", pointer, count, { part: section.id, name }));
      }
  }
  for (const [at, area] of areas.entries()) check(`/areas/${at}`, area, area.capacity);
  return found;
}

type Named = { id: string; zone: string; level: string; gate?: string | undefined };

/** Zones that rows or seats name although the plan lacks them, with the approximate number of seats. */
function strangeZones({ zoneRows, spots = [] }: Block, known: Set<string>): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (zone: string | undefined, count: number) => {
    if (zone !== undefined && !known.has(zone)) counts.set(zone, (counts.get(zone) ?? 0) + count);
  };
  for (const [first, end, zone] of zoneRows) add(zone, end - first);
  for (const { rows, seats, zone } of spots) add(zone, sizeOf(rows) * sizeOf(seats));
  return counts;
}

const sizeOf = ([first, end]: readonly [number, number]) => Math.max(0, end - first);

// Checked before anything is counted, since a run of a billion rows would first have to be built.
function shapes({ sections }: SeatPlan): Finding[] {
  return sections.flatMap((section, at) =>
    section.blocks.flatMap((block, index) => {
      const pointer = `/sections/${at}/blocks/${index}`;
      const { id } = section;
      if (!isFormed(block)) return [error("rows-unequal", `${pointer}/seats`, 1, { part: id })];
      return isOverpainted(section, block)
        ? [error("too-many-marks", `${pointer}/spots`, 1, { part: id })]
        : [];
    }),
  );
}

function isFormed(block: Block): boolean {
  const { rows, seats, geometry } = block;
  const runs = typeof seats === "number" ? rows : seats.reduce((sum, [run]) => sum + run, 0);
  if (runs !== rows) return false;
  if (geometry.type === "table") return rows === 1;
  if (geometry.type === "arc")
    return Math.min(geometry.radius, geometry.radius + geometry.radiusStep * (rows - 1)) >= 1;
  if (geometry.type === "line") return true;
  const lengths = seatsPerRow(block);
  const { points } = geometry;
  return points.length === rows && points.every((row, at) => row.length === lengths[at]);
}

/** The average number of marks for each seat: too many marks would take long to expand. */
const marksMax = 40;

function isOverpainted(section: Section, block: Block): boolean {
  const seats = seatsPerRow(block).reduce((sum, count) => sum + count, 0);
  const marked = (block.spots ?? []).reduce((sum, spot) => {
    const rows = Math.min(spot.rows[1], block.rows) - spot.rows[0];
    return sum + Math.max(0, rows) * Math.min(sizeOf(spot.seats), 500);
  }, 0);
  return marked > marksMax * Math.max(seats, 500) || section.flags.length > 400;
}

export function error(
  code: FindingCode,
  pointer: string,
  count: number,
  more: Partial<Finding> = {},
): Finding {
  return { code, isError: true, pointer, count, ...more };
}
