import type { Hall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { lonelyBeside, windowsIn } from "../seat-map/offers.ts";
import { seatsText } from "../../contract/seat-names.ts";
import { language, words } from "../state/language.ts";
import type { Selection } from "./selection.ts";

type NoteProps = { hall: Hall; live: LiveSeats; selection: Selection };

/**
 * Says when a seat would be left alone, and offers the nearest choice that leaves none. Where the row has no such
 * choice nothing is said: late in a sale it could not be helped.
 */
export function LonelyNote({ hall, live, selection }: NoteProps) {
  const w = words().pick;
  const chosen = selection.listed.value;
  const statuses = live.statuses.value;
  const [first] = chosen;
  if (!statuses || first === undefined) return null;
  const { places } = hall;
  const lonely = lonelyBeside(places, statuses, chosen);
  const row = places.rows[places.rowOf[first] ?? -1];
  if (lonely.length === 0 || !row) return null;
  const isWanted = (seat: number) => places.flags[seat] === places.flags[first];
  const better = windowsIn({ places, statuses, count: chosen.length, isWanted }, row)
    .filter((seats) => lonelyBeside(places, statuses, seats).length === 0)
    .sort((a, b) => Math.abs((a[0] ?? 0) - first) - Math.abs((b[0] ?? 0) - first))[0];
  if (!better) return null;
  return (
    <div class="note note--warn">
      <p class="grow">{w.lonely(seatsText(lonely.map(hall.nameOf), language.value))}</p>
      <button
        class="btn btn--secondary btn--sm"
        type="button"
        onClick={() => {
          selection.chosen.value = better;
        }}
      >
        {w.shift}
      </button>
    </div>
  );
}
