import type { FloorGroup } from "./floor.ts";
import { overlap, placeLabels, type Room, spotIn } from "./label-rooms.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import {
  type Context,
  type GroupLabel,
  isInSight,
  nearFromPx,
  type Painting,
} from "./map-shapes.ts";
import { fillText, widthOf, write } from "./map-text.ts";
import { pinRowNames } from "./row-names.ts";
import type { SeatLooks } from "./seat-looks.ts";
import type { Stamps } from "./stamps.ts";
import { type Box, toScreen } from "./view.ts";

/** The words of a dimmed section are pale, but their ground is not: seats would show through it. */
const dimTextAlpha = 0.4;

const titlePx = 14;

type Shown = { group: FloorGroup; label: GroupLabel };

/** The names of sections and how many seats they have left, over everything else. */
export function paintLabels(
  c: Context,
  painting: Painting,
  stageText: (label: { ko: string; en: string }) => string,
): void {
  const { floor, colors, view, size } = painting;
  c.textAlign = "center";
  c.textBaseline = "middle";
  const stages = floor.stage.map(({ label, box }) => ({ label, room: roomOf(painting, box) }));
  for (const { label, room } of stages) {
    const px = Math.max(12, Math.min(24, 300 * view.scale));
    const text = stageText(label);
    const width = widthOf(c, text, `600 ${px}px ${colors.font}`);
    const at = spotIn(room, { width, height: px }, size);
    if (at) write(c, colors, text, at, px, colors.text2);
  }
  const shown = floor.groups.flatMap((group, index) => {
    const label = painting.labels[index];
    return label && isInSight(group, painting) ? [{ group, label }] : [];
  });
  const isNear = floor.pitchCm * view.scale >= nearFromPx;
  const pills = isNear ? shown.filter(({ group }) => group.kind === "area") : shown;
  paintPills(c, painting, pills);
  if (!isNear) return;
  for (const { group, label } of shown) {
    if (group.kind === "area") continue;
    pinRowNames(c, painting, group);
    const at = toScreen(view, size, group.front.x, group.front.y);
    const width = widthOf(c, label.title, `700 ${titlePx}px ${colors.font}`);
    // Where the first row is at the stage, the pinned name has to do.
    const room = { ...at, width, height: titlePx };
    if (stages.some((stage) => overlap(stage.room, room))) continue;
    write(c, colors, label.title, at, titlePx, colors.text, 700);
  }
}

function roomOf({ view, size }: Painting, [x0, y0, x1, y1]: Box): Room {
  const middle = toScreen(view, size, (x0 + x1) / 2, (y0 + y1) / 2);
  return { ...middle, width: (x1 - x0) * view.scale, height: (y1 - y0) * view.scale };
}

/** Selected seats also show above the labels. Standing places have no positions. */
export function paintMarks(
  c: Context,
  { floor, view, size }: Painting,
  { marked, bytes }: SeatLooks,
  stamps: Stamps,
): void {
  const { places } = floor;
  for (const seat of marked) {
    if (places.groups[places.group[seat] ?? -1]?.kind === "area") continue;
    const at = toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
    stamps.paintMark(c, bytes[seat] ?? 0, at, floor.pitchCm * view.scale);
  }
}

function paintPills(c: Context, painting: Painting, shown: Shown[]): void {
  const { size, colors } = painting;
  const sections = shown.map(({ group: { box }, label }) => ({
    box: roomOf(painting, box),
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
    if (kind === "pill") paintPill(c, colors, label, room, px);
    else if (kind === "name") paintName(c, colors, label, room, px);
    else paintDot(c, colors, room);
  }
}

function paintPill(c: Context, colors: MapColors, label: GroupLabel, room: Room, px: number): void {
  const { short, detail, news, isOut, isDim } = label;
  const { x, y, width, height } = room;
  const ink = isOut ? colors.text3 : colors.text;
  c.fillStyle = withAlpha(news === null ? colors.raised : colors.okTint, 0.94);
  c.beginPath();
  c.roundRect(x - width / 2, y - height / 2, width, height, Math.min(8, height / 5));
  c.fill();
  if (news !== null) {
    c.strokeStyle = colors.ok;
    c.lineWidth = 1.5;
    c.stroke();
  }
  c.globalAlpha = isDim ? dimTextAlpha : 1;
  fillText(c, short, { x, y: y - px * 0.55 }, `700 ${px}px ${colors.font}`, ink);
  const under = news === null ? (isOut ? colors.text3 : colors.text2) : colors.ok;
  fillText(c, news ?? detail, { x, y: y + px * 0.65 }, `500 ${px - 1}px ${colors.font}`, under);
  c.globalAlpha = 1;
}

/** On a plain background: an outline around the letters would cost ten times as much, and there may be hundreds. */
function paintName(
  c: Context,
  colors: MapColors,
  { short, news, isOut, isDim }: GroupLabel,
  room: Room,
  px: number,
): void {
  c.fillStyle = news === null ? withAlpha(colors.raised, 0.9) : colors.okTint;
  c.fillRect(room.x - room.width / 2, room.y - room.height / 2, room.width, room.height);
  const ink = news !== null ? colors.ok : isOut ? colors.text3 : colors.text;
  c.globalAlpha = isDim ? dimTextAlpha : 1;
  fillText(c, short, room, `700 ${px}px ${colors.font}`, ink);
  c.globalAlpha = 1;
}

/** Something was released in a section that has no room for words. */
function paintDot(c: Context, colors: MapColors, { x, y, width }: Room): void {
  c.fillStyle = colors.ok;
  c.beginPath();
  c.arc(x, y, width / 2, 0, Math.PI * 2);
  c.fill();
}
