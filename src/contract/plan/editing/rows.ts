import { seatsPerRow } from "../seat-places.ts";
import type { Block, Geometry, Section, Spot } from "../seat-plan.ts";
import type { Operation } from "./operation-schema.ts";
import { pointsOf } from "./outlines.ts";

type Point = [number, number];
type Line = Extract<Geometry, { type: "line" }>;
type Arc = Extract<Geometry, { type: "arc" }>;

/** Changes a block's number of rows or seats, or the distance between them. Its center stays where it is. */
export function formedBlock(block: Block, form: Operation<"rows">): Block {
  const { rows = block.rows, isWhole } = form;
  const seats = form.seats ?? fittedRuns(block.seats, rows);
  const { aisleCm, isWhole: _, ...rest } = block;
  const width = form.aisleCm ?? aisleCm ?? 0;
  const formed: Block = {
    ...rest,
    rows,
    seats,
    aisles: form.aisles ?? block.aisles,
    ...(width > 0 && { aisleCm: width }),
    ...((isWhole ?? block.isWhole) && { isWhole: true }),
  };
  return withinRows({ ...formed, geometry: formedGeometry(block, formed, form) });
}

function formedGeometry(before: Block, after: Block, form: Operation<"rows">): Geometry {
  const { geometry } = before;
  if (geometry.type === "line") return formedLine(before, geometry, after, form);
  if (geometry.type === "arc") return formedArc(before, geometry, after, form);
  if (geometry.type === "table") return geometry;
  return { ...geometry, points: fittedPoints(geometry.points, after) };
}

function formedLine(before: Block, line: Line, after: Block, form: Operation<"rows">): Line {
  const { from, to, pitch, curve, fan, stagger, type } = line;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [ux, uy] = length === 0 ? [1, 0] : [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const half = widthOf(after, form.seatCm ?? gapOf(before, length)) / 2;
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const pitchLength = Math.hypot(...pitch);
  const [px, py] =
    pitchLength === 0 ? [0 - uy, ux] : [pitch[0] / pitchLength, pitch[1] / pitchLength];
  const rowCm = form.rowCm ?? pitchLength;
  const isKept = form.seatCm === undefined && form.seats === undefined && form.aisles === undefined;
  const isSame = isKept && form.aisleCm === undefined;
  return {
    type,
    from: isSame ? from : rounded([mx - ux * half, my - uy * half]),
    to: isSame ? to : rounded([mx + ux * half, my + uy * half]),
    pitch: form.rowCm === undefined ? pitch : rounded([px * rowCm, py * rowCm]),
    ...withoutZero({
      curve: form.curve ?? curve,
      fan: form.fan ?? fan,
      stagger: form.stagger ?? stagger,
    }),
  };
}

function formedArc(before: Block, arc: Arc, after: Block, form: Operation<"rows">): Arc {
  const { angles, radius, radiusStep } = arc;
  const direction = angles[1] < angles[0] ? -1 : 1;
  const length = (Math.abs(angles[1] - angles[0]) / 18_000) * Math.PI * radius;
  const width = widthOf(after, form.seatCm ?? gapOf(before, length));
  const half = Math.min(18_000, (width / 2 / radius) * (18_000 / Math.PI)) * direction;
  const middle = (angles[0] + angles[1]) / 2;
  const isSame =
    form.seatCm === undefined && form.seats === undefined && form.aisleCm === undefined;
  const step = form.rowCm === undefined ? radiusStep : form.rowCm * (radiusStep < 0 ? -1 : 1);
  return {
    ...arc,
    radiusStep: step,
    angles: isSame && !form.aisles ? angles : rounded([middle - half, middle + half]),
  };
}

/** From one seat of the first row to the next. */
function gapOf(block: Block, length: number): number {
  const seats = seatsPerRow(block)[0] ?? 1;
  const aisles = block.aisles.filter((after) => after < seats).length;
  const room = length - aisles * (block.aisleCm ?? 0);
  return seats > 1 && room > 0 ? room / (seats - 1) : 50;
}

function widthOf(block: Block, seatCm: number): number {
  const seats = seatsPerRow(block)[0] ?? 1;
  const aisles = block.aisles.filter((after) => after < seats).length;
  return (seats - 1) * seatCm + aisles * (block.aisleCm ?? 0);
}

/** Runs of rows, cut or extended to this many rows. */
function fittedRuns(seats: Block["seats"], rows: number): Block["seats"] {
  if (typeof seats === "number") return seats;
  const runs: [number, number][] = [];
  let left = rows;
  for (const [run, count] of seats) {
    const taken = Math.min(run, left);
    if (taken > 0) runs.push([taken, count]);
    left -= taken;
  }
  const last = runs.at(-1);
  if (last) last[0] += left;
  return runs;
}

/** New rows and seats are added after the last ones. */
function fittedPoints(points: Point[][], after: Block): Point[][] {
  const fitted: Point[][] = [];
  for (const [row, seats] of seatsPerRow(after).entries()) {
    const above = fitted.at(-1);
    const known = points[row] ?? above?.map(([x, y]): Point => [x, y + 90]) ?? [[0, 0]];
    const line = known.slice(0, seats);
    while (line.length < seats) {
      const [x, y] = line.at(-1) ?? [0, 0];
      line.push([x + 50, y]);
    }
    fitted.push(line);
  }
  return fitted;
}

/** References to rows or seats that a block no longer has are removed. */
function withinRows(block: Block): Block {
  const { spots, exceptions, ...rest } = block;
  const lengths = seatsPerRow(block);
  const most = Math.max(...lengths);
  const kept = (spots ?? []).flatMap((spot): Spot[] => {
    const rows: Spot["rows"] = [spot.rows[0], Math.min(spot.rows[1], block.rows)];
    const seats: Spot["seats"] = [spot.seats[0], Math.min(spot.seats[1], most)];
    return rows[0] < rows[1] && seats[0] < seats[1] ? [{ ...spot, rows, seats }] : [];
  });
  const fitting = (exceptions ?? []).filter(
    ({ row, numbers }) => row < block.rows && (!numbers || numbers.length === lengths[row]),
  );
  return {
    ...rest,
    zoneRows: block.zoneRows.filter(([first]) => first < block.rows),
    ...(kept.length > 0 && { spots: kept }),
    ...(fitting.length > 0 && { exceptions: fitting }),
  };
}

/** Rows as arcs around a point, at their current distance from it and with the same gaps between seats. */
export function arcBlock(block: Block, center: Point): Block {
  const { geometry } = block;
  if (geometry.type !== "line" && geometry.type !== "arc") return block;
  const [front = [], second] = pointsOf(block);
  const [first, last] = [front[0] ?? center, front.at(-1) ?? center];
  const middle = front[front.length >> 1] ?? first;
  const radius = Math.max(1, Math.round(Math.hypot(middle[0] - center[0], middle[1] - center[1])));
  const length = Math.hypot(last[0] - first[0], last[1] - first[1]);
  const behind = second?.[second.length >> 1] ?? middle;
  const outward = Math.hypot(behind[0] - center[0], behind[1] - center[1]) >= radius ? 1 : -1;
  const rowCm =
    geometry.type === "arc" ? Math.abs(geometry.radiusStep) : Math.hypot(...geometry.pitch);
  const toward = angleOf(middle, center);
  const direction = turnBetween(angleOf(first, center), angleOf(last, center)) < 0 ? -1 : 1;
  const half = Math.min(18_000, (length / 2 / radius) * (18_000 / Math.PI)) * direction;
  return {
    ...block,
    geometry: {
      type: "arc",
      center,
      radius,
      radiusStep: Math.round(rowCm) * outward || 90,
      angles: rounded([toward - half, toward + half]),
    },
  };
}

const angleOf = ([x, y]: Point, [cx, cy]: Point) => (Math.atan2(y - cy, x - cx) * 18_000) / Math.PI;

function turnBetween(from: number, to: number): number {
  return ((((to - from + 18_000) % 36_000) + 36_000) % 36_000) - 18_000;
}

export function arcSection(section: Section, center: Point): Section {
  return { ...section, blocks: section.blocks.map((block) => arcBlock(block, center)) };
}

const rounded = ([x, y]: Point): Point => [Math.round(x) + 0, Math.round(y) + 0];

function withoutZero<T extends Record<string, number | undefined>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<T>;
}
