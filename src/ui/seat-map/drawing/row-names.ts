import { type FloorGroup, seatAt } from "./floor.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import { areaOf, type Context, isInSight, nearFromPx, type Painting } from "./map-shapes.ts";
import { fillText, widthOf, write } from "./map-text.ts";
import { seatShare } from "./stamps.ts";
import { type Point, toPlan, toScreen } from "./view.ts";

/** Any closer, the names at both ends of a row would overlap the seats of its neighbors. */
const bothEndsFromPx = 26;
/** A row's name: its gap to the seat, and how far it reaches at most. */
const name = { fontPx: 11, height: 13, lineHeight: 12, rimPx: 2, gapPx: 5, reachPx: 48 } as const;

/** A name where it may stand: in one line, or in two where one would cover a seat across the aisle. */
type Named = Point & { lines: string[]; width: number; height: number };

/** Beside the first and the last seat of each row, once seats are near. */
export function paintRowNames(c: Context, painting: Painting): void {
  const { floor, view } = painting;
  if (floor.pitchCm * view.scale < nearFromPx) return;
  c.textAlign = "center";
  c.textBaseline = "middle";
  const written: Named[] = [];
  for (const group of floor.groups)
    if (group.kind === "section" && isInSight(group, painting))
      nameRows(c, painting, group, written);
}

function nameRows(c: Context, painting: Painting, group: FloorGroup, written: Named[]): void {
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
    const ends = [
      [first, Math.min(first + 1, last)],
      [last, Math.max(last - 1, first)],
    ] as const;
    // A narrow aisle has room for one name only.
    for (const [end, inner] of pitchPx < bothEndsFromPx ? [ends[0]] : ends) {
      const at = place(c, painting, text, [pointOf(end), pointOf(inner)]);
      const isSeen = at.x > left && at.y > top && at.x < right && at.y < bottom;
      if (!isSeen || isTaken(written, at)) continue;
      written.push(at);
      for (const [index, line] of at.lines.entries()) {
        const y = at.y + (index - (at.lines.length - 1) / 2) * name.lineHeight;
        write(c, colors, line, { x: at.x, y }, name.fontPx, colors.text3, 600);
      }
    }
    first = last + 1;
  }
}

/** Beside the seat at a row's end, away from the next seat of the row. */
function place(c: Context, painting: Painting, text: string, [end, inner]: [Point, Point]): Named {
  const { floor, view, size, colors } = painting;
  const pitchPx = floor.pitchCm * view.scale;
  const length = Math.hypot(end.x - inner.x, end.y - inner.y);
  const [x, y] = length === 0 ? [-1, 0] : [(end.x - inner.x) / length, (end.y - inner.y) / length];
  const put = (lines: string[]) => {
    const widths = lines.map((line) => widthOf(c, line, `600 ${name.fontPx}px ${colors.font}`));
    const width = Math.max(...widths) + 2 * name.rimPx;
    const height = name.height + (lines.length - 1) * name.lineHeight;
    const half = (Math.abs(x) * width + Math.abs(y) * height) / 2;
    // As far away as the next seat would be, and farther for a name that would cover the seat.
    const away = Math.max(length || pitchPx, pitchPx * seatShare + name.gapPx + half);
    const at = { x: end.x + x * away, y: end.y + y * away, lines, width, height };
    return { at, edge: { x: at.x + x * half, y: at.y + y * half } };
  };
  const { at, edge } = put([text]);
  const [letters, sound] = text.split(/\u00a0(?=\()/);
  if (letters === undefined || sound === undefined) return at;
  const isFree = seatAt(floor, toPlan(view, size, edge), floor.pitchCm * seatShare) === null;
  return isFree ? at : put([letters, sound]).at;
}

/** Across a narrow aisle two sections' row names would overlap; only the first is written. */
const isTaken = (written: Named[], { x, y, width, height }: Named) =>
  written.some(
    (other) =>
      Math.abs(other.x - x) * 2 < other.width + width &&
      Math.abs(other.y - y) * 2 < other.height + height,
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
