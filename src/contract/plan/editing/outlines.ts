import { seatsPerRow } from "../seat-places.ts";
import type { Block } from "../seat-plan.ts";
import { placeRow } from "../seat-points.ts";

type Point = [number, number];

/** The distance of an outline from the seats, and the maximum number of points on one side. */
const marginCm = 60;
const sideMax = 40;

/** The points of a block's seats, row by row. */
export function pointsOf(block: Block): Point[][] {
  return seatsPerRow(block).map((seats, row) => {
    const columns = { x: new Int32Array(seats), y: new Int32Array(seats) };
    placeRow(columns, block, { row, seats, first: 0 });
    return Array.from({ length: seats }, (_, at): Point => [
      columns.x[at] ?? 0,
      columns.y[at] ?? 0,
    ]);
  });
}

/** An outline around all seats of some blocks. It follows the rows of a single block, even if they are curved. */
export function outlineAround(blocks: readonly Block[]): Point[] {
  const [block] = blocks;
  const isRows = block && blocks.length === 1 && block.rows > 1 && isInRows(block);
  return isRows ? aroundRows(pointsOf(block)) : aroundAll(blocks.flatMap(pointsOf).flat());
}

const isInRows = ({ geometry: { type } }: Block) => type === "line" || type === "arc";

function aroundRows(rows: Point[][]): Point[] {
  const [front, second, back, last] = [rows[0], rows[1], rows.at(-2), rows.at(-1)];
  if (!front || !second || !back || !last) return aroundAll(rows.flat());
  // A row of one seat has no direction.
  if (front.length === 1 || last.length === 1) return aroundAll(rows.flat());
  const before = pushed(front, second);
  const behind = pushed(last, back);
  const rightEnds = rows.slice(1, -1).map((row) => widened(row.at(-1), row.at(-2), row));
  const leftEnds = rows.slice(1, -1).map((row) => widened(row[0], row[1], row));
  return [
    ...sampled(widenedRow(before)),
    ...sampled(rightEnds),
    ...sampled(widenedRow(behind)).toReversed(),
    ...sampled(leftEnds).toReversed(),
  ].map(([x, y]): Point => [Math.round(x) + 0, Math.round(y) + 0]);
}

/** A row moved away from its neighbor. */
function pushed(row: Point[], neighbor: Point[]): Point[] {
  return row.map((point, at) => {
    const along = row.length === 1 ? 0.5 : at / (row.length - 1);
    const other = neighbor[Math.round(along * (neighbor.length - 1))] ?? point;
    return away(point, other);
  });
}

function widenedRow(row: Point[]): Point[] {
  if (row.length < 2) return row;
  const [first, last] = [widened(row[0], row[1], row), widened(row.at(-1), row.at(-2), row)];
  return [first, ...row.slice(1, -1), last];
}

function widened(end: Point | undefined, inner: Point | undefined, row: Point[]): Point {
  if (!end) return row[0] ?? [0, 0];
  return inner ? away(end, inner) : end;
}

function away(point: Point, other: Point): Point {
  const [dx, dy] = [point[0] - other[0], point[1] - other[1]];
  const length = Math.hypot(dx, dy) || 1;
  return [point[0] + (dx / length) * marginCm, point[1] + (dy / length) * marginCm];
}

function sampled(points: Point[]): Point[] {
  if (points.length <= sideMax) return points;
  const step = (points.length - 1) / (sideMax - 1);
  return Array.from({ length: sideMax }, (_, at) => points[Math.round(at * step)] ?? [0, 0]);
}

/** The convex hull of the points with a margin around each. */
function aroundAll(points: Point[]): Point[] {
  const corners = points.flatMap(([x, y]): Point[] => [
    [x - marginCm, y - marginCm],
    [x + marginCm, y - marginCm],
    [x + marginCm, y + marginCm],
    [x - marginCm, y + marginCm],
  ]);
  corners.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const upper = halfHull(corners);
  const lower = halfHull(corners.toReversed());
  return sampled([...upper.slice(0, -1), ...lower.slice(0, -1)]);
}

function halfHull(points: Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length > 1 && !isLeftTurn(hull.at(-2), hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

function isLeftTurn(a: Point = [0, 0], b: Point = [0, 0], c: Point): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
