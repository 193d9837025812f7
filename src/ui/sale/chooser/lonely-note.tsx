import { seatsText } from "../../../contract/plan/seat-names.ts";
import type { Hall } from "../../seat-map/hall.ts";
import { lonelyBeside, windowsIn } from "../../seat-map/suggestions.ts";
import { language, words } from "../../state/language.ts";
import type { Selection } from "../selection.ts";

/** A seat that would be left on its own, and the nearest choice that avoids it. */
export type Lonely = { seats: readonly number[]; better: readonly number[] };

/** Shows nothing if the row has no such choice, since late in a sale it is unavoidable. */
export function lonelyOf(
  { places, singleSeats }: Hall,
  statuses: Uint8Array | null,
  chosen: readonly number[],
): Lonely | null {
  const [first] = chosen;
  if (!statuses || first === undefined || singleSeats === "off") return null;
  const seats = lonelyBeside(places, statuses, chosen);
  const row = places.rows[places.rowOf[first] ?? -1];
  if (seats.length === 0 || !row) return null;
  const isWanted = (seat: number) => places.flags[seat] === places.flags[first];
  const better = windowsIn({ places, statuses, count: chosen.length, isWanted }, row)
    .filter((each) => lonelyBeside(places, statuses, each).length === 0)
    .sort((a, b) => Math.abs((a[0] ?? 0) - first) - Math.abs((b[0] ?? 0) - first))[0];
  return better ? { seats, better } : null;
}

type NoteProps = { hall: Hall; selection: Selection; lonely: Lonely };

export function LonelyNote({ hall, selection, lonely }: NoteProps) {
  const w = words().pick;
  const says = hall.singleSeats === "rule" ? w.noSingle : w.lonely;
  return (
    <>
      <span class="grow">{says(seatsText(lonely.seats.map(hall.nameOf), language.value))}</span>
      <button
        class="btn"
        type="button"
        onClick={() => {
          selection.chosen.value = lonely.better;
        }}
      >
        {w.shift}
      </button>
    </>
  );
}
