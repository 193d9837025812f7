import { isLapsed } from "../seats/hold-ends.ts";
import { type ScheduleState, clockOf } from "../state.ts";

/** A waitlist entry: a number of seats in one of these zones, side by side if the fan wants that. */
export type Waiting = {
  entryId: string;
  accountId: string;
  zones: readonly number[];
  count: number;
  together: boolean;
};
export type Match = { entryId: string; accountId: string; seats: number[] };

/**
 * Matches these kept seats, for which the waitlist was read, with its entries. The first in line chooses first; an
 * entry that nothing fits keeps its place, and the seats go to the next.
 */
export function matchReturns(
  state: ScheduleState,
  line: readonly Waiting[],
  now: number,
  seats: Iterable<number> = state.kept,
): Match[] {
  const kept = [...seats].filter((seat) => state.kept.has(seat));
  const pool = new Set(kept.sort((a, b) => a - b));
  const matches: Match[] = [];
  for (const waiting of line) {
    if (pool.size === 0) break;
    const seats = mayHave(state, waiting, now) ? seatsFor(state, [...pool], waiting) : null;
    if (seats === null) continue;
    for (const seat of seats) pool.delete(seat);
    matches.push({ entryId: waiting.entryId, accountId: waiting.accountId, seats });
  }
  return matches;
}

/** False for a fan who holds seats now or would exceed the limit; this round passes over the entry. */
function mayHave(state: ScheduleState, { accountId, count }: Waiting, now: number): boolean {
  const current = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (current && !isLapsed(current, clockOf(state, now))) return false;
  return (state.bought.get(accountId) ?? 0) + count <= state.terms.limits.seatsPerAccount;
}

function seatsFor(
  { layout }: ScheduleState,
  pool: readonly number[],
  { zones, count, together }: Waiting,
): number[] | null {
  for (const zone of zones) {
    const ofZone = pool.filter((seat) => layout.zoneOf[seat] === zone);
    if (ofZone.length < count) continue;
    for (let at = 0; at + count <= ofZone.length; at++) {
      const [first, last] = [ofZone[at]!, ofZone[at + count - 1]!];
      const isSideBySide = last - first === count - 1 && layout.runOf[first] === layout.runOf[last];
      if (isSideBySide) return ofZone.slice(at, at + count);
    }
    // Standing places are together whatever their numbers.
    const standing = ofZone.filter((seat) => layout.runs[layout.runOf[seat]!]!.isStanding);
    if (standing.length >= count) return standing.slice(0, count);
    if (!together) return ofZone.slice(0, count);
  }
  return null;
}

/** For each zone with any of these seats: one of them, their number, and the most of them together. */
export function countByZone(
  { layout }: ScheduleState,
  seats: readonly number[],
): { seat: number; count: number; together: number }[] {
  const zones = new Map<number, number[]>();
  for (const seat of seats.toSorted((a, b) => a - b)) {
    const zone = layout.zoneOf[seat]!;
    zones.set(zone, [...(zones.get(zone) ?? []), seat]);
  }
  return [...zones.values()].map((of) => {
    let together = of.filter((seat) => layout.runs[layout.runOf[seat]!]!.isStanding).length;
    let run = 0;
    for (const [at, seat] of of.entries()) {
      const isBeside = of[at - 1] === seat - 1 && layout.runOf[seat] === layout.runOf[seat - 1];
      run = isBeside ? run + 1 : 1;
      together = Math.max(together, run);
    }
    return { seat: of[0]!, count: of.length, together };
  });
}
