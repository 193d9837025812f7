import type { MapColors } from "../../../seat-map/drawing/map-colors.ts";
import { type Size, toScreen, type View } from "../../../seat-map/drawing/view.ts";
import type { PlanPoint, Sketch } from "./sketch.ts";

type Context = CanvasRenderingContext2D;
export type OverlayColors = { brand: string; onBrand: string; ground: string };
type Seen = { view: View; size: Size; colors: OverlayColors };

/** Outlines of what is selected, moved along while it is dragged. */
export function paintOutlines(
  c: Context,
  outlines: readonly (readonly PlanPoint[])[],
  { view, size, colors }: Seen,
  by: { x: number; y: number },
): void {
  c.strokeStyle = colors.brand;
  c.lineWidth = 2;
  c.setLineDash([]);
  for (const outline of outlines) {
    trace(c, outline, view, size, by);
    c.closePath();
    c.stroke();
  }
}

export function paintSketch(c: Context, sketch: Sketch, seen: Seen, map: MapColors): void {
  const { view, size, colors } = seen;
  const still = { x: 0, y: 0 };
  c.lineWidth = 1;
  c.strokeStyle = colors.brand;
  for (const { axis, at } of sketch.guides ?? []) {
    const on = toScreen(view, size, at, at);
    c.setLineDash([4, 4]);
    c.beginPath();
    if (axis === "x") c.moveTo(on.x, 0);
    else c.moveTo(0, on.y);
    if (axis === "x") c.lineTo(on.x, size.height);
    else c.lineTo(size.width, on.y);
    c.stroke();
  }
  c.lineWidth = 2;
  for (const { points, isClosed, isDashed } of sketch.lines ?? []) {
    c.setLineDash(isDashed ? [6, 5] : []);
    trace(c, points, view, size, still);
    if (isClosed) c.closePath();
    c.stroke();
    if (!isClosed || isDashed !== true) continue;
    c.globalAlpha = 0.08;
    c.fillStyle = colors.brand;
    c.fill();
    c.globalAlpha = 1;
  }
  c.setLineDash([]);
  paintSeats(c, sketch.seats ?? [], seen);
  for (const { at, shape } of sketch.handles ?? []) {
    const { x, y } = toScreen(view, size, at[0], at[1]);
    c.fillStyle = colors.ground;
    c.beginPath();
    if (shape === "round") c.arc(x, y, 6.5, 0, Math.PI * 2);
    else c.rect(x - 5, y - 5, 10, 10);
    c.fill();
    c.stroke();
  }
  if (sketch.note) paintNote(c, sketch.note, seen, map);
}

const seatsMost = 6_000;

function paintSeats(c: Context, seats: readonly PlanPoint[], { view, size, colors }: Seen): void {
  const r = Math.max(1.5, 20 * view.scale);
  c.fillStyle = colors.brand;
  c.beginPath();
  for (const [px, py] of seats.slice(0, seatsMost)) {
    const { x, y } = toScreen(view, size, px, py);
    c.moveTo(x + r, y);
    c.arc(x, y, r, 0, Math.PI * 2);
  }
  c.globalAlpha = 0.75;
  c.fill();
  c.globalAlpha = 1;
}

function paintNote(
  c: Context,
  { at, text }: NonNullable<Sketch["note"]>,
  { view, size, colors }: Seen,
  { font }: MapColors,
): void {
  c.font = `600 13px ${font}`;
  c.textBaseline = "middle";
  c.textAlign = "center";
  const width = c.measureText(text).width + 16;
  const on = toScreen(view, size, at[0], at[1]);
  const x = Math.max(width / 2 + 4, Math.min(size.width - width / 2 - 4, on.x));
  const y = Math.max(18, on.y - 24);
  c.fillStyle = colors.brand;
  c.beginPath();
  c.roundRect(x - width / 2, y - 13, width, 26, 8);
  c.fill();
  c.fillStyle = colors.onBrand;
  c.fillText(text, x, y + 0.5);
}

function trace(
  c: Context,
  points: readonly PlanPoint[],
  view: View,
  size: Size,
  by: { x: number; y: number },
): void {
  c.beginPath();
  for (const [index, [px, py]] of points.entries()) {
    const { x, y } = toScreen(view, size, px + by.x, py + by.y);
    if (index === 0) c.moveTo(x, y);
    else c.lineTo(x, y);
  }
}
