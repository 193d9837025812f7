import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Floor } from "./drawing/floor.ts";
import { type Point, type Size, toScreen, type View } from "./drawing/view.ts";
import type { SeatMap } from "./seat-map.ts";
import { isIdle, type Target, targetAt } from "./target.ts";

/** The text about a target, and whether a click would select it. */
export type Told = { body: ComponentChildren; canChoose: boolean };

type MapHoverProps = {
  canvas: HTMLCanvasElement;
  floor: Floor;
  map: SeatMap;
  view: ReadonlySignal<View | null>;
  tell: (target: Target) => Told | null;
};

type Hovered = { target: Target; at: Point };

/** A card beside the target of the mouse, and a cursor that shows what a click would do. Fingers do not hover. */
export function MapHover({ canvas, floor, map, view, tell }: MapHoverProps) {
  const hovered = useSignal<Hovered | null>(null);
  useEffect(() => watchHover({ canvas, floor, map, view, hovered }), [canvas, floor, map]);
  const told = useComputed(() => hovered.value && tell(hovered.value.target));
  const target = hovered.value?.target;
  useEffect(() => {
    canvas.dataset["cursor"] = cursorOf(target, told.value);
  }, [canvas, target, told.value]);
  if (!hovered.value || !told.value || !view.value) return null;
  const place = placeCard(anchorOf(hovered.value, floor, map, view.value), map);
  return (
    <div
      class={`map__tip ${place.isBelow ? "is-below" : ""}`}
      aria-hidden="true"
      style={{ left: `${place.x}px`, top: `${place.y}px` }}
    >
      {told.value.body}
    </div>
  );
}

type Watched = Omit<MapHoverProps, "tell"> & { hovered: Signal<Hovered | null> };

/** Looks once a frame at most, also when the map moves under a mouse that rests. */
function watchHover({ canvas, floor, map, view, hovered }: Watched): () => void {
  let at: Point | null = null;
  let frame = 0;
  const look = () => {
    frame = 0;
    const target = at && targetAt(map, floor, at);
    hovered.value = at && target && !isIdle(target, map.pitchPx) ? { target, at } : null;
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(look);
  };
  const move = (event: PointerEvent) => {
    const { left, top } = canvas.getBoundingClientRect();
    const isHovering = event.pointerType === "mouse" && event.buttons === 0;
    at = isHovering ? { x: event.clientX - left, y: event.clientY - top } : null;
    soon();
  };
  const leave = () => {
    at = null;
    soon();
  };
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerleave", leave);
  canvas.addEventListener("pointerdown", leave);
  const stop = view.subscribe(() => {
    if (at) soon();
  });
  return () => {
    cancelAnimationFrame(frame);
    stop();
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerleave", leave);
    canvas.removeEventListener("pointerdown", leave);
  };
}

export type Cursor = "grab" | "choose" | "nearer";

/** A section comes nearer, a free seat is chosen, and everything else can only be moved. */
export function cursorOf(target: Target | undefined, told: Told | null): Cursor {
  if (target?.kind === "section") return "nearer";
  return told?.canChoose ? "choose" : "grab";
}

/** A seat's card is at the seat, and a section's card at the mouse. */
function anchorOf({ target, at }: Hovered, { places }: Floor, map: SeatMap, view: View) {
  if (target.kind !== "seat") return { ...at, reach: 12 };
  const [x, y] = [places.x[target.index] ?? 0, places.y[target.index] ?? 0];
  return { ...toScreen(view, map.size, x, y), reach: map.pitchPx * 0.6 + 4 };
}

const card = { halfPx: 128, heightPx: 112, marginPx: 8 } as const;

/** Above its anchor if there is room, else below it, and within the map. */
export function placeCard({ x, y, reach }: Point & { reach: number }, { size }: { size: Size }) {
  const least = card.halfPx + card.marginPx;
  const isBelow = y - reach < card.heightPx;
  const within = Math.max(least, Math.min(size.width - least, x));
  return { x: within, y: isBelow ? y + reach : y - reach, isBelow };
}
