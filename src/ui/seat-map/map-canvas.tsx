import { effect, type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../components/icon.tsx";
import { labelText } from "../../contract/plan/seat-names.ts";
import { language, local, words } from "../state/language.ts";
import type { Floor } from "./drawing/floor.ts";
import { type Brush, watchGestures } from "./gestures.ts";
import type { SeatMark } from "./drawing/looks.ts";
import type { GroupLabel } from "./drawing/map-shapes.ts";
import { MapHover, type Told } from "./map-hover.tsx";
import { MapNote, type Note } from "./map-note.tsx";
import { Minimap } from "./minimap.tsx";
import { SeatMap, type Sight } from "./seat-map.ts";
import { groupInMiddle, isIdle, type Target, targetAt } from "./target.ts";
import type { Size, View } from "./drawing/view.ts";
import { watchScreen } from "./drawing/watch-screen.ts";

export type MapCanvasProps = {
  floor: Floor;
  seats: ReadonlySignal<{ statuses: Uint8Array; changed: Uint32Array | null } | null>;
  marks: ReadonlySignal<Map<number, SeatMark>>;
  labels: ReadonlySignal<GroupLabel[]>;
  isDim: ReadonlySignal<((seat: number) => boolean) | null>;
  shown: ReadonlySignal<Sight | null>;
  note: ReadonlySignal<Note | null>;
  /** The text about the target beneath the mouse. */
  tell: (target: Target) => Told | null;
  /** Receives the group in the middle of the screen once seats are visible; null from afar. */
  onMiddle: (group: number | null) => void;
  /** Other elements over the map. */
  children?: ComponentChildren;
  /** What a drag does in place of moving the map, for tools of staff. */
  brushOn?: (map: SeatMap) => Brush;
  onSeat: (seat: number) => void;
  onArea: (group: number) => void;
};

/** The drawn map with its buttons. The list beside it offers everything that the map does. */
export function MapCanvas(props: MapCanvasProps) {
  const { floor } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [map, setMap] = useState<SeatMap | null>(null);
  const view = useSignal<View | null>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const made = new SeatMap({
      canvas,
      floor,
      padding,
      stageText: local,
      rowText: (label) => labelText(label, language.value),
      onView: (seen) => {
        view.value = seen;
        props.onMiddle(groupInMiddle(floor, seen));
      },
    });
    setMap(made);
    const unwatch = watchScreen(canvas, made);
    const onTap = (at: { x: number; y: number }) => tapped(made, latest.current, at);
    const ungesture = watchGestures(canvas, made, onTap, props.brushOn?.(made));
    return () => {
      ungesture();
      unwatch();
      made.stop();
    };
  }, [floor]);
  return (
    <div class="map" data-fitted={view.value && map?.isFitted() ? "" : undefined}>
      <canvas ref={ref} class="map__canvas" aria-hidden="true" />
      {map ? <Painting map={map} {...props} /> : null}
      <Minimap floor={floor} map={map} view={view} />
      <Zoomer map={map} />
      {props.children}
      {map && ref.current ? (
        <MapHover canvas={ref.current} {...{ floor, map, view }} tell={props.tell} />
      ) : null}
      <MapNote floor={floor} map={map} view={view} note={props.note} />
    </div>
  );
}

/** Keeps the drawing up to date. */
function Painting({ map, ...props }: MapCanvasProps & { map: SeatMap }) {
  const { seats, marks, labels, isDim, shown } = props;
  const last = useRef<Uint8Array | null>(null);
  useSignalEffect(() => {
    const seen = seats.value;
    if (!seen) return;
    map.setStatuses(seen.statuses, last.current === null ? null : seen.changed);
    last.current = seen.statuses;
  });
  // An effect would run after the current frame, but a touch must be answered within it.
  useEffect(() => effect(() => map.setMarks(marks.value)), [map, marks]);
  useSignalEffect(() => map.setLabels(labels.value));
  useSignalEffect(() => map.setDim(isDim.value));
  useSignalEffect(() => {
    if (shown.value) map.show(shown.value);
  });
  return null;
}

function Zoomer({ map }: { map: SeatMap | null }) {
  const w = words().map;
  return (
    <div class="zoomer" role="group" aria-label={w.zoom}>
      <button
        class="icon-btn"
        type="button"
        aria-label={w.zoomIn}
        onClick={() => map?.zoomBy(1.6, undefined, true)}
      >
        <Icon name="plus" />
      </button>
      <button
        class="icon-btn"
        type="button"
        aria-label={w.zoomOut}
        onClick={() => map?.zoomBy(0.625, undefined, true)}
      >
        <Icon name="minus" />
      </button>
      <button class="icon-btn" type="button" aria-label={w.fit} onClick={() => map?.fit()}>
        <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
        </svg>
      </button>
    </div>
  );
}

/** Picks a seat that is large enough to touch; otherwise zooms to its section. */
function tapped(
  map: SeatMap,
  { floor, onSeat, onArea }: MapCanvasProps,
  at: { x: number; y: number },
): boolean {
  const target = targetAt(map, floor, at);
  if (target === null || isIdle(target, map.pitchPx)) return false;
  const { kind, index } = target;
  const shape = floor.groups[index];
  if (kind === "seat") onSeat(index);
  else if (kind === "area") onArea(index);
  else if (shape) map.show({ box: shape.box, isNear: true });
  return true;
}

/** Room for the elements over the map. */
const padding = ({ width }: Size) =>
  width < 700
    ? { top: 60, right: 10, bottom: 62, left: 10 }
    : { top: 76, right: 48, bottom: 56, left: 48 };
