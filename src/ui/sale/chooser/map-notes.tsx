import { type ReadonlySignal, useComputed } from "@preact/signals";
import { Icon } from "../../components/icon.tsx";
import type { Note } from "../../seat-map/map-note.tsx";
import { seatsText } from "../../../contract/plan/seat-names.ts";
import type { Hall } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { language, words } from "../../state/language.ts";
import type { Filter } from "./filter.ts";
import { LonelyNote, lonelyOf } from "./lonely-note.tsx";
import type { Lost, Selection } from "../selection.ts";

type NotesProps = {
  hall: Hall;
  live: LiveSeats;
  selection: Selection;
  filter: Filter;
  /** Free seats that are wanted; null while that is not known. */
  left: ReadonlySignal<number | null>;
};

/** The notes on the map: seats that others just took, and why nothing matches the filter. */
export function useMapNote({ hall, live, selection, filter, left }: NotesProps) {
  return useComputed((): Note | null => {
    const lost = selection.lost.value;
    if (lost)
      return {
        seats: lost.seats,
        body: <LostNote hall={hall} lost={lost} tell={selection.tellLost} />,
      };
    const chosen = selection.listed.value;
    const lonely = lonelyOf(hall, live.statuses.value, chosen);
    if (lonely)
      return {
        // Beside the chosen seats, which it must not cover.
        seats: [...lonely.seats, ...chosen],
        body: <LonelyNote hall={hall} selection={selection} lonely={lonely} />,
      };
    // Where nothing is left at all, the tray says so and the map stays uncovered.
    if (left.value !== 0 || chosen.length > 0 || !filter.isWanted.value) return null;
    return { seats: [], body: <NothingWanted onClear={filter.clear} /> };
  });
}

type LostProps = { hall: Hall; lost: Lost; tell: (lost: null) => void };

/** The note is beside the lost seats, so only a screen reader needs their names. */
export function LostNote({ hall, lost: { seats, instead, take }, tell }: LostProps) {
  const [w, lang] = [words().pick, language.value];
  return (
    <>
      <span class="grow">
        <span class="sr">{seatsText(seats.map(hall.nameOf), lang)}: </span>
        {w.gone}
        {instead ? (
          <span class="block">{w.instead(seatsText(instead.map(hall.nameOf), lang))}</span>
        ) : null}
      </span>
      {instead ? (
        <button class="btn" type="button" onClick={take}>
          {w.take}
        </button>
      ) : null}
      <button
        class="icon-btn"
        type="button"
        aria-label={words().common.close}
        onClick={() => tell(null)}
      >
        <Icon name="close" size={20} />
      </button>
    </>
  );
}

function NothingWanted({ onClear }: { onClear: () => void }) {
  const w = words().map;
  return (
    <>
      <span class="grow">{w.noneWanted}</span>
      <button class="btn" type="button" onClick={onClear}>
        {w.clearFilter}
      </button>
    </>
  );
}
