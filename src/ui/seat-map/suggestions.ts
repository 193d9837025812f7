import { seatCode } from "../../contract/live/live.ts";
import { type Run, bestInRun, withOneWheelchair } from "../../contract/plan/best-seats.ts";
import { type Places, type Row, isReserved } from "../../contract/plan/seat-places.ts";
import { singlesLeft } from "../../contract/plan/single-seats.ts";

type Point = { x: number; y: number };
/** The criteria for a good seat: near the stage, at its center, or beside an aisle. */
export const tastes = ["front", "middle", "aisle"] as const;
export type Taste = (typeof tastes)[number];

export type Search = {
  places: Places;
  statuses: Uint8Array;
  count: number;
  /** Offers are best near here: the stage, or the seat that was lost. */
  near: Point;
  taste?: Taste;
  /** One of them is to be a wheelchair space, and the others seats beside it. */
  accessible?: boolean;
  /** Seats that leave a single one are offered only if all others do as well. */
  avoidsSingles?: boolean;
  /** Free seats that may be offered. */
  isWanted: (seat: number) => boolean;
};
export type Suggestion = { seats: number[]; score: number; section: number };

/** For a fan who prefers the center, one step sideways counts as this many steps back. */
const sidePenalty = 4;
/** Beside an aisle is worth sitting this many times as far away. */
const noAislePenalty = 9;

/** The nearest seats side by side; each of the offers in another section while there are any, else in another row. */
export function bestSuggestions(search: Search, wanted: number): Suggestion[] {
  const strict = search.avoidsSingles ? suggestionsIn(search, wanted, Infinity) : [];
  return strict.length > 0 ? strict : suggestionsIn(search, wanted);
}

function suggestionsIn(search: Search, wanted: number, leavingOne?: number): Suggestion[] {
  const bestByRow: Suggestion[] = [];
  for (const row of search.places.rows) {
    const suggestion = bestInRow(search, row, leavingOne);
    if (suggestion) bestByRow.push(suggestion);
  }
  bestByRow.sort((a, b) => a.score - b.score);
  const sections = new Set<number>();
  const apart = bestByRow.filter(({ section }) => !sections.has(section) && sections.add(section));
  const others = bestByRow.filter((suggestion) => !apart.includes(suggestion));
  return [...apart, ...others].slice(0, wanted);
}

function bestInRow(search: Search, row: Row, leavingOne?: number): Suggestion | null {
  const { places, statuses, near, count, taste, accessible, isWanted } = search;
  if (row.isWhole && row.numbers.length !== count) return null;
  const sideways = taste === "middle" ? sidePenalty : 1;
  const away = (seat: number) =>
    (((places.x[seat] ?? 0) - near.x) * sideways) ** 2 + ((places.y[seat] ?? 0) - near.y) ** 2;
  const isFree = (seat: number) =>
    statuses[seat] === seatCode.available &&
    (isWanted(seat) || !isReserved(places.flags[seat] ?? 0));
  const wheelchair = withOneWheelchair(places.flags);
  const worse = (first: number, last: number) =>
    (accessible ? wheelchair(first, last) : 1) *
    (taste === "aisle" && !isAtAisle(row, [first, last]) ? noAislePenalty : 1);
  let best: Suggestion | null = null;
  for (const run of runsIn(places, row)) {
    const found = bestInRun(run, { count, isFree, isWanted, away, worse, leavingOne });
    if (found && (!best || found.score < best.score)) best = { ...found, section: row.section };
  }
  return best;
}

/** A row as the sale cuts it: at its aisles, and where the zone changes. One that is sold as a whole is not cut. */
function runsIn(places: Places, row: Row): Run[] {
  const { firstOrdinal: from, numbers, breaks } = row;
  const [end, isStanding] = [endOf(places, row), numbers.length === 0];
  const starts = [from];
  if (!isStanding && !row.isWhole)
    for (let seat = from + 1; seat < end; seat++)
      if (breaks.includes(seat - from) || places.zone[seat] !== places.zone[seat - 1])
        starts.push(seat);
  return starts.map((first, index) => {
    return { first, count: (starts[index + 1] ?? end) - first, isStanding };
  });
}

/** Whether one of them is at the end of the row or next to an aisle. Standing places are neither. */
export function isAtAisle(
  { firstOrdinal, numbers, breaks }: Row,
  seats: readonly number[],
): boolean {
  const isCut = (at: number) => at === 0 || at === numbers.length || breaks.includes(at);
  const [first = 0, last = 0] = [seats[0], seats.at(-1)];
  return numbers.length > 0 && (isCut(first - firstOrdinal) || isCut(last + 1 - firstOrdinal));
}

/**
 * All groups of neighbors in a row; for standing places, which are all alike, only the first. Wheelchair spaces and
 * companion seats are included only on request, with one space in each group.
 */
export function windowsIn(search: Omit<Search, "near">, row: Row): number[][] {
  const { places, statuses, count, accessible = false, isWanted } = search;
  if (row.isWhole && row.numbers.length !== count) return [];
  const end = endOf(places, row);
  const isStanding = row.numbers.length === 0;
  const isWantedFree = (seat: number) =>
    statuses[seat] === seatCode.available &&
    isWanted(seat) &&
    (accessible || !isReserved(places.flags[seat] ?? 0));
  const found: number[][] = [];
  let run: number[] = [];
  for (let seat = row.firstOrdinal; seat < end; seat++) {
    if (!row.isWhole && row.breaks.includes(seat - row.firstOrdinal)) run = [];
    if (isWantedFree(seat)) run.push(seat);
    else if (!isStanding) run = [];
    if (run.length >= count) found.push(run.slice(run.length - count));
    if (isStanding && found.length > 0) break;
  }
  return accessible ? found.filter((seats) => worseOf(places, seats) < Infinity) : found;
}

/** How much worse seats are for a fan in a wheelchair than a space with companion seats. */
const worseOf = ({ flags }: Places, seats: readonly number[]): number =>
  withOneWheelchair(flags)(seats[0] ?? 0, seats.at(-1) ?? 0);

/**
 * Ways to sit in a row that share no seat, for a list that is not to be endless. A table that is sold as a whole is one
 * way for a party of any size.
 */
export function separateWindows(asked: Omit<Search, "near">, row: Row): number[][] {
  const search = row.isWhole ? { ...asked, count: row.numbers.length } : asked;
  const all = windowsIn(search, row);
  const { places } = search;
  // A wheelchair space is grouped with its companion seats before any other neighbor.
  if (search.accessible) all.sort((a, b) => worseOf(places, a) - worseOf(places, b));
  const shown = new Set<number>();
  const found = all.filter((seats) => {
    const isNew = !seats.some((seat) => shown.has(seat));
    if (isNew) seats.forEach((seat) => shown.add(seat));
    return isNew;
  });
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Free seats that would have no free neighbor left if these were taken. */
export const lonelyBeside = (
  places: Places,
  statuses: Uint8Array,
  chosen: readonly number[],
): number[] => lonelyRuns(places, statuses, chosen).flatMap(({ singles }) => singles);

/**
 * The runs in which these seats leave single ones, with those of them that are there. Wheelchair spaces and companion
 * seats never counted as neighbors.
 */
export function lonelyRuns(places: Places, statuses: Uint8Array, chosen: readonly number[]) {
  const isFree = (seat: number) =>
    statuses[seat] === seatCode.available && !isReserved(places.flags[seat] ?? 0);
  const free = chosen.filter(isFree);
  const rows = new Set(free.map((seat) => places.rows[places.rowOf[seat] ?? -1]));
  return [...rows].flatMap((row) => {
    if (!row || row.numbers.length === 0 || row.isWhole) return [];
    return runsIn(places, row).flatMap(({ first, count }) => {
      const run = { first, end: first + count };
      const taken = free.filter((seat) => seat >= run.first && seat < run.end);
      const singles = singlesLeft(run, isFree, taken);
      return singles.length > 0 ? [{ ...run, row, taken, singles }] : [];
    });
  });
}

/** Whether one of these seats is next to one of the others. */
export function isBeside(
  places: Places,
  row: Row,
  seats: readonly number[],
  others: readonly number[],
): boolean {
  return seats.some(
    (seat) =>
      (others.includes(seat - 1) && isJoinedTo(places, row, seat)) ||
      (others.includes(seat + 1) && isJoinedTo(places, row, seat + 1)),
  );
}

/** Whether the seat is beside the one before it, in the same row and on the same side of an aisle. */
const isJoinedTo = (places: Places, row: Row, seat: number) =>
  seat > row.firstOrdinal &&
  seat < endOf(places, row) &&
  !row.breaks.includes(seat - row.firstOrdinal);

function endOf(places: Places, row: Row): number {
  if (row.numbers.length > 0) return row.firstOrdinal + row.numbers.length;
  const group = places.groups[row.section];
  return group ? group.firstOrdinal + group.count : row.firstOrdinal;
}
