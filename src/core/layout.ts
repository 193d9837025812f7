import { type Places, placeFlags } from "../contract/plan/seat-places.ts";

/** A run: seats side by side in one zone with no aisle between them, so a group in one run sits together. */
export type Run = {
  first: number;
  count: number;
  zone: number;
  distance: number;
  /** Standing places differ only in their numbers, and the lowest is the best. */
  isStanding: boolean;
  hasWheelchair: boolean;
  /** Of a row that is sold as a whole, such as a table: its first seat and the one after its last. */
  whole: { first: number; end: number } | null;
};

/** A standing area of fifty thousand is split into many runs, so that the search for a place never reads all of it. */
const runSeatsMax = 512;

/** The parts of a plan that the machine needs: zones and neighbors. It never changes. */
export type Layout = {
  seatCount: number;
  zoneCount: number;
  zoneOf: Uint8Array;
  /** Bits of `placeFlags`, by seat. */
  flags: Uint8Array;
  runOf: Uint32Array;
  runs: Run[];
  /** The runs of each zone, best first. */
  runsByZone: number[][];
  /** Squared distance from the plan's focus, by seat. */
  distance: Float64Array;
};

export function layoutOf(
  places: Places,
  zoneCount: number,
  focus: readonly [number, number],
): Layout {
  const { count } = places;
  const layout: Layout = {
    seatCount: count,
    zoneCount,
    zoneOf: places.zone,
    flags: places.flags,
    runOf: new Uint32Array(count),
    runs: [],
    runsByZone: Array.from({ length: zoneCount }, () => []),
    distance: new Float64Array(count),
  };
  for (let seat = 0; seat < count; seat++)
    layout.distance[seat] = (places.x[seat]! - focus[0]) ** 2 + (places.y[seat]! - focus[1]) ** 2;
  let next = 0;
  for (const [index, row] of places.rows.entries()) {
    const end = places.rows[index + 1]?.firstOrdinal ?? count;
    const cuts = [...row.breaks.map((after) => row.firstOrdinal + after), end];
    const kind = {
      isStanding: row.numbers.length === 0,
      whole: row.isWhole ? { first: row.firstOrdinal, end } : null,
    };
    for (const cut of cuts.sort((a, b) => a - b)) {
      while (next < cut) next = addRun(layout, next, cut, kind);
    }
  }
  for (const runs of layout.runsByZone)
    runs.sort((a, b) => layout.runs[a]!.distance - layout.runs[b]!.distance || a - b);
  return layout;
}

type Kind = Pick<Run, "isStanding" | "whole">;

function addRun(layout: Layout, first: number, cut: number, kind: Kind): number {
  const zone = layout.zoneOf[first]!;
  let end = first;
  let distance = Infinity;
  let hasWheelchair = false;
  const last = Math.min(cut, first + runSeatsMax);
  while (end < last && layout.zoneOf[end] === zone) {
    distance = Math.min(distance, layout.distance[end]!);
    hasWheelchair ||= (layout.flags[end]! & placeFlags.accessible) !== 0;
    layout.runOf[end++] = layout.runs.length;
  }
  layout.runsByZone[zone]?.push(layout.runs.length);
  layout.runs.push({ first, count: end - first, zone, distance, hasWheelchair, ...kind });
  return end;
}
