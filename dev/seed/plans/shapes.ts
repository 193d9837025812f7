import type { Area, Section, SeatPlan } from "../../../src/contract/plan/seat-plan.ts";

/** Lengths are in centimeters. The stage is at the top, so an angle of 90 degrees looks straight into the hall. */
export type Point = [number, number];
type Outline = Section["outline"];
type Text = { ko: string; en: string };
type Block = Section["blocks"][number];
type Numbering = Block["rowNumbers"];

const seatWidth = 50;

/** The names of a part of the hall, and its price zone. */
export type Part = { id: string; level: string; zone: string; label?: Text };

export type Arc = {
  center: Point;
  /** The radius of the first row. */
  radius: number;
  rows: number;
  pitch: number;
  /** From the left to the right, in degrees; the left one is the greater. */
  angles: [number, number];
  rowScheme?: Numbering["scheme"];
  /** The first row's number, for a part that continues another. */
  firstRow?: number;
};

/** A section with rows as arcs: rows farther back have more seats. */
export function wedge(part: Part, arc: Arc, flags: Section["flags"] = []): Section {
  const { center, radius, rows, pitch, angles } = arc;
  // The aisle beside a section is as wide as a seat and a half.
  const inset = degrees((seatWidth * 0.75) / radius);
  const [from, to] = [angles[0] - inset, angles[1] + inset];
  const block: Block = {
    rows,
    seats: rowLengths(arc, radians(from - to)),
    rowNumbers: { scheme: arc.rowScheme ?? "1", start: arc.firstRow ?? 1, skip: [] },
    seatNumbers: { start: 1, step: 1, direction: "ltr" },
    geometry: {
      type: "arc",
      center,
      radius,
      radiusStep: pitch,
      angles: [Math.round(from * 100), Math.round(to * 100)],
    },
    aisles: [],
    zoneRows: [],
  };
  const outline = ring(center, radius - pitch * 0.6, radius + pitch * (rows - 0.4), angles);
  return { ...named(part), outline, blocks: [block], flags };
}

/** Wheelchair spaces with a companion seat beside each, from the left of a row. */
export const wheelchairPairs = (row: string, pairs: number): Section["flags"] =>
  Array.from({ length: pairs }, (_, pair): Section["flags"] => [
    { kind: "accessible", row, seats: [pair * 2, pair * 2 + 1] },
    { kind: "companion", row, seats: [pair * 2 + 1, pair * 2 + 2] },
  ]).flat();

export type Rectangle = {
  /** The middle of the first row. */
  at: Point;
  rows: number;
  seats: number;
  pitch: number;
  rowScheme?: Numbering["scheme"];
  aisles?: number[];
};

/** A section of straight rows, all of one length. */
export function rectangle(part: Part, shape: Rectangle, flags: Section["flags"] = []): Section {
  const { at, rows, seats, pitch, rowScheme = "1", aisles = [] } = shape;
  const half = Math.round(((seats - 1) * seatWidth) / 2);
  const block: Block = {
    rows,
    seats,
    rowNumbers: { scheme: rowScheme, start: 1, skip: [] },
    seatNumbers: { start: 1, step: 1, direction: "ltr" },
    geometry: {
      type: "line",
      from: [at[0] - half, at[1]],
      to: [at[0] + half, at[1]],
      pitch: [0, pitch],
    },
    aisles,
    zoneRows: [],
  };
  const top = at[1] - pitch * 0.6;
  const bottom = at[1] + pitch * (rows - 0.4);
  const outline = box(at[0] - half - seatWidth, top, at[0] + half + seatWidth, bottom);
  return { ...named(part), outline, blocks: [block], flags };
}

/** A standing area. */
export function standing(part: Part, outline: Outline, mode: Area["mode"], capacity: number): Area {
  return { ...named(part), outline, mode, capacity };
}

/** Four corners, clockwise from the top left. */
export function box(left: number, top: number, right: number, bottom: number): Outline {
  return rounded([
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]);
}

/** The part of a ring between two radii and two angles. */
export function ring(center: Point, inner: number, outer: number, angles: [number, number]) {
  const steps = Math.max(2, Math.ceil((angles[0] - angles[1]) / 4));
  const along = Array.from(
    { length: steps + 1 },
    (_, step) => angles[0] + ((angles[1] - angles[0]) * step) / steps,
  );
  const at = (radius: number) => (angle: number) => onCircle(center, radius, angle);
  return rounded([...along.map(at(outer)), ...along.toReversed().map(at(inner))]);
}

/** The frame around all that a plan draws, with a margin. */
export function boundsOf(shapes: { outline: Outline }[]): SeatPlan["bounds"] {
  const points = shapes.flatMap(({ outline }) => outline);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const margin = 150;
  return [
    Math.min(...xs) - margin,
    Math.min(...ys) - margin,
    Math.max(...xs) + margin,
    Math.max(...ys) + margin,
  ];
}

function named({ id, level, zone, label }: Part) {
  return { id, level, zone, label: label ?? { ko: `${id}구역`, en: `Section ${id}` } };
}

// Runs of rows with equally many seats, as many as fit side by side.
function rowLengths({ radius, rows, pitch }: Arc, width: number): [number, number][] {
  const runs: [number, number][] = [];
  for (let row = 0; row < rows; row++) {
    const seats = Math.max(1, Math.floor((width * (radius + row * pitch)) / seatWidth) + 1);
    const last = runs.at(-1);
    if (last?.[1] === seats) last[0] += 1;
    else runs.push([1, seats]);
  }
  return runs;
}

function onCircle([x, y]: Point, radius: number, angle: number): Point {
  return [x + radius * Math.cos(radians(angle)), y + radius * Math.sin(radians(angle))];
}

const rounded = (points: Point[]): Outline =>
  points.map(([x, y]): Point => [Math.round(x), Math.round(y)]);
const radians = (angle: number) => (angle * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;
