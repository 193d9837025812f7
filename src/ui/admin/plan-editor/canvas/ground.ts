import { rowsOfGroup } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import type { Floor } from "../../../seat-map/drawing/floor.ts";
import type { MapColors } from "../../../seat-map/drawing/map-colors.ts";
import { nearFromPx } from "../../../seat-map/drawing/map-shapes.ts";
import { write } from "../../../seat-map/drawing/map-text.ts";
import { type Point, type Size, toScreen, type View } from "../../../seat-map/drawing/view.ts";

type Context = CanvasRenderingContext2D;
type Seen = { view: View; size: Size };

/** The picture to draw by, beneath everything. */
export function paintBackground(
  c: Context,
  background: SeatPlan["background"],
  image: HTMLImageElement | null,
  { view, size }: Seen,
): void {
  if (!background || !image) return;
  const at = toScreen(view, size, background.at[0], background.at[1]);
  const [width, height] = background.size;
  c.globalAlpha = background.opacity / 100;
  c.drawImage(image, at.x, at.y, width * view.scale, height * view.scale);
  c.globalAlpha = 1;
}

export function paintStages(
  c: Context,
  { stage }: Floor,
  { view, size }: Seen,
  colors: MapColors,
  stageText: (label: { ko: string; en: string }) => string,
): void {
  c.textAlign = "center";
  c.textBaseline = "middle";
  const px = Math.max(11, Math.min(22, 300 * view.scale));
  for (const { label, box } of stage) {
    const at = toScreen(view, size, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    write(c, colors, stageText(label), at, px, colors.text2);
  }
}

/** Dots at whole distances of the plan, at least so many pixels apart. */
const dotsFromPx = 16;
const stepsCm = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000];

export function paintGrid(c: Context, view: View, size: Size, color: string): void {
  const step = stepsCm.find((cm) => cm * view.scale >= dotsFromPx) ?? 50_000;
  const left = view.x - size.width / 2 / view.scale;
  const top = view.y - size.height / 2 / view.scale;
  c.fillStyle = color;
  const { x, y } = toScreen(
    view,
    size,
    Math.ceil(left / step) * step,
    Math.ceil(top / step) * step,
  );
  for (let column = x; column < size.width; column += step * view.scale)
    for (let line = y; line < size.height; line += step * view.scale)
      c.fillRect(Math.round(column), Math.round(line), 1.5, 1.5);
}

/** The names of sections before their first row, where there is room for them. */
const namedFromPx = 26;
/** A table with its seats is no wider than this. */
const tableCm = 450;

const isWithin = ({ x, y }: Point, [x0, y0, x1, y1]: Floor["bounds"]) =>
  x > x0 && x < x1 && y > y0 && y < y1;

export function paintNames(
  c: Context,
  floor: Floor,
  { view, size }: Seen,
  colors: MapColors,
  hidden: ReadonlySet<string> | null,
): void {
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.lineJoin = "round";
  c.lineWidth = 3;
  c.strokeStyle = colors.map;
  c.fillStyle = colors.text2;
  for (const { id, kind, box, front, middle } of floor.groups) {
    const width = (box[2] - box[0]) * view.scale;
    if (width < namedFromPx || hidden?.has(id)) continue;
    const isAround = isWithin(front, box) && box[2] - box[0] < tableCm;
    // Around a table, the name stands on it.
    const at = kind === "area" || isAround ? middle : front;
    const { x, y } = toScreen(view, size, at.x, at.y);
    if (x < -40 || y < -20 || x > size.width + 40 || y > size.height + 20) continue;
    c.font = `700 ${width < 60 ? 11 : 13}px ${colors.font}`;
    c.strokeText(id, x, y);
    c.fillText(id, x, y);
  }
}

/** The line through the focus is the middle that rows face. */
export function paintFocus(c: Context, at: Point, size: Size, color: string): void {
  c.strokeStyle = color;
  c.globalAlpha = 0.5;
  c.lineWidth = 1;
  c.setLineDash([2, 6]);
  c.beginPath();
  c.moveTo(at.x, 0);
  c.lineTo(at.x, size.height);
  c.stroke();
  c.setLineDash([]);
  c.globalAlpha = 0.9;
  c.beginPath();
  c.arc(at.x, at.y, 5, 0, Math.PI * 2);
  c.moveTo(at.x - 9, at.y);
  c.lineTo(at.x + 9, at.y);
  c.moveTo(at.x, at.y - 9);
  c.lineTo(at.x, at.y + 9);
  c.stroke();
  c.globalAlpha = 1;
}

/** Rows are named once they are this far apart on the screen, in pixels. */
const rowsFromPx = 9;

/** The names of a selected section's rows, before the fan's renderer names all rows. */
export function paintRowsOf(
  c: Context,
  { places, groups, pitchCm }: Floor,
  ids: ReadonlySet<string>,
  { view, size }: Seen,
  colors: MapColors,
): void {
  if (pitchCm * view.scale >= nearFromPx) return;
  c.font = `600 10px ${colors.font}`;
  c.fillStyle = colors.text2;
  c.textAlign = "center";
  c.textBaseline = "middle";
  for (const [index, { id, kind }] of groups.entries()) {
    if (kind === "area" || !ids.has(id)) continue;
    let before: Point | null = null;
    for (const { firstOrdinal, label, numbers } of rowsOfGroup(places, index)) {
      const at = seatOnScreen(places, firstOrdinal, view, size);
      const next = seatOnScreen(places, firstOrdinal + Math.min(1, numbers.length - 1), view, size);
      const isFar = before === null || Math.hypot(at.x - before.x, at.y - before.y) >= rowsFromPx;
      if (!isFar) continue;
      before = at;
      const length = Math.hypot(at.x - next.x, at.y - next.y) || 1;
      const away = 12 / length;
      c.fillText(label, at.x + (at.x - next.x) * away, at.y + (at.y - next.y) * away);
    }
  }
}

const seatOnScreen = ({ x, y }: Floor["places"], seat: number, view: View, size: Size): Point =>
  toScreen(view, size, x[seat] ?? 0, y[seat] ?? 0);
