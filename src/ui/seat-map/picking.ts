import { seatCode } from "../../contract/live/live.ts";
import type { Places } from "../../contract/plan/seat-places.ts";

/** Which seats are chosen after one is touched: what was taken on, and whether it was fewer than wished for. */
export type Picked = { chosen: number[]; isShort: boolean };

type Touch = {
  places: Places;
  statuses: Uint8Array;
  chosen: readonly number[];
  /** How many sit together. */
  party: number;
};

/**
 * One touch takes as many seats side by side as the party still lacks. When the party is complete a touch elsewhere
 * moves it; a touch on a chosen seat gives that seat up.
 */
export function touchSeat({ places, statuses, chosen, party }: Touch, ordinal: number): Picked {
  if (chosen.includes(ordinal))
    return { chosen: chosen.filter((seat) => seat !== ordinal), isShort: false };
  if (statuses[ordinal] !== seatCode.available) return { chosen: [...chosen], isShort: false };
  const kept = chosen.length >= party ? [] : [...chosen];
  const lacking = party - kept.length;
  const seats = seatsAround({ places, statuses, taken: kept }, ordinal, lacking);
  return { chosen: [...kept, ...seats], isShort: seats.length < lacking };
}

/** The lowest free numbers of a standing area: low numbers go in first. */
export function lowestFree(statuses: Uint8Array, first: number, end: number, wanted: number) {
  const found: number[] = [];
  for (let seat = first; seat < end && found.length < wanted; seat++)
    if (statuses[seat] === seatCode.available) found.push(seat);
  return found;
}

type Free = { places: Places; statuses: Uint8Array; taken: readonly number[] };

function seatsAround(free: Free, ordinal: number, wanted: number): number[] {
  const [from, end] = freeRun(free, ordinal);
  if (end - from < wanted) return range(from, end);
  // To the right of the touch where there is room, and otherwise moved left just as far as needed.
  const start = Math.min(ordinal, end - wanted);
  return range(start, start + wanted);
}

/** The free seats beside this one, up to an aisle, a seat that is gone, or the end of the row: [first, end). */
function freeRun({ places, statuses, taken }: Free, ordinal: number): [number, number] {
  const row = places.rows[places.rowOf[ordinal] ?? -1];
  if (!row) return [ordinal, ordinal + 1];
  const breaks = new Set(row.breaks.map((index) => row.firstOrdinal + index));
  const last = row.firstOrdinal + row.numbers.length;
  const isFree = (seat: number) => statuses[seat] === seatCode.available && !taken.includes(seat);
  let from = ordinal;
  while (from > row.firstOrdinal && !breaks.has(from) && isFree(from - 1)) from--;
  let end = ordinal + 1;
  while (end < last && !breaks.has(end) && isFree(end)) end++;
  return [from, end];
}

const range = (from: number, end: number) =>
  Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
