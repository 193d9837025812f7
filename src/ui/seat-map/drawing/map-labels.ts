import type { ChartGroup } from "./chart.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import {
  type Context,
  type GroupLabel,
  isInSight,
  nearFromPx,
  type Painting,
  write,
} from "./map-shapes.ts";
import { type Point, toScreen } from "./view.ts";

type Room = { x: number; y: number; width: number; height: number };
type Shown = { group: ChartGroup; label: GroupLabel };

/** The names of sections and how many seats they have left, over everything else. */
export function paintLabels(
  c: Context,
  painting: Painting,
  stageText: (label: { ko: string; en: string }) => string,
): void {
  const { chart, colors, view, size } = painting;
  c.textAlign = "center";
  c.textBaseline = "middle";
  for (const { label, middle } of chart.stage) {
    const px = Math.max(12, Math.min(24, 300 * view.scale));
    const at = toScreen(view, size, middle.x, middle.y);
    write(c, colors, stageText(label), at, px, colors.text2);
  }
  const shown = chart.groups.flatMap((group, index) => {
    const label = painting.labels[index];
    return label && isInSight(group, painting) ? [{ group, label }] : [];
  });
  const isNear = chart.pitchCm * view.scale >= nearFromPx;
  const pills = isNear ? shown.filter(({ group }) => group.kind === "area") : shown;
  paintPills(c, painting, pills);
  if (!isNear) return;
  for (const { group, label } of shown) {
    if (group.kind === "area") continue;
    if (chart.pitchCm * view.scale >= pinPx.pitchFrom) pinRowNames(c, painting, group);
    const at = toScreen(view, size, group.front.x, group.front.y);
    write(c, colors, label.title, at, 14, colors.text, 700);
  }
}

/** Rows whose names are out of sight are named at the screen's edge, as on a ruler. */
function pinRowNames(c: Context, { chart, colors, view, size }: Painting, group: ChartGroup): void {
  const { places } = chart;
  const at = (seat: number) => toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
  let first = group.firstOrdinal;
  while (first < group.end) {
    const row = places.rows[places.rowOf[first] ?? -1];
    const count = Math.max(1, row?.numbers.length ?? 1);
    const last = first + count - 1;
    const [from, to] = at(first).x < at(last).x ? [first, last] : [last, first];
    const step = Math.sign(to - from);
    if (row && at(from).x < 0 && at(to).x > pinPx.inside) {
      let seat = from;
      while (seat !== to && at(seat).x < pinPx.inside) seat += step;
      const { y } = at(seat);
      if (y > 0 && y < size.height) paintPin(c, colors, row.label, y);
    }
    first += count;
  }
}

const pinPx = { pitchFrom: 24, inside: 14, height: 18, text: 11 } as const;

function paintPin(c: Context, colors: MapColors, text: string, y: number): void {
  const font = `700 ${pinPx.text}px ${colors.font}`;
  const width = widthOf(c, text, font) + 10;
  c.fillStyle = withAlpha(colors.raised, 0.92);
  c.fillRect(0, y - pinPx.height / 2, width, pinPx.height);
  fillText(c, text, { x: width / 2, y: y + 0.5 }, font, colors.text2);
}

/** Name and count if there is room for both, else only the name. */
function paintPills(c: Context, painting: Painting, shown: Shown[]): void {
  const px = painting.size.width < 700 ? 12 : 14;
  const rooms = shown.map((each) => roomOf(c, painting, each, px));
  const hasPills = isRoomy(painting, shown, rooms);
  const taken: Room[] = [];
  const isFree = (room: Room) => taken.every((other) => !overlap(room, other));
  for (const [index, { group, label }] of shown.entries()) {
    const pill = rooms[index];
    if (!pill) continue;
    c.globalAlpha = label.isDim ? 0.4 : 1;
    const roomWidth = (group.box[2] - group.box[0]) * painting.view.scale;
    if (label.news !== null || (hasPills && isFree(pill))) {
      taken.push(pill);
      paintPill(c, painting.colors, label, pill, px);
    } else if (roomWidth >= 15) {
      const small = Math.round(Math.max(9, Math.min(px, roomWidth / 2.4)));
      const name = { ...pill, width: small * 2, height: small * 1.2 };
      if (!isFree(name)) continue;
      taken.push(name);
      paintName(c, painting.colors, label, name, small);
    }
  }
  c.globalAlpha = 1;
}

/** Counts show only if most sections have room for them; on some sections only, they would confuse. */
function isRoomy({ view }: Painting, shown: Shown[], rooms: Room[]): boolean {
  const placed: Room[] = [];
  for (const [index, { group }] of shown.entries()) {
    const pill = rooms[index];
    if (!pill) continue;
    const width = (group.box[2] - group.box[0]) * view.scale;
    const height = (group.box[3] - group.box[1]) * view.scale;
    const fits = pill.width < width * 1.3 && pill.height < height * 1.4;
    if (fits && placed.every((other) => !overlap(pill, other))) placed.push(pill);
  }
  return placed.length >= shown.length * 0.7;
}

function roomOf(
  c: Context,
  { view, size, colors }: Painting,
  { group, label }: Shown,
  px: number,
): Room {
  const font = `700 ${px}px ${colors.font}`;
  const wide = (text: string) => widthOf(c, text, font);
  const width = Math.max(wide(label.short), wide(label.news ?? label.detail)) + 16;
  return { ...toScreen(view, size, group.middle.x, group.middle.y), width, height: px * 2 + 12 };
}

const widths = new Map<string, number>();
const widthsMax = 4_000;

/** Measured text widths, cached since measuring costs as much as drawing and every frame needs the same ones. */
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

const overlap = (a: Room, b: Room) =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

function paintPill(c: Context, colors: MapColors, label: GroupLabel, room: Room, px: number): void {
  const { short, detail, news, isOut } = label;
  const { x, y, width, height } = room;
  const ink = isOut ? colors.text3 : colors.text;
  c.fillStyle = withAlpha(news === null ? colors.raised : colors.okTint, 0.94);
  c.beginPath();
  c.roundRect(x - width / 2, y - height / 2, width, height, 8);
  c.fill();
  if (news !== null) {
    c.strokeStyle = colors.ok;
    c.lineWidth = 1.5;
    c.stroke();
  }
  fillText(c, short, { x, y: y - px * 0.55 }, `700 ${px}px ${colors.font}`, ink);
  const under = news === null ? (isOut ? colors.text3 : colors.text2) : colors.ok;
  fillText(c, news ?? detail, { x, y: y + px * 0.65 }, `500 ${px - 1}px ${colors.font}`, under);
}

/** On a plain ground of its own: a rim around the letters would cost ten times as much, and there may be hundreds. */
function paintName(
  c: Context,
  colors: MapColors,
  { short, isOut }: GroupLabel,
  room: Room,
  px: number,
): void {
  const font = `700 ${px}px ${colors.font}`;
  const width = widthOf(c, short, font) + 4;
  const height = px + 3;
  c.fillStyle = withAlpha(colors.raised, 0.8);
  c.fillRect(room.x - width / 2, room.y - height / 2, width, height);
  fillText(c, short, room, font, isOut ? colors.text3 : colors.text);
}

function fillText(c: Context, text: string, at: Point, font: string, ink: string): void {
  c.font = font;
  c.fillStyle = ink;
  c.fillText(text, at.x, at.y);
}
