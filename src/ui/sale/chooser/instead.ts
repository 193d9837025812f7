import type { Hall } from "../../seat-map/hall.ts";
import { bestOffers, isBeside, windowsIn } from "../../seat-map/offers.ts";

type Lost = { hall: Hall; statuses: Uint8Array; gone: readonly number[]; kept: readonly number[] };

/** As many free seats of the same price as were lost: beside those that were kept, else together as near as can be. */
export function nearestInstead({ hall, statuses, gone, kept }: Lost): number[] | null {
  const { places } = hall;
  const [first] = gone;
  if (first === undefined) return null;
  const zone = places.zone[first];
  const near = { x: places.x[first] ?? 0, y: places.y[first] ?? 0 };
  // A wheelchair space is no stand-in for a chair, nor a pillar for a view.
  const flags = places.flags[first] ?? 0;
  const isWanted = (seat: number) =>
    places.zone[seat] === zone && (places.flags[seat] ?? 0) === flags && !kept.includes(seat);
  const row = places.rows[places.rowOf[kept[0] ?? -1] ?? -1];
  const beside = row
    ? windowsIn({ places, statuses, count: gone.length, isWanted }, row)
        .filter((seats) => isBeside(places, row, seats, kept))
        .sort((a, b) => Math.abs((a[0] ?? 0) - first) - Math.abs((b[0] ?? 0) - first))[0]
    : undefined;
  if (beside) return beside;
  const [best] = bestOffers({ places, statuses, count: gone.length, near, isWanted }, 1);
  return best?.seats ?? null;
}
