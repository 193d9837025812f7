import type { SeatMap } from "./seat-map.ts";
import type { Point } from "./drawing/view.ts";

/** A finger trembles more than a mouse before it means to drag. */
const dragFromPx = { mouse: 4, touch: 10 };
const doubleTapMs = 300;
const doubleTapPx = 30;
/** A drag faster than this, in pixels per millisecond, is a throw; only its last moments count. */
const throwFrom = 0.25;
const throwMs = 90;

/** What a drag does instead of panning, as long as it takes the pointer. Two fingers always zoom. */
export type Brush = {
  takes: (event: PointerEvent) => boolean;
  move: (from: Point, to: Point, event: PointerEvent) => void;
  /** The drag is over; `isDone` is false if it became something else. */
  end: (isDone: boolean) => void;
};

/**
 * Pan with one pointer, pinch with two, wheel, and double tap. A tap acts when the finger lifts. `onTap` returns whether
 * it did something; two taps that did nothing are a zoom.
 */
export function watchGestures(
  canvas: HTMLCanvasElement,
  map: SeatMap,
  onTap: (at: Point) => boolean,
  brush: Brush | null = null,
): () => void {
  const pointers = new Map<number, Point>();
  let isBrushing = false;
  let startedAt: Point | null = null;
  let isDragging = false;
  let trail: (Point & { at: number })[] = [];
  let lastTap: (Point & { at: number }) | null = null;

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  function down(event: PointerEvent): void {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, pointOf(event));
    map.halt();
    trail = [];
    if (isBrushing) brush?.end(false);
    isBrushing = pointers.size === 1 && brush?.takes(event) === true;
    isDragging = pointers.size > 1;
    startedAt = pointers.size === 1 ? pointOf(event) : null;
  }

  function move(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) pinch(before, now, other);
    else {
      const threshold = event.pointerType === "mouse" ? dragFromPx.mouse : dragFromPx.touch;
      isDragging ||= startedAt !== null && away(startedAt, now) > threshold;
      if (!isDragging) return;
      if (isBrushing) brush?.move(startedAt ?? now, now, event);
      else map.panBy(now.x - before.x, now.y - before.y);
      trail = [...trail.slice(-8), { ...now, at: event.timeStamp }];
    }
    pointers.set(event.pointerId, now);
  }

  function pinch(before: Point, now: Point, other: Point): void {
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    map.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    map.zoomBy(Math.max(1, away(now, other)) / Math.max(1, away(before, other)), middle);
  }

  function up(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    if (isBrushing) {
      isBrushing = false;
      brush?.end(isDragging && event.type === "pointerup");
      trail = [];
    }
    if (isDragging && event.type === "pointerup" && pointers.size === 0) letGo(event.timeStamp);
    if (pointers.size > 0 || isDragging || event.type === "pointercancel") return;
    const at = pointOf(event);
    const isSecond =
      lastTap !== null &&
      event.timeStamp - lastTap.at < doubleTapMs &&
      away(lastTap, at) < doubleTapPx;
    lastTap = null;
    if (isSecond) map.zoomBy(2, at, true);
    else if (!onTap(at)) lastTap = { ...at, at: event.timeStamp };
  }

  function letGo(at: number): void {
    const [last, first] = [trail.at(-1), trail.find((point) => at - point.at < throwMs)];
    const ms = (last?.at ?? 0) - (first?.at ?? 0);
    if (!first || !last || ms <= 0) return;
    const [vx, vy] = [(last.x - first.x) / ms, (last.y - first.y) / ms];
    if (Math.hypot(vx, vy) > throwFrom) map.glide(vx, vy);
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    // A pinch on a trackpad comes as a wheel with Ctrl, in much smaller steps.
    const stepPx = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    map.zoomBy(Math.exp(-stepPx * (event.ctrlKey ? 0.01 : 0.0016)), pointOf(event));
  }

  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerup", up);
    canvas.removeEventListener("pointercancel", up);
    canvas.removeEventListener("wheel", wheel);
  };
}

const away = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
