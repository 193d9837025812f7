import { useComputed } from "@preact/signals";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import type { Selection } from "../selection.ts";
import { countFree, type Part } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { lowestFree } from "../../seat-map/picking.ts";

type StandingAreaProps = {
  part: Part;
  live: LiveSeats;
  selection: Selection;
  onTaken: () => void;
};

/** Standing places have entry numbers and no chairs: the lowest free ones are taken, for they go in first. */
export function StandingArea({ part, live, selection, onTaken }: StandingAreaProps) {
  const w = words().seat;
  const lowest = useComputed(() =>
    live.statuses.value
      ? lowestFree(live.statuses.value, part.firstOrdinal, part.end, selection.party.value)
      : [],
  );
  const free = useComputed(() => countFree(live.statuses.value, part));
  const isChosen = lowest.value.some((seat) => selection.chosen.value.includes(seat));
  const [first] = lowest.value;
  return (
    <div class="standing">
      <p class="t-30 bold num">{w.left(count(free.value, language.value), free.value)}</p>
      <p class="c-2">
        {first === undefined
          ? words().sale.soldOut
          : part.isNumbered
            ? w.entryFrom(first - part.firstOrdinal + 1)
            : null}
      </p>
      <button
        class="btn btn--primary btn--lg btn--block"
        type="button"
        autofocus
        disabled={first === undefined || isChosen}
        onClick={() => {
          selection.chosen.value = lowest.value;
          onTaken();
        }}
      >
        {w.takeStanding(selection.party.value)}
      </button>
    </div>
  );
}
