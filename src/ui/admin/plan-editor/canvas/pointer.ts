import type { Point } from "../../../seat-map/drawing/view.ts";
import type { Pointed, Tool } from "../tools/tool.ts";
import type { PlanCanvas } from "./plan-canvas.ts";

const dragFromPx = { mouse: 4, touch: 8 };
/** A pointer needs no ring around the plan; TypeScript does not know this choice yet. */
const quietly = { focusVisible: false };
const doubleMs = 350;
const doublePx = 12;

type Hands = {
  canvas: HTMLCanvasElement;
  map: PlanCanvas;
  tool: () => Tool;
  /** Whether one pointer moves the view: the hand tool, or Space. */
  isHand: () => boolean;
  onMove: (at: readonly [number, number] | null) => void;
};

/** One pointer uses the tool; two move and zoom the view, as do the wheel, the middle button and Space. */
export function watchPointers({ canvas, map, tool, isHand, onMove }: Hands): () => void {
  const pointers = new Map<number, Point>();
  let startedAt: Point | null = null;
  let isDragging = false;
  let isPanning = false;
  let last: (Point & { at: number }) | null = null;

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const pointed = (event: PointerEvent | MouseEvent): Pointed => {
    const screen = pointOf(event);
    const isTouch = "pointerType" in event && event.pointerType === "touch";
    const { shiftKey: isShift, altKey: isAlt } = event;
    return { at: map.toPlan(screen), screen, isShift, isAlt, isTouch };
  };

  function down(event: PointerEvent): void {
    if (event.button > 1) return;
    if (event.button === 1) event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true, ...quietly });
    pointers.set(event.pointerId, pointOf(event));
    if (pointers.size > 1) {
      // The first finger was not meant for the tool.
      if (!isPanning) tool().cancel?.();
      isPanning = true;
      return;
    }
    isPanning = event.button === 1 || isHand();
    isDragging = false;
    startedAt = pointOf(event);
    if (!isPanning) tool().down?.(pointed(event));
  }

  function move(event: PointerEvent): void {
    const now = pointOf(event);
    onMove(map.toPlan(now));
    const before = pointers.get(event.pointerId);
    if (!before) return tool().hover?.(pointed(event));
    pointers.set(event.pointerId, now);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) return pinch(before, now, other);
    if (isPanning) return map.panBy(now.x - before.x, now.y - before.y);
    const threshold = event.pointerType === "touch" ? dragFromPx.touch : dragFromPx.mouse;
    isDragging ||= startedAt !== null && away(startedAt, now) > threshold;
    if (isDragging) tool().drag?.(pointed(event));
  }

  function pinch(before: Point, now: Point, other: Point): void {
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    map.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    map.zoomBy(Math.max(1, away(now, other)) / Math.max(1, away(before, other)), middle);
  }

  function up(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    if (isPanning) {
      isPanning = pointers.size > 0;
      return;
    }
    if (event.type === "pointercancel") return tool().cancel?.();
    const at = pointed(event);
    if (isDragging) {
      tool().up?.(at);
      last = null;
      return;
    }
    const isSecond =
      last !== null &&
      event.timeStamp - last.at < doubleMs &&
      away(last, at.screen) < doublePx &&
      tool().doubleClick !== undefined;
    last = isSecond ? null : { ...at.screen, at: event.timeStamp };
    if (isSecond) tool().doubleClick?.(at);
    else tool().click?.(at);
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const [dx, dy] =
      event.deltaMode === 1 ? [event.deltaX * 16, event.deltaY * 16] : [event.deltaX, event.deltaY];
    // A trackpad moves with two fingers and zooms with a pinch, which comes with Ctrl; a mouse wheel zooms.
    const isTrackpad = Math.abs(event.deltaX) > 0 || !Number.isInteger(event.deltaY);
    if (event.shiftKey) map.panBy(-(dx || dy), 0);
    else if (isTrackpad && !event.ctrlKey) map.panBy(-dx, -dy);
    else map.zoomBy(Math.exp(-dy * (event.ctrlKey ? 0.01 : 0.0016)), pointOf(event));
  }

  const leave = () => onMove(null);
  const listeners = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", up],
    ["pointercancel", up],
    ["pointerleave", leave],
  ] as const;
  for (const [type, listener] of listeners) canvas.addEventListener(type, listener);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    for (const [type, listener] of listeners) canvas.removeEventListener(type, listener);
    canvas.removeEventListener("wheel", wheel);
  };
}

const away = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
