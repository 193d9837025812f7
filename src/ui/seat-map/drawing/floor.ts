import type { Places, Row } from "../../../contract/plan/seat-places.ts";
import type { Area, SeatPlan, Section } from "../../../contract/plan/seat-plan.ts";
import type { Box, Point } from "./view.ts";

type Outline = readonly (readonly [number, number])[];

/** A drawn section or standing area. */
export type FloorGroup = {
  id: string;
  kind: "section" | "area";
  outline: Outline;
  box: Box;
  middle: Point;
  /** A point in front of the first row, for the section's name at close zoom. */
  front: Point;
  firstOrdinal: number;
  end: number;
  /** Index of its commonest zone. */
  zone: number;
};

/** A plan prepared for drawing, without prices or states. The editor also draws with it. */
export type Floor = {
  places: Places;
  groups: FloorGroup[];
  bounds: Box;
  stage: { outline: Outline; label: { ko: string; en: string }; box: Box }[];
  focus: Point;
  /** The distance from one seat to the next. */
  pitchCm: number;
  /** By zone: its palette slot and its letter. */
  zones: { color: number; letter: string }[];
};

/** Sections and areas drawn before, for successive revisions of a plan with the same zones. */
export type KnownGroups = WeakMap<Section | Area, FloorGroup>;

export function createFloor(
  plan: SeatPlan,
  places: Places,
  known: KnownGroups = new WeakMap(),
): Floor {
  const focus = { x: plan.focus[0], y: plan.focus[1] };
  const shapes = [...plan.sections, ...plan.areas];
  const rows: Row[][] = [];
  for (const row of places.rows) (rows[row.section] ??= []).push(row);
  const groups = places.groups.flatMap(({ id, kind, firstOrdinal, count }, index): FloorGroup[] => {
    const shape = shapes[index];
    if (!shape) return [];
    const end = firstOrdinal + count;
    const before = known.get(shape);
    if (before) return [{ ...before, firstOrdinal, end }];
    const { outline } = shape;
    const box = boxOf(outline);
    const middle = middleOf(box);
    const zone = commonest(places.zone, firstOrdinal, end);
    const front = kind === "area" ? middle : frontOf(rows[index] ?? [], places, middle, focus);
    const group = { id, kind, outline, box, middle, front, firstOrdinal, end, zone };
    known.set(shape, group);
    return [group];
  });
  return {
    places,
    groups,
    focus,
    bounds: plan.bounds,
    stage: plan.stage.map(({ outline, label }) => ({ outline, label, box: boxOf(outline) })),
    pitchCm: pitchOf(places),
    zones: plan.zones.map(({ color, name }) => ({ color, letter: [...name.en][0] ?? "" })),
  };
}

/** The seat nearest to a point of the plan, if one is within reach. Standing places cannot be picked. */
export function seatAt({ groups, places }: Floor, { x, y }: Point, reachCm: number): number | null {
  let nearest: number | null = null;
  let best = reachCm * reachCm;
  for (const { kind, box, firstOrdinal, end } of groups) {
    if (kind === "area" || !isIn(box, x, y, reachCm)) continue;
    for (let seat = firstOrdinal; seat < end; seat++) {
      const distance = ((places.x[seat] ?? 0) - x) ** 2 + ((places.y[seat] ?? 0) - y) ** 2;
      if (distance <= best) [nearest, best] = [seat, distance];
    }
  }
  return nearest;
}

/** Which group's shape a point is in, by its index. */
export function groupAt({ groups }: Pick<Floor, "groups">, { x, y }: Point): number | null {
  const index = groups.findIndex(
    ({ box, outline }) => isIn(box, x, y, 0) && isInside(outline, x, y),
  );
  return index < 0 ? null : index;
}

const isIn = ([x0, y0, x1, y1]: Box, x: number, y: number, margin: number) =>
  x >= x0 - margin && x <= x1 + margin && y >= y0 - margin && y <= y1 + margin;

/** Counts how often a ray to the right crosses the outline. */
function isInside(outline: Outline, x: number, y: number): boolean {
  let inside = false;
  let before = outline[outline.length - 1];
  for (const point of outline) {
    const [[x0, y0], [x1, y1]] = [before ?? point, point];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
    before = point;
  }
  return inside;
}

function boxOf(outline: Outline): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    [x0, x1] = [Math.min(x0, x), Math.max(x1, x)];
    [y0, y1] = [Math.min(y0, y), Math.max(y1, y)];
  }
  return [x0, y0, x1, y1];
}

const middleOf = ([x0, y0, x1, y1]: Box): Point => ({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 });

/** Before the row that is nearest to the stage, at its middle, a step away from the next row. */
function frontOf(rows: readonly Row[], { x, y }: Places, middle: Point, focus: Point): Point {
  const middles = rows.map(({ firstOrdinal, numbers }) => {
    const seat = firstOrdinal + (numbers.length >> 1);
    return { x: x[seat] ?? 0, y: y[seat] ?? 0 };
  });
  const [first, last] = [middles[0] ?? middle, middles.at(-1) ?? middle];
  const isTurned = away(last, focus) < away(first, focus);
  const [row, next] = isTurned ? [last, middles.at(-2)] : [first, middles[1]];
  const behind = next ?? { x: 2 * row.x - focus.x, y: 2 * row.y - focus.y };
  const step = frontCm / (away(row, behind) || 1);
  return { x: row.x + (row.x - behind.x) * step, y: row.y + (row.y - behind.y) * step };
}

const frontCm = 90;
const away = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** The usual distance between neighbors, from a sample of rows. */
function pitchOf({ rows, x, y }: Places): number {
  const gaps: number[] = [];
  const stride = Math.max(1, Math.floor(rows.length / 200));
  for (let index = 0; index < rows.length; index += stride) {
    const row = rows[index];
    if (!row || row.numbers.length < 2) continue;
    const at = row.firstOrdinal;
    gaps.push(Math.hypot((x[at + 1] ?? 0) - (x[at] ?? 0), (y[at + 1] ?? 0) - (y[at] ?? 0)));
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] || 50;
}

function commonest(zone: Uint8Array, first: number, end: number): number {
  const counts = new Map<number, number>();
  for (let seat = first; seat < end; seat++)
    counts.set(zone[seat] ?? 0, (counts.get(zone[seat] ?? 0) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
