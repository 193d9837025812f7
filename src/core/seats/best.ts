import { seatCode } from "../../contract/live/live.ts";
import type { Best } from "../messages.ts";
import type { ScheduleState } from "../state.ts";

/** From how many nearly equal offers one is drawn, so that a thousand fans do not fight for one pair. */
const offersMax = 8;
/** A seat left alone is hard to sell: an offer that leaves one counts as this much further away. */
const orphanPenalty = 1.5;

/** The best free seats of a zone, or null when there are not enough (together, if that was asked). */
export function bestSeats(state: ScheduleState, best: Best): readonly number[] | null {
  const { zone, count, together, chance } = best;
  const runs = state.layout.runsByZone[zone] ?? [];
  const offers: { first: number; score: number }[] = [];
  for (const index of runs) {
    if (offers.length >= offersMax) break;
    if (state.runFree[index]! < count) continue;
    const offer = bestWindow(state, index, count);
    if (offer) offers.push(offer);
    if (offer && state.layout.runs[index]!.isStanding) break;
  }
  if (offers.length > 0) {
    offers.sort((a, b) => a.score - b.score);
    // Squared, so that better seats are still likelier.
    const { first } = offers[Math.floor(chance ** 2 * offers.length)]!;
    return Array.from({ length: count }, (_, index) => first + index);
  }
  return together && count > 1 ? null : scattered(state, runs, count);
}

function bestWindow(state: ScheduleState, index: number, count: number) {
  const { first, count: length } = state.layout.runs[index]!;
  const isFree = (at: number) =>
    at >= 0 && at < length && state.status[first + at] === seatCode.available;
  let best: { first: number; score: number } | null = null;
  let free = 0;
  for (let end = 0; end < length; end++) {
    free = isFree(end) ? free + 1 : 0;
    if (free < count) continue;
    const start = end - count + 1;
    const middle = first + start + (count >> 1);
    const leavesOne =
      (isFree(start - 1) && !isFree(start - 2)) || (isFree(end + 1) && !isFree(end + 2));
    const score = state.layout.distance[middle]! * (leavesOne ? orphanPenalty : 1);
    if (best === null || score < best.score) best = { first: first + start, score };
  }
  return best;
}

function scattered(state: ScheduleState, runs: number[], count: number): number[] | null {
  const seats: number[] = [];
  for (const index of runs) {
    if (state.runFree[index] === 0) continue;
    const { first, count: length } = state.layout.runs[index]!;
    for (let seat = first; seat < first + length; seat++) {
      if (state.status[seat] === seatCode.available) seats.push(seat);
      if (seats.length === count) return seats;
    }
  }
  return null;
}
