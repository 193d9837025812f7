import { seatsText } from "../../../contract/plan/seat-names.ts";
import type { Hall } from "../../seat-map/hall.ts";
import { lonelyBeside, lonelyRuns, windowsIn } from "../../seat-map/suggestions.ts";
import { language, words } from "../../state/language.ts";
import type { Selection } from "../selection.ts";

/** Seats that would be left on their own, and the nearest choice that avoids it. */
export type Lonely = { seats: readonly number[]; better: readonly number[] };

/** Shows nothing if their row has no such choice, since late in a sale it is unavoidable. */
export function lonelyOf(
  { places, singleSeats }: Hall,
  statuses: Uint8Array | null,
  chosen: readonly number[],
): Lonely | null {
  if (!statuses || singleSeats === "off") return null;
  const runs = lonelyRuns(places, statuses, chosen);
  const lonely = runs.flatMap(({ singles }) => singles);
  const seats: number[] = [];
  let better = chosen;
  for (const { row, first, end, taken, singles } of runs) {
    const lead = taken[0] ?? first;
    const others = better.filter((seat) => !taken.includes(seat));
    // The sale refuses only what the same run offers otherwise.
    const isNear = (seat: number) => singleSeats !== "rule" || (seat >= first && seat < end);
    const isWanted = (seat: number) =>
      places.flags[seat] === places.flags[lead] &&
      places.zone[seat] === places.zone[lead] &&
      isNear(seat) &&
      !others.includes(seat);
    const leavesNone = (window: number[]) =>
      lonelyBeside(places, statuses, [...others, ...window]).every(
        (seat) => lonely.includes(seat) && !singles.includes(seat),
      );
    const window = windowsIn({ places, statuses, count: taken.length, isWanted }, row)
      .filter(leavesNone)
      .sort((a, b) => Math.abs((a[0] ?? 0) - lead) - Math.abs((b[0] ?? 0) - lead))[0];
    if (!window) continue;
    seats.push(...singles);
    better = [...others, ...window].sort((a, b) => a - b);
  }
  return seats.length > 0 ? { seats, better } : null;
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
