import { seatCode } from "../../contract/live/live.ts";
import { isReserved, isSpace, type Places } from "../../contract/plan/seat-places.ts";

/** The selected seats after a touch, and the message to show. */
export type Picked = {
  chosen: number[];
  /** Fewer seats were selected than requested. */
  isShort: boolean;
  /** A companion seat was touched, and no wheelchair space goes with it. */
  lacksSpace: boolean;
  /** The touched seat is at a table that is sold as a whole. */
  table?: {
    size: number;
    /** Why it was not selected: another fan has one of its seats, or it has more seats than a fan may buy. */
    refused: "taken" | "too-large" | null;
  };
};

type Touch = {
  places: Places;
  statuses: Uint8Array;
  chosen: readonly number[];
  /** How many sit together. */
  party: number;
  /** How many seats a fan may buy. */
  seatsMax?: number;
};

/**
 * One touch takes the whole of a table that is sold as a whole. Elsewhere it takes as many seats side by side as the party still needs. When the party is complete, a touch elsewhere
 * moves it; a touch on a chosen seat releases that seat.
 */
export function touchSeat(touch: Touch, ordinal: number): Picked {
  const { places, statuses, chosen, party } = touch;
  const told = { isShort: false, lacksSpace: false };
  if (chosen.includes(ordinal)) {
    const rest = chosen.filter((seat) => seat !== ordinal);
    return { ...told, chosen: withoutStranded(places, rest) };
  }
  if (statuses[ordinal] !== seatCode.available) return { ...told, chosen: [...chosen] };
  const whole = wholeRowOf(places, ordinal);
  if (whole) return { ...told, ...touchTable(touch, whole) };
  const kept = chosen.length >= party ? [] : [...chosen];
  const lacking = party - kept.length;
  const seats = seatsAround({ places, statuses, taken: kept }, ordinal, lacking);
  if (seats.length === 0) return { ...told, chosen: [...chosen], lacksSpace: true };
  return { ...told, chosen: [...kept, ...seats], isShort: seats.length < lacking };
}

function touchTable(
  { statuses, chosen, party, seatsMax = Infinity }: Touch,
  whole: number[],
): Pick<Picked, "chosen" | "table"> {
  const size = whole.length;
  const isFree = whole.every((seat) => statuses[seat] === seatCode.available);
  const refused = !isFree ? "taken" : size > seatsMax ? "too-large" : null;
  if (refused) return { chosen: [...chosen], table: { size, refused } };
  const hasRoom = chosen.length < party && chosen.length + size <= seatsMax;
  return { chosen: [...(hasRoom ? chosen : []), ...whole], table: { size, refused } };
}

/**
 * Companion seats go only with a wheelchair space, and the seats of a table only all together: what cannot be held any
 * more is let go of.
 */
export function withoutStranded(places: Places, seats: readonly number[]): number[] {
  const whole = withoutParted(places, seats);
  const hasSpace = whole.some((seat) => isSpace(places.flags[seat] ?? 0));
  return whole.filter((seat) => hasSpace || !isReserved(places.flags[seat] ?? 0));
}

/** The lowest free numbers of a standing area: low numbers go in first. */
export function lowestFree(statuses: Uint8Array, first: number, end: number, wanted: number) {
  const found: number[] = [];
  for (let seat = first; seat < end && found.length < wanted; seat++)
    if (statuses[seat] === seatCode.available) found.push(seat);
  return found;
}

type Free = { places: Places; statuses: Uint8Array; taken: readonly number[] };

/** The most seats beside each other that the touched one is among: to its right where there is room, else moved left. */
function seatsAround(free: Free, ordinal: number, wanted: number): number[] {
  const [from, end] = freeRun(free, ordinal);
  for (let count = Math.min(wanted, end - from); count > 0; count--) {
    const last = Math.min(ordinal, end - count);
    const starts = range(Math.max(from, ordinal - count + 1), last + 1).reverse();
    const ways = starts.map((start) => range(start, start + count));
    const [best] = ways
      .map((seats) => ({ seats, worse: worseFor(free, ordinal, seats) }))
      .filter(({ worse }) => worse < Infinity)
      .sort((a, b) => a.worse - b.worse);
    if (best) return best.seats;
  }
  return [];
}

/** Around a wheelchair space or a companion seat: how many of the seats are ordinary; Infinity unless one space goes with them. */
function worseFor({ places, taken }: Free, ordinal: number, seats: readonly number[]): number {
  const bits = (seat: number) => places.flags[seat] ?? 0;
  if (!isReserved(bits(ordinal))) return 0;
  const spaces = seats.filter((seat) => isSpace(bits(seat))).length;
  const needed = isSpace(bits(ordinal)) || !taken.some((seat) => isSpace(bits(seat))) ? 1 : 0;
  return spaces === needed ? seats.filter((seat) => !isReserved(bits(seat))).length : Infinity;
}

/**
 * The free seats beside this one, up to an aisle, a seat that is gone, or the end of the row: [first, end). Around an
 * ordinary seat a wheelchair space and a companion seat are an end, too.
 */
function freeRun({ places, statuses, taken }: Free, ordinal: number): [number, number] {
  const row = places.rows[places.rowOf[ordinal] ?? -1];
  if (!row) return [ordinal, ordinal + 1];
  const breaks = new Set(row.breaks.map((index) => row.firstOrdinal + index));
  const last = row.firstOrdinal + row.numbers.length;
  const isOpen = (seat: number) =>
    isReserved(places.flags[ordinal] ?? 0) || !isReserved(places.flags[seat] ?? 0);
  const isFree = (seat: number) =>
    statuses[seat] === seatCode.available && !taken.includes(seat) && isOpen(seat);
  let from = ordinal;
  while (from > row.firstOrdinal && !breaks.has(from) && isFree(from - 1)) from--;
  let end = ordinal + 1;
  while (end < last && !breaks.has(end) && isFree(end)) end++;
  return [from, end];
}

const range = (from: number, end: number) =>
  Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);

/** All seats of the row of a seat if it is sold only as a whole, such as a table; else null. */
function wholeRowOf({ rows, rowOf }: Places, ordinal: number): number[] | null {
  const row = rows[rowOf[ordinal] ?? -1];
  return row?.isWhole ? row.numbers.map((_, index) => row.firstOrdinal + index) : null;
}

/** The seats without those of a table of which only a part is among them. */
const withoutParted = (places: Places, seats: readonly number[]): number[] =>
  seats.filter((seat) => wholeRowOf(places, seat)?.every((each) => seats.includes(each)) ?? true);
