import { placeFlags } from "./seat-places.ts";

/** Seats side by side with no aisle between them, or places of a standing area. */
export type Run = { first: number; count: number; isStanding: boolean };

export type Search = {
  /** How many together. */
  count: number;
  /**
   * Whether the seat is free and meant for fans like this one; also decides which seats one left alone could be sold
   * with.
   */
  isFree: (seat: number) => boolean;
  /** The distance of a seat. It is only compared, so any measure works. */
  away: (seat: number) => number;
  /** Narrows the suggestions. */
  isWanted?: ((seat: number) => boolean) | undefined;
  /**
   * The factor by which the seats from `first` to `last` are worse than their distance; never suggested at Infinity.
   */
  worse?: ((first: number, last: number) => number) | undefined;
  /** The factor by which seats are worse that leave one alone; never suggested at Infinity. */
  leavingOne?: number | undefined;
};
export type Found = { seats: number[]; score: number };

/** A seat left alone is hard to sell, so a suggestion that leaves one counts as this much farther away. */
const lonelyPenalty = 1.5;

/**
 * The best seats together in one run, or null. Standing places differ only in their numbers, so the lowest are best.
 */
export function bestInRun(run: Run, search: Search): Found | null {
  const { count, isFree, away, isWanted, worse, leavingOne = lonelyPenalty } = search;
  const end = run.first + run.count;
  const isOpen = (seat: number) => seat >= run.first && seat < end && isFree(seat);
  if (run.isStanding) return firstPlaces(run, search);
  let best: { first: number; score: number } | null = null;
  let together = 0;
  for (let last = run.first; last < end; last++) {
    together = isFree(last) && (isWanted?.(last) ?? true) ? together + 1 : 0;
    if (together < count) continue;
    const first = last - count + 1;
    const leavesOne =
      (isOpen(first - 1) && !isOpen(first - 2)) || (isOpen(last + 1) && !isOpen(last + 2));
    const penalty = (leavesOne ? leavingOne : 1) * (worse?.(first, last) ?? 1);
    const score = away(first + (count >> 1)) * penalty;
    if (score < (best?.score ?? Infinity)) best = { first, score };
  }
  return best && { seats: seatsFrom(best.first, count), score: best.score };
}

function firstPlaces({ first, count }: Run, search: Search): Found | null {
  const seats: number[] = [];
  for (let seat = first; seat < first + count && seats.length < search.count; seat++)
    if (search.isFree(seat) && (search.isWanted?.(seat) ?? true)) seats.push(seat);
  const [lowest] = seats;
  if (lowest === undefined || seats.length < search.count) return null;
  return { seats, score: search.away(lowest) };
}

const seatsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

/** An ordinary seat next to the wheelchair space is acceptable, but counts as this much farther away. */
const ordinaryPenalty = 1.5;

/** For `worse`: seats for a wheelchair user and companions, with one wheelchair space among them. */
export const withOneWheelchair =
  (flags: Uint8Array) =>
  (first: number, last: number): number => {
    let spaces = 0;
    let penalty = 1;
    for (let seat = first; seat <= last; seat++) {
      const bits = flags[seat] ?? 0;
      if ((bits & placeFlags.accessible) !== 0) spaces++;
      else if ((bits & placeFlags.companion) === 0) penalty *= ordinaryPenalty;
    }
    return spaces === 1 ? penalty : Infinity;
  };
