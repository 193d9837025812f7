import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { focusText, useFocusAfter } from "../components/heading-focus.ts";
import type { Floor } from "./drawing/floor.ts";
import type { SeatMap } from "./seat-map.ts";
import { toScreen, type View } from "./drawing/view.ts";

/** A note at these seats, or in the middle without seats. */
export type Note = { seats: readonly number[]; body: ComponentChildren };

type MapNoteProps = {
  floor: Floor;
  map: SeatMap | null;
  view: ReadonlySignal<View | null>;
  note: ReadonlySignal<Note | null>;
};

const widestPx = 360;
const marginPx = 12;
/** The height of the controls at the top edge, and the room for a note above its seats. */
const above = { pillsPx: 64, notePx: 88 } as const;

/** A note beside its seats, always visible. Its live region exists from the start, so that screen readers announce it. */
export function MapNote({ floor, map, view, note }: MapNoteProps) {
  const said = note.value;
  const seen = view.value;
  const at = said && map && seen ? placeOf(said.seats, floor, map, seen) : null;
  const pressing = useFocusAfter(said, () => focusText(document.querySelector(".tray h2")));
  return (
    <div role="status" onClickCapture={pressing}>
      {said && at ? (
        <div
          class={`toast map__note ${at.isAbove ? "is-above" : ""}`}
          style={{ left: `${at.x}px`, top: `${at.y}px`, width: `${at.width}px` }}
        >
          {said.body}
        </div>
      ) : null}
    </div>
  );
}

/** Above the seats if there is room, else below; never outside the map. */
export function placeOf(
  seats: readonly number[],
  { places }: Floor,
  { size, pitchPx }: Pick<SeatMap, "size" | "pitchPx">,
  view: View,
) {
  const width = Math.min(widestPx, size.width - 2 * marginPx);
  if (seats.length === 0)
    return { x: (size.width - width) / 2, y: size.height / 2, width, isAbove: true };
  const points = seats.map((seat) =>
    toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0),
  );
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const x = Math.max(marginPx, Math.min(size.width - width - marginPx, middle - width / 2));
  const top = Math.min(...points.map(({ y }) => y)) - pitchPx * 0.6 - 8;
  const isAbove = top > above.pillsPx + above.notePx;
  const below = Math.max(...points.map(({ y }) => y)) + pitchPx * 0.6 + 8;
  const y = isAbove
    ? Math.min(top, size.height - marginPx)
    : Math.max(above.pillsPx, Math.min(below, size.height - above.notePx - marginPx));
  return { x, y, width, isAbove };
}
