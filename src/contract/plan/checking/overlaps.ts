import type { Places } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";

/** Seats with centers closer than this overlap. */
export const seatRoomCm = 30;

type Overlap = { parts: [number, number]; seats: number[]; count: number };

/**
 * Overlapping seats of one level, by their sections. Each seat is only compared with those of its own and the
 * neighboring squares of a grid.
 */
export function overlapsIn(plan: SeatPlan, places: Places, seatsMax: number): Overlap[] {
  const { x, y, group, count } = places;
  const levels = levelsOf(plan);
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
  const heads = new Int32Array(size).fill(-1);
  const next = new Int32Array(count);
  const found = new Map<number, Overlap>();
  const end = places.groups.find(({ kind }) => kind === "area")?.firstOrdinal ?? count;
  for (let seat = 0; seat < end; seat++) {
    const part = group[seat] ?? 0;
    const level = levels[part] ?? 0;
    const [px, py] = [x[seat] ?? 0, y[seat] ?? 0];
    const [column, row] = [Math.floor(px / seatRoomCm), Math.floor(py / seatRoomCm)];
    for (let square = 0; square < 9; square++) {
      const [cx, cy] = [column - 1 + (square % 3), row - 1 + Math.floor(square / 3)];
      let other = heads[slotOf(cx, cy, level, size)] ?? -1;
      for (; other >= 0; other = next[other] ?? -1) {
        const otherPart = group[other] ?? 0;
        const [dx, dy] = [px - (x[other] ?? 0), py - (y[other] ?? 0)];
        if (dx * dx + dy * dy >= seatRoomCm ** 2 || levels[otherPart] !== level) continue;
        // Two squares may share a slot, and then the other seat is met twice.
        if (Math.floor((x[other] ?? 0) / seatRoomCm) !== cx) continue;
        if (Math.floor((y[other] ?? 0) / seatRoomCm) !== cy) continue;
        note(found, [otherPart, part], [other, seat], seatsMax);
      }
    }
    const slot = slotOf(column, row, level, size);
    next[seat] = heads[slot] ?? -1;
    heads[slot] = seat;
  }
  return [...found.values()];
}

function levelsOf(plan: SeatPlan): number[] {
  const ids = [...new Set([...plan.sections, ...plan.areas].map(({ level }) => level))];
  return [...plan.sections, ...plan.areas].map(({ level }) => ids.indexOf(level));
}

function slotOf(column: number, row: number, level: number, size: number): number {
  const mixed =
    Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663) ^ Math.imul(level, 83_492_791);
  return mixed & (size - 1);
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
