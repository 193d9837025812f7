import type { ChartGroup } from "./chart.ts";
import { placeLabels, type Room } from "./label-rooms.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import {
  type Context,
  type GroupLabel,
  isInSight,
  nearFromPx,
  type Painting,
  write,
} from "./map-shapes.ts";
import type { SeatLooks } from "./seat-looks.ts";
import type { Stamps } from "./stamps.ts";
import { type Point, toScreen } from "./view.ts";

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

/** Chosen seats show over the labels as well. Standing places have no spots of their own. */
export function paintMarks(
  c: Context,
  { chart, view, size }: Painting,
  { marked, bytes }: SeatLooks,
  stamps: Stamps,
): void {
  const { places } = chart;
  for (const seat of marked) {
    if (places.groups[places.group[seat] ?? -1]?.kind === "area") continue;
    const at = toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
    stamps.paintMark(c, bytes[seat] ?? 0, at, chart.pitchCm * view.scale);
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

function paintPills(c: Context, painting: Painting, shown: Shown[]): void {
  const { view, size, colors } = painting;
  const sections = shown.map(({ group: { box, middle }, label }) => ({
    box: {
      ...toScreen(view, size, middle.x, middle.y),
      width: (box[2] - box[0]) * view.scale,
      height: (box[3] - box[1]) * view.scale,
    },
    label,
  }));
  const measure = (text: string, px: number) => widthOf(c, text, `700 ${px}px ${colors.font}`);
  for (const { index, kind, room, px } of placeLabels(
    sections,
    size.width < 700 ? 12 : 14,
    measure,
  )) {
    const label = shown[index]?.label;
    if (!label) continue;
    c.globalAlpha = label.isDim ? 0.4 : 1;
    if (kind === "pill") paintPill(c, colors, label, room, px);
    else if (kind === "name") paintName(c, colors, label, room, px);
    else paintDot(c, colors, room);
  }
  c.globalAlpha = 1;
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
  { short, news, isOut }: GroupLabel,
  room: Room,
  px: number,
): void {
  c.fillStyle = news === null ? withAlpha(colors.raised, 0.8) : colors.okTint;
  c.fillRect(room.x - room.width / 2, room.y - room.height / 2, room.width, room.height);
  const ink = news !== null ? colors.ok : isOut ? colors.text3 : colors.text;
  fillText(c, short, room, `700 ${px}px ${colors.font}`, ink);
}

/** Something was released in a section that has no room for words. */
function paintDot(c: Context, colors: MapColors, { x, y, width }: Room): void {
  c.fillStyle = colors.ok;
  c.beginPath();
  c.arc(x, y, width / 2, 0, Math.PI * 2);
  c.fill();
}

function fillText(c: Context, text: string, at: Point, font: string, ink: string): void {
  c.font = font;
  c.fillStyle = ink;
  c.fillText(text, at.x, at.y);
}
