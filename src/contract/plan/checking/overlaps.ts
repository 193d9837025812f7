import type { Places } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";

/** Seats with centers closer than this overlap. */
export const seatRoomCm = 30;

/** So many pairs are compared. The densest plan without overlaps needs a tenth, and a heap of all seats would need 7e9. */
export const comparisonsMax = 10_000_000;

type Overlap = { parts: [number, number]; seats: number[]; count: number };

/**
 * Overlapping seats of one level, by their sections. Each seat is only compared with those of its own and the
 * neighboring squares of a grid. `isCut` if there are too many pairs to compare.
 */
export function overlapsIn(
  plan: SeatPlan,
  places: Places,
  seatsMax: number,
): { overlaps: Overlap[]; isCut: boolean } {
  const { x, y, group, count } = places;
  const levels = levelsOf(plan);
  const end = places.groups.find(({ kind }) => kind === "area")?.firstOrdinal ?? count;
  const mask = 2 ** Math.ceil(Math.log2(Math.max(16, end * 2))) - 1;
  const heads = new Int32Array(mask + 1).fill(-1);
  const next = new Int32Array(end);
  const columns = new Int32Array(end);
  const lines = new Int32Array(end);
  const found = new Map<number, Overlap>();
  let compared = 0;
  for (let seat = 0; seat < end; seat++) {
    const part = group[seat]!;
    const level = levels[part]!;
    const column = Math.floor(x[seat]! / seatRoomCm);
    const line = Math.floor(y[seat]! / seatRoomCm);
    for (let c = column - 1; c <= column + 1; c++) {
      for (let l = line - 1; l <= line + 1; l++) {
        for (let other = heads[slotOf(c, l, level) & mask]!; other >= 0; other = next[other]!) {
          if (++compared > comparisonsMax) return { overlaps: [...found.values()], isCut: true };
          // Squares may share a slot, and then seats of another one are met there.
          if (columns[other] !== c || lines[other] !== l) continue;
          const away = (x[seat]! - x[other]!) ** 2 + (y[seat]! - y[other]!) ** 2;
          if (away >= seatRoomCm ** 2 || levels[group[other]!] !== level) continue;
          note(found, [group[other]!, part], [other, seat], seatsMax);
        }
      }
    }
    const slot = slotOf(column, line, level) & mask;
    columns[seat] = column;
    lines[seat] = line;
    next[seat] = heads[slot]!;
    heads[slot] = seat;
  }
  return { overlaps: [...found.values()], isCut: false };
}

function levelsOf(plan: SeatPlan): number[] {
  const ids = [...new Set([...plan.sections, ...plan.areas].map(({ level }) => level))];
  return [...plan.sections, ...plan.areas].map(({ level }) => ids.indexOf(level));
}

function slotOf(column: number, line: number, level: number): number {
  const mixed = Math.imul(column, 73_856_093) ^ Math.imul(line, 19_349_663);
  return mixed ^ Math.imul(level, 83_492_791) ^ (mixed >>> 15);
}

function note(
  found: Map<number, Overlap>,
  parts: [number, number],
  pair: [number, number],
  seatsMax: number,
): void {
  const key = parts[0] * 65_536 + parts[1];
  const overlap = found.get(key) ?? { parts, seats: [], count: 0 };
  overlap.count++;
  if (overlap.seats.length < seatsMax) overlap.seats.push(...pair);
  found.set(key, overlap);
}
