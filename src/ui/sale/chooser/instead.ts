import { seatCode } from "../../../contract/live/live.ts";
import { isReserved, isSpace } from "../../../contract/plan/seat-places.ts";
import type { Hall } from "../../seat-map/hall.ts";
import { bestSuggestions, isBeside, windowsIn } from "../../seat-map/suggestions.ts";

type Lost = { hall: Hall; statuses: Uint8Array; gone: readonly number[]; kept: readonly number[] };

/** As many free seats of the same price as were lost: beside those that were kept, else together as near as can be. */
export function nearestInstead(lost: Lost): number[] | null {
  const { hall, statuses, gone, kept } = lost;
  const { places } = hall;
  const [first] = gone;
  if (first === undefined) return null;
  const flags = places.flags[first] ?? 0;
  if (gone.some((seat) => isSpace(places.flags[seat] ?? 0))) return otherSpace(lost, first);
  if (isReserved(flags)) return besideSpace(lost, first);
  const near = { x: places.x[first] ?? 0, y: places.y[first] ?? 0 };
  // A seat with a restricted view is no substitute for one without.
  const isWanted = (seat: number) => isAlike(lost, seat, first) && places.flags[seat] === flags;
  const row = places.rows[places.rowOf[kept[0] ?? -1] ?? -1];
  const beside = row
    ? windowsIn({ places, statuses, count: gone.length, isWanted }, row)
        .filter((seats) => isBeside(places, row, seats, kept))
        .sort((a, b) => Math.abs((a[0] ?? 0) - first) - Math.abs((b[0] ?? 0) - first))[0]
    : undefined;
  if (beside) return beside;
  const avoidsSingles = hall.singleSeats === "rule";
  const search = { places, statuses, count: gone.length, near, avoidsSingles, isWanted };
  const [best] = bestSuggestions(search, 1);
  return best?.seats ?? null;
}

/** A wheelchair space with companion seats, or else with any seats beside it. */
function otherSpace(lost: Lost, first: number): number[] | null {
  const { hall, statuses, gone } = lost;
  const { places } = hall;
  const near = { x: places.x[first] ?? 0, y: places.y[first] ?? 0 };
  const search = { places, statuses, count: gone.length, near, accessible: true };
  const isWanted = (seat: number) => isAlike(lost, seat, first);
  const isSet = (seat: number) => isWanted(seat) && isReserved(places.flags[seat] ?? 0);
  const [best] = [isSet, isWanted].flatMap((each) =>
    bestSuggestions({ ...search, isWanted: each }, 1),
  );
  return best?.seats ?? null;
}

/** Seats beside the wheelchair space that was kept, companion seats first. */
function besideSpace(lost: Lost, first: number): number[] | null {
  const { hall, statuses, gone, kept } = lost;
  const { places } = hall;
  const row = places.rows[places.rowOf[kept[0] ?? -1] ?? -1];
  if (!row) return null;
  const bits = (seat: number) => places.flags[seat] ?? 0;
  const found = kept
    .flatMap((seat) => [seat - 1, seat + 1])
    .filter((seat) => statuses[seat] === seatCode.available && isAlike(lost, seat, first))
    .filter((seat) => isBeside(places, row, [seat], kept) && !isSpace(bits(seat)))
    .sort((a, b) => Number(isReserved(bits(b))) - Number(isReserved(bits(a))));
  return found.length < gone.length ? null : found.slice(0, gone.length);
}

const isAlike = ({ hall: { places }, kept }: Lost, seat: number, first: number) =>
  places.zone[seat] === places.zone[first] && !kept.includes(seat);
