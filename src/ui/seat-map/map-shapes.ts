import type { Chart, ChartGroup } from "./chart.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import { letterFromPx, numberFromPx } from "./stamps.ts";
import { type Point, type Size, toScreen, type View } from "./view.ts";

/** What is written on a group: already in the visitor's language. */
export type GroupLabel = {
  /** For where there is little room. */
  short: string;
  title: string;
  detail: string;
  isOut: boolean;
  isDim: boolean;
  /** Something has just been let go there. */
  news: string | null;
};

type Context = CanvasRenderingContext2D;
type Scene = { chart: Chart; colors: MapColors; view: View; size: Size; labels: GroupLabel[] };

/** Once seats are this far apart, rows and seats are named, and the groups' names move out of the way. */
export const nearFromPx = 15;
const bothEndsFromPx = 26;

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

  /** Draws behind what is there already: the seats' pixels are put first, for they replace what they fall on. */
  paintBehind(c: Context, { chart, colors, view, size, labels }: Scene): void {
    c.globalCompositeOperation = "destination-over";
    c.save();
    c.translate(size.width / 2, size.height / 2);
    c.scale(view.scale, view.scale);
    c.translate(-view.x, -view.y);
    c.lineWidth = 1 / view.scale;
    c.lineJoin = "round";
    const isNear = chart.pitchCm * view.scale >= nearFromPx;
    for (const [index, path] of this.#groups.entries()) {
      const group = this.#chart.groups[index];
      if (!group || !isInSight(group, view, size)) continue;
      const { fill } = colors.zones[chart.zones[group.zone]?.color ?? 6] ?? { fill: colors.taken };
      const { isOut, isDim } = labels[index] ?? { isOut: false, isDim: false };
      const color = isOut ? colors.taken : fill;
      c.globalAlpha = isDim ? 0.35 : 1;
      c.strokeStyle = withAlpha(color, isNear ? 0.4 : 0.6);
      c.stroke(path);
      c.fillStyle = isNear ? colors.raised : withAlpha(color, isOut ? 0.22 : 0.14);
      c.fill(path);
    }
    c.globalAlpha = 1;
    c.strokeStyle = colors.hair;
    c.fillStyle = colors.raised;
    for (const path of this.#stages) {
      c.stroke(path);
      c.fill(path);
    }
    c.restore();
    c.fillStyle = colors.map;
    c.fillRect(0, 0, size.width, size.height);
    c.globalCompositeOperation = "source-over";
  }

  paintLabels(c: Context, scene: Scene, stageText: (label: { ko: string; en: string }) => string) {
    const { chart, colors, view, size } = scene;
    const pitchPx = chart.pitchCm * view.scale;
    c.textAlign = "center";
    c.textBaseline = "middle";
    for (const { label, middle } of chart.stage) {
      const px = Math.max(12, Math.min(24, 300 * view.scale));
      write(
        c,
        colors,
        stageText(label),
        toScreen(view, size, middle.x, middle.y),
        px,
        colors.text2,
      );
    }
    const taken: Room[] = [];
    const hasPills = pillsFit(c, scene);
    for (const [index, group] of chart.groups.entries()) {
      const label = scene.labels[index];
      if (!label || !isInSight(group, view, size)) continue;
      if (pitchPx < nearFromPx || group.kind === "area")
        paintPill(c, scene, group, label, taken, hasPills);
      else {
        const at = toScreen(view, size, group.front.x, group.front.y);
        write(c, colors, label.title, at, 14, colors.text, 700);
        paintRowNames(c, scene, group);
      }
    }
  }
}

/** The numbers of the free seats in sight, once they are large enough to read. */
export function paintNumbers(
  c: Context,
  scene: Scene,
  looks: Uint8Array,
  inkOf: (zone: number) => string,
) {
  const { chart, colors, view, size } = scene;
  const pitchPx = chart.pitchCm * view.scale;
  if (pitchPx < numberFromPx) return;
  const { places } = chart;
  c.font = `700 ${Math.round(pitchPx * 0.34)}px ${colors.font}`;
  for (const group of chart.groups) {
    if (group.kind === "area" || !isInSight(group, view, size)) continue;
    for (let seat = group.firstOrdinal; seat < group.end; seat++) {
      if ((looks[seat] ?? 0) < 16 || (looks[seat] ?? 0) >= 208) continue;
      const at = toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
      if (at.x < 0 || at.y < 0 || at.x > size.width || at.y > size.height) continue;
      const row = places.rows[places.rowOf[seat] ?? -1];
      c.fillStyle = inkOf(places.zone[seat] ?? 0);
      c.fillText(row?.numbers[seat - row.firstOrdinal] ?? "", at.x, at.y + 1);
    }
  }
}

export const hasLetters = (pitchPx: number) => pitchPx >= letterFromPx && pitchPx < numberFromPx;

type Room = { x: number; y: number; width: number; height: number };

/** Counts are written where most sections have room for them: on some and not on others they would only confuse. */
function pillsFit(c: Context, scene: Scene): boolean {
  const { chart, view, size, labels } = scene;
  const pills: Room[] = [];
  let groups = 0;
  for (const [index, group] of chart.groups.entries()) {
    const label = labels[index];
    if (!label || !isInSight(group, view, size)) continue;
    groups++;
    const pill = pillOf(c, scene, group, label);
    const width = (group.box[2] - group.box[0]) * view.scale;
    const height = (group.box[3] - group.box[1]) * view.scale;
    const fits = pill.width < width * 1.3 && pill.height < height * 1.4;
    if (fits && pills.every((other) => !overlap(pill, other))) pills.push(pill);
  }
  return pills.length >= groups * 0.7;
}

const pillPx = ({ size }: Scene) => (size.width < 700 ? 12 : 14);

const widths = new Map<string, number>();
const widthsMax = 4_000;

/** Measuring a text costs as much as drawing it, and the same ones come in every frame. */
function widthOf(c: Context, text: string, font: string): number {
  const name = font + text;
  const known = widths.get(name);
  if (known !== undefined) return known;
  if (widths.size >= widthsMax) widths.clear();
  c.font = font;
  const { width } = c.measureText(text);
  widths.set(name, width);
  return width;
}

function pillOf(c: Context, scene: Scene, { middle }: ChartGroup, label: GroupLabel): Room {
  const px = pillPx(scene);
  const font = `700 ${px}px ${scene.colors.font}`;
  const wide = (text: string) => widthOf(c, text, font);
  const width = Math.max(wide(label.short), wide(label.news ?? label.detail)) + 16;
  return { ...toScreen(scene.view, scene.size, middle.x, middle.y), width, height: px * 2 + 12 };
}

/** Name and count where there is room for both and nothing written yet; else the name alone. */
function paintPill(
  c: Context,
  scene: Scene,
  group: ChartGroup,
  label: GroupLabel,
  taken: Room[],
  hasPills: boolean,
): void {
  const { colors, view } = scene;
  const roomWidth = (group.box[2] - group.box[0]) * view.scale;
  const px = pillPx(scene);
  const pill = pillOf(c, scene, group, label);
  const at = { x: pill.x, y: pill.y };
  const isFree = (room: Room) => taken.every((other) => !overlap(room, other));
  const ink = label.isOut ? colors.text3 : colors.text;
  c.globalAlpha = label.isDim ? 0.4 : 1;
  if (label.news !== null || (hasPills && isFree(pill))) {
    taken.push(pill);
    fillPill(c, colors, pill, label.news !== null);
    write(c, colors, label.short, { x: at.x, y: at.y - px * 0.55 }, px, ink, 700);
    const under = label.news === null ? (label.isOut ? colors.text3 : colors.text2) : colors.ok;
    const text = label.news ?? label.detail;
    write(c, colors, text, { x: at.x, y: at.y + px * 0.65 }, px - 1, under, 500);
  } else if (roomWidth >= 15) {
    const small = Math.max(9, Math.min(px, roomWidth / 2.4));
    const name = { ...at, width: small * 2, height: small * 1.2 };
    if (isFree(name)) {
      taken.push(name);
      write(c, colors, label.short, at, small, ink, 700);
    }
  }
  c.globalAlpha = 1;
}

const overlap = (a: Room, b: Room) =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

function fillPill(c: Context, colors: MapColors, { x, y, width, height }: Room, isNews: boolean) {
  c.fillStyle = withAlpha(isNews ? colors.okTint : colors.raised, 0.94);
  c.beginPath();
  c.roundRect(x - width / 2, y - height / 2, width, height, 8);
  c.fill();
  if (!isNews) return;
  c.strokeStyle = colors.ok;
  c.lineWidth = 1.5;
  c.stroke();
}

/** Beside the first and the last seat of each row. */
function paintRowNames(c: Context, { chart, colors, view, size }: Scene, group: ChartGroup): void {
  const { places } = chart;
  let seat = group.firstOrdinal;
  while (seat < group.end) {
    const row = places.rows[places.rowOf[seat] ?? -1];
    if (!row) return;
    const count = row.numbers.length;
    // Between narrow aisles there is room for one name only.
    const ends = [
      [0, 1],
      [count - 1, count - 2],
    ] as const;
    for (const [end, next] of chart.pitchCm * view.scale < bothEndsFromPx ? [ends[0]] : ends) {
      const inner = seat + Math.max(0, Math.min(count - 1, next));
      const x = 2 * (places.x[seat + end] ?? 0) - (places.x[inner] ?? 0);
      const y = 2 * (places.y[seat + end] ?? 0) - (places.y[inner] ?? 0);
      const at = toScreen(view, size, x, y);
      if (at.x > 0 && at.y > 0 && at.x < size.width && at.y < size.height)
        write(c, colors, row.label, at, 11, colors.text3, 600);
    }
    seat += Math.max(1, count);
  }
}

/** With a rim of the ground's colour, for it may stand over seats. */
function write(
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

function isInSight({ box, front }: ChartGroup, view: View, size: Size): boolean {
  const [from, to] = [toScreen(view, size, box[0], box[1]), toScreen(view, size, box[2], box[3])];
  const before = toScreen(view, size, front.x, front.y);
  const margin = 40;
  return (
    Math.max(to.x, before.x) >= -margin &&
    Math.min(from.x, before.x) <= size.width + margin &&
    Math.max(to.y, before.y) >= -margin &&
    Math.min(from.y, before.y) <= size.height + margin
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
