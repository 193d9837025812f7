import type { FloorGroup } from "./floor.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import { areaOf, type Context, isInSight, nearFromPx, type Painting } from "./map-shapes.ts";
import { fillText, widthOf, write } from "./map-text.ts";
import { seatShare } from "./stamps.ts";
import { type Point, toScreen } from "./view.ts";

/** Any closer, the names at both ends of a row would overlap the seats of its neighbors. */
const bothEndsFromPx = 26;
/** A row's name: its gap to the seat, and how far it reaches at most. */
const name = { fontPx: 11, height: 13, rimPx: 2, gapPx: 5, reachPx: 48 } as const;

type Written = Point & { width: number };

/** Beside the first and the last seat of each row, once seats are near. */
export function paintRowNames(c: Context, painting: Painting): void {
  const { floor, view } = painting;
  if (floor.pitchCm * view.scale < nearFromPx) return;
  c.textAlign = "center";
  c.textBaseline = "middle";
  const written: Written[] = [];
  for (const group of floor.groups)
    if (group.kind === "section" && isInSight(group, painting))
      nameRows(c, painting, group, written);
}

function nameRows(c: Context, painting: Painting, group: FloorGroup, written: Written[]): void {
  const { floor, colors, view, size, rowText } = painting;
  const { places } = floor;
  const pitchPx = floor.pitchCm * view.scale;
  const [left, top, right, bottom] = areaOf(painting, name.reachPx);
  const pointOf = (seat: number) => toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
  let first = group.firstOrdinal;
  while (first < group.end) {
    const row = places.rows[places.rowOf[first] ?? -1];
    if (!row) return;
    const last = first + Math.max(1, row.numbers.length) - 1;
    const text = rowText(row.label);
    const width = widthOf(c, text, `600 ${name.fontPx}px ${colors.font}`) + 2 * name.rimPx;
    const ends = [
      [first, Math.min(first + 1, last)],
      [last, Math.max(last - 1, first)],
    ] as const;
    // A narrow aisle has room for one name only.
    for (const [end, inner] of pitchPx < bothEndsFromPx ? [ends[0]] : ends) {
      const at = beside(pointOf(end), pointOf(inner), { pitchPx, width });
      const isSeen = at.x > left && at.y > top && at.x < right && at.y < bottom;
      if (!isSeen || isTaken(written, at)) continue;
      written.push(at);
      write(c, colors, text, at, name.fontPx, colors.text3, 600);
    }
    first = last + 1;
  }
}

/** As far from the seat at a row's end as the next seat would be, and farther for a name that would cover the seat. */
function beside(end: Point, inner: Point, { pitchPx, width }: { pitchPx: number; width: number }) {
  const length = Math.hypot(end.x - inner.x, end.y - inner.y);
  const [x, y] = length === 0 ? [-1, 0] : [(end.x - inner.x) / length, (end.y - inner.y) / length];
  const half = (Math.abs(x) * width + Math.abs(y) * name.height) / 2;
  const away = Math.max(length || pitchPx, pitchPx * seatShare + name.gapPx + half);
  return { x: end.x + x * away, y: end.y + y * away, width };
}

/** Across a narrow aisle two sections' row names would overlap; only the first is written. */
const isTaken = (written: Written[], { x, y, width }: Written) =>
  written.some(
    (other) =>
      Math.abs(other.x - x) * 2 < other.width + width && Math.abs(other.y - y) < name.height,
  );

/** If the names of rows are out of sight, they show at the screen's edge, as on a ruler. */
export function pinRowNames(c: Context, painting: Painting, group: FloorGroup): void {
  const { floor, colors, view, size, rowText } = painting;
  if (floor.pitchCm * view.scale < pinPx.pitchFrom) return;
  const { places } = floor;
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
      if (y > 0 && y < size.height) paintPin(c, colors, rowText(row.label), y);
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
