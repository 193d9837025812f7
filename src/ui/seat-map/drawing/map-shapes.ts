import type { Chart, ChartGroup } from "./chart.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import { isFreeLook } from "./looks.ts";
import { letterFromPx, numberFromPx } from "./stamps.ts";
import { type Box, type Point, type Size, toScreen, type View } from "./view.ts";

/** The texts of a group in the visitor's language. */
export type GroupLabel = {
  /** The short form, for little room. */
  short: string;
  title: string;
  detail: string;
  isOut: boolean;
  isDim: boolean;
  /** Something has just been let go there. */
  news: string | null;
};

export type Context = CanvasRenderingContext2D;
export type Painting = {
  chart: Chart;
  colors: MapColors;
  view: View;
  size: Size;
  labels: GroupLabel[];
  /** The part of the screen to draw, if not all: left, top, right, bottom. */
  within?: Box;
};

/** Once seats are this far apart, rows and seats are named, and the groups' names move out of the way. */
export const nearFromPx = 15;
/** Closer than this, the names at both ends of a row would stand among the seats of its neighbors. */
const bothEndsFromPx = 26;
/** A seat's number is this share of the distance between seats: two digits then fit the disc. */
const numberShare = 0.38;
/** A row's name, and the room that two letters of it take with their rim. */
const rowName = { fontPx: 11, width: 16, height: 13 } as const;

/** Shapes do not change but with the plan, so that each is traced once. */
export class MapShapes {
  readonly #chart: Chart;
  readonly #groups: Path2D[];
  readonly #stages: Path2D[];

  constructor(chart: Chart) {
    this.#chart = chart;
    this.#groups = chart.groups.map(({ outline }) => traced(outline));
    this.#stages = chart.stage.map(({ outline }) => traced(outline));
  }

  /** Draws the ground beneath the seats. */
  paint(c: Context, painting: Painting): void {
    const { chart, colors, view, size, labels } = painting;
    c.fillStyle = colors.map;
    c.fillRect(0, 0, size.width, size.height);
    c.save();
    c.translate(size.width / 2, size.height / 2);
    c.scale(view.scale, view.scale);
    c.translate(-view.x, -view.y);
    c.lineWidth = 1 / view.scale;
    c.lineJoin = "round";
    const isNear = chart.pitchCm * view.scale >= nearFromPx;
    for (const [index, path] of this.#groups.entries()) {
      const group = this.#chart.groups[index];
      if (!group || !isInSight(group, painting)) continue;
      const { fill } = colors.zones[chart.zones[group.zone]?.color ?? 6] ?? { fill: colors.taken };
      const { isOut, isDim } = labels[index] ?? { isOut: false, isDim: false };
      const color = isOut ? colors.taken : fill;
      c.globalAlpha = isDim ? 0.35 : 1;
      // Visible seats have the color, so their section has none.
      const isOpen = isNear && group.kind === "section";
      c.fillStyle = isOpen ? colors.raised : withAlpha(color, isOut ? 0.22 : 0.14);
      c.fill(path);
      c.strokeStyle = withAlpha(color, isOpen ? 0.4 : 0.6);
      c.stroke(path);
    }
    c.globalAlpha = 1;
    c.strokeStyle = colors.hair;
    c.fillStyle = colors.raised;
    for (const path of this.#stages) {
      c.fill(path);
      c.stroke(path);
    }
    c.restore();
  }
}

/** The numbers of the free seats in sight, once they are large enough to read. */
export function paintNumbers(
  c: Context,
  painting: Painting,
  looks: Uint8Array,
  inkOf: (zone: number) => string,
) {
  const { chart, colors, view, size } = painting;
  const pitchPx = chart.pitchCm * view.scale;
  if (pitchPx < numberFromPx) return;
  const [left, top, right, bottom] = areaOf(painting, pitchPx);
  const { places } = chart;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.font = `700 ${Math.round(pitchPx * numberShare)}px ${colors.font}`;
  for (const group of chart.groups) {
    if (group.kind === "area" || !isInSight(group, painting)) continue;
    for (let seat = group.firstOrdinal; seat < group.end; seat++) {
      if (!isFreeLook(looks[seat] ?? 0)) continue;
      const at = toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
      if (at.x < left || at.y < top || at.x > right || at.y > bottom) continue;
      const row = places.rows[places.rowOf[seat] ?? -1];
      c.fillStyle = inkOf(places.zone[seat] ?? 0);
      c.fillText(row?.numbers[seat - row.firstOrdinal] ?? "", at.x, at.y + 1);
    }
  }
}

export const hasLetters = (pitchPx: number) => pitchPx >= letterFromPx && pitchPx < numberFromPx;

/** Beside the first and the last seat of each row, once seats are near. */
export function paintRowNames(c: Context, painting: Painting): void {
  const { chart, view } = painting;
  if (chart.pitchCm * view.scale < nearFromPx) return;
  c.textAlign = "center";
  c.textBaseline = "middle";
  const written: Point[] = [];
  for (const group of chart.groups)
    if (group.kind === "section" && isInSight(group, painting))
      nameRows(c, painting, group, written);
}

/** Across a narrow aisle two sections' row names would overlap; only the first is written. */
const isTaken = (written: Point[], { x, y }: Point) =>
  written.some(
    (other) => Math.abs(other.x - x) < rowName.width && Math.abs(other.y - y) < rowName.height,
  );

function nameRows(c: Context, painting: Painting, group: ChartGroup, written: Point[]): void {
  const { chart, colors, view, size } = painting;
  const { places } = chart;
  const [left, top, right, bottom] = areaOf(painting, rowNamePx);
  let seat = group.firstOrdinal;
  while (seat < group.end) {
    const row = places.rows[places.rowOf[seat] ?? -1];
    if (!row) return;
    const count = row.numbers.length;
    // A narrow aisle has room for one name only.
    const ends = [
      [0, 1],
      [count - 1, count - 2],
    ] as const;
    for (const [end, next] of chart.pitchCm * view.scale < bothEndsFromPx ? [ends[0]] : ends) {
      const inner = seat + Math.max(0, Math.min(count - 1, next));
      const x = 2 * (places.x[seat + end] ?? 0) - (places.x[inner] ?? 0);
      const y = 2 * (places.y[seat + end] ?? 0) - (places.y[inner] ?? 0);
      const at = toScreen(view, size, x, y);
      const isSeen = at.x > left && at.y > top && at.x < right && at.y < bottom;
      if (!isSeen || isTaken(written, at)) continue;
      written.push(at);
      write(c, colors, row.label, at, rowName.fontPx, colors.text3, 600);
    }
    seat += Math.max(1, count);
  }
}

/** Written with a rim in the ground's color, since it may be over seats. */
export function write(
  c: Context,
  colors: MapColors,
  text: string,
  at: Point,
  px: number,
  ink: string,
  weight = 600,
): void {
  c.font = `${weight} ${px}px ${colors.font}`;
  c.lineJoin = "round";
  c.lineWidth = 3;
  c.strokeStyle = colors.raised;
  c.strokeText(text, at.x, at.y);
  c.fillStyle = ink;
  c.fillText(text, at.x, at.y);
}

/** As far as a row's name reaches. */
const rowNamePx = 24;

/** The area to draw; for a part of the screen, with everything that reaches into it. */
function areaOf({ size, within }: Painting, reachPx: number): Box {
  if (!within) return [0, 0, size.width, size.height];
  const [left, top, right, bottom] = within;
  return [left - reachPx, top - reachPx, right + reachPx, bottom + reachPx];
}

export function isInSight(
  { box, front }: ChartGroup,
  painting: Pick<Painting, "view" | "size" | "within">,
) {
  const { view, size, within } = painting;
  const [left, top, right, bottom] = within ?? [0, 0, size.width, size.height];
  const [from, to] = [toScreen(view, size, box[0], box[1]), toScreen(view, size, box[2], box[3])];
  const before = toScreen(view, size, front.x, front.y);
  const margin = 40;
  return (
    Math.max(to.x, before.x) >= left - margin &&
    Math.min(from.x, before.x) <= right + margin &&
    Math.max(to.y, before.y) >= top - margin &&
    Math.min(from.y, before.y) <= bottom + margin
  );
}

function traced(outline: readonly (readonly [number, number])[]): Path2D {
  const path = new Path2D();
  for (const [index, [x, y]] of outline.entries())
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  path.closePath();
  return path;
}
