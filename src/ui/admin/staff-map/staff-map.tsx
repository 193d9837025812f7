import "./staff-map.css";
import "./map-styles.ts";
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { labelText, seatText } from "../../../contract/plan/seat-names.ts";
import { allIn } from "../../concert/price-list.tsx";
import { count, money } from "../../i18n/format.ts";
import type { Brush } from "../../seat-map/gestures.ts";
import type { Part } from "../../seat-map/hall.ts";
import type { GroupLabel } from "../../seat-map/drawing/map-shapes.ts";
import type { SeatMark } from "../../seat-map/drawing/looks.ts";
import { MapCanvas } from "../../seat-map/map-canvas.tsx";
import type { Told } from "../../seat-map/map-hover.tsx";
import type { Note } from "../../seat-map/map-note.tsx";
import type { Sight, SeatMap } from "../../seat-map/seat-map.ts";
import type { Target } from "../../seat-map/target.ts";
import { language, local, words } from "../../state/language.ts";
import { nameOf } from "./block-name.ts";
import { drawnSeats } from "./drawn-seats.ts";
import type { MapFilter } from "./map-filter.ts";
import type { Sketch } from "./marking/map-tools.ts";
import type { StaffHall } from "./staff-hall.ts";

/** Up to this many chosen seats are also drawn over the names of the sections. */
const marksMax = 24;

export type StaffMapProps = {
  /** From `useStaffHall`. */
  staff: StaffHall;
  /** Chosen seats, drawn with a tick: a basket, or a selection of any size. */
  picked: ReadonlySignal<ReadonlySet<number>>;
  /** Seats that the server is being asked for, drawn as a dashed ring. */
  pending?: ReadonlySignal<readonly number[]>;
  /** A seat was tapped, whatever its state. `staff.seats.kindAt(seat)` tells what it is. */
  onSeat: (seat: number) => void;
  /** A standing area was tapped. */
  onArea?: (part: Part) => void;
  /** From `createMapFilter`, to dim what is not wanted. */
  filter?: MapFilter;
  /** A message beside seats. */
  note?: ReadonlySignal<Note | null>;
  /** What to look at next. */
  shown?: ReadonlySignal<Sight | null>;
  /** From `createMapTools`, for screens that mark many seats. */
  tools?: { brushOn: (map: SeatMap) => Brush; sketch: ReadonlySignal<Sketch | null> };
  /** How warm each section is, from 0 to 1, by its position among `hall.parts`. */
  heat?: ReadonlySignal<readonly number[] | null>;
  /** Other elements over the map. */
  children?: ComponentChildren;
};

/** The live map of one date for staff. It draws and tells what was touched; its user decides what that means. */
export function StaffMap(props: StaffMapProps) {
  const { staff, picked, onSeat, onArea, filter, tools } = props;
  const { hall, seats } = staff;
  const none = useSignal(null);
  const drawn = useMemo(() => drawnSeats(seats, picked), [seats, picked]);
  const marks = useComputed(() => {
    const found = new Map<number, SeatMark>();
    if (picked.value.size <= marksMax) for (const seat of picked.value) found.set(seat, "mine");
    for (const seat of props.pending?.value ?? []) found.set(seat, "pending");
    return found;
  });
  return (
    <div class={`smap ${staff.live.isStale.value || seats.hasFailed.value ? "is-stale" : ""}`}>
      <MapCanvas
        floor={hall.floor}
        seats={drawn}
        marks={marks}
        labels={useLabels(props)}
        isDim={useComputed(() => filter?.isDim.value ?? null)}
        shown={props.shown ?? none}
        note={props.note ?? none}
        tell={(target) => tellOf(staff, target)}
        onMiddle={() => {}}
        onSeat={onSeat}
        onArea={(group) => {
          const part = hall.parts[group];
          if (part) onArea?.(part);
        }}
        {...(tools && { brushOn: tools.brushOn })}
      >
        {tools ? <SketchedBox sketch={tools.sketch} /> : null}
        {props.children}
      </MapCanvas>
    </div>
  );
}

function SketchedBox({ sketch }: { sketch: ReadonlySignal<Sketch | null> }) {
  const box = sketch.value;
  if (!box) return null;
  const { left, top, width, height } = box;
  const style = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
  return <div class="smap__box" style={style} />;
}

/** The name of each section, and how many of its seats are free. */
function useLabels({ staff: { hall, seats }, heat }: StaffMapProps) {
  return useComputed(() => {
    const [w, lang] = [words().staffMap, language.value];
    return hall.parts.map((part, index): GroupLabel => {
      const { firstOrdinal, end } = part;
      const free = seats.freeOf(firstOrdinal, end);
      const warmth = heat?.value?.[index];
      return {
        short: labelText(part.id, lang),
        title: local(part.label),
        detail: free === null ? "" : w.freeOf(count(free, lang), count(end - firstOrdinal, lang)),
        isOut: free === 0,
        isDim: false,
        news: null,
        ...(warmth !== undefined && { heat: warmth }),
      };
    });
  });
}

/** The text beside a mouse. */
function tellOf({ hall, seats }: StaffHall, { kind, index }: Target): Told | null {
  const [w, lang] = [words().staffMap, language.value];
  if (kind !== "seat") {
    const part = hall.parts[index];
    if (!part) return null;
    const tally = [...seats.tally(part.firstOrdinal, part.end)];
    const body = (
      <>
        <b>{local(part.label)}</b>
        {tally.map(([each, amount]) => (
          <span key={each}>
            {w.kinds[each]} {count(amount, lang)}
          </span>
        ))}
      </>
    );
    return { body, canChoose: kind === "area" };
  }
  const zone = hall.zoneOf(index);
  const block = seats.blockAt(index);
  const body = (
    <>
      <b>{seatText(hall.nameOf(index), lang)}</b>
      <span>{block ? nameOf(block, words()) : w.kinds[seats.kindAt(index)]}</span>
      {zone ? (
        <span class="c-2">
          {local(zone.name)} {money(allIn(zone), lang)}
        </span>
      ) : null}
    </>
  );
  return { body, canChoose: true };
}
