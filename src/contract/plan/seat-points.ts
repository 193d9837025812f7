import type { Block, Geometry } from "./seat-plan.ts";

/** The positions of seats, as columns. */
type Columns = { x: Int32Array; y: Int32Array };
type Line = Extract<Geometry, { type: "line" }>;
type Arc = Extract<Geometry, { type: "arc" }>;
type Table = Extract<Geometry, { type: "table" }>;

/** Writes the positions of a row's seats, from `first` on. */
export function placeRow(
  columns: Columns,
  block: Block,
  { row, seats, first }: { row: number; seats: number; first: number },
): void {
  const { geometry } = block;
  if (geometry.type === "line") placeOnLine(columns, block, geometry, { row, seats, first });
  else if (geometry.type === "arc") placeOnArc(columns, block, geometry, { row, seats, first });
  else if (geometry.type === "table") placeAtTable(columns, geometry, { seats, first });
  else {
    const points = geometry.points[row] ?? [];
    for (let index = 0; index < seats; index++) {
      const [x, y] = points[index] ?? points.at(-1) ?? [0, 0];
      columns.x[first + index] = x;
      columns.y[first + index] = y;
    }
  }
}

type Where = { row: number; seats: number; first: number };

function placeOnLine({ x, y }: Columns, block: Block, line: Line, { row, seats, first }: Where) {
  const { curve = 0, fan = 0, stagger = 0 } = line;
  const [dx, dy] = line.pitch;
  let [x0, y0] = line.from;
  let [x1, y1] = line.to;
  const length = Math.hypot(x1 - x0, y1 - y0);
  if ((fan !== 0 || stagger !== 0) && length > 0) {
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const shift = row % 2 === 1 ? stagger : 0;
    x0 += ux * (shift - fan * row);
    y0 += uy * (shift - fan * row);
    x1 += ux * (shift + fan * row);
    y1 += uy * (shift + fan * row);
  }
  const [backX, backY] = curve === 0 ? [0, 0] : backward(line, length);
  const along = alongRow(block, seats, Math.hypot(x1 - x0, y1 - y0));
  for (let index = 0; index < seats; index++) {
    const t = along(index);
    const behind = curve === 0 ? 0 : curve * (1 - (2 * t - 1) ** 2);
    x[first + index] = Math.round(x0 + (x1 - x0) * t + dx * row + backX * behind);
    y[first + index] = Math.round(y0 + (y1 - y0) * t + dy * row + backY * behind);
  }
}

/** The direction from a row to the next; across the row if there is no next one. */
function backward({ from, to, pitch }: Line, length: number): [number, number] {
  const pitchLength = Math.hypot(...pitch);
  if (pitchLength > 0) return [pitch[0] / pitchLength, pitch[1] / pitchLength];
  return length === 0 ? [0, 1] : [(from[1] - to[1]) / length, (to[0] - from[0]) / length];
}

function placeOnArc({ x, y }: Columns, block: Block, arc: Arc, { row, seats, first }: Where) {
  const [a0, a1] = arc.angles;
  const radius = arc.radius + arc.radiusStep * row;
  const length = (Math.abs(a1 - a0) / 100) * (Math.PI / 180) * Math.abs(radius);
  const along = alongRow(block, seats, length);
  for (let index = 0; index < seats; index++) {
    const angle = ((a0 + (a1 - a0) * along(index)) / 100) * (Math.PI / 180);
    x[first + index] = Math.round(arc.center[0] + radius * Math.cos(angle));
    y[first + index] = Math.round(arc.center[1] + radius * Math.sin(angle));
  }
}

/** A seat's position along its row, from 0 to 1. Aisles with a width leave less room for the others. */
function alongRow({ aisles, aisleCm = 0 }: Block, seats: number, length: number) {
  if (seats === 1) return () => 0.5;
  const cuts = aisleCm === 0 ? [] : aisles.filter((after) => after < seats);
  if (cuts.length === 0 || length <= cuts.length * aisleCm)
    return (index: number) => index / (seats - 1);
  const gap = aisleCm / length;
  const step = (1 - gap * cuts.length) / (seats - 1);
  return (index: number) => index * step + gap * cuts.filter((after) => after <= index).length;
}

/** The distance of a seat from the table's edge. */
const chairCm = 35;

function placeAtTable({ x, y }: Columns, table: Table, { seats, first }: Omit<Where, "row">) {
  const turn = (table.turn / 100) * (Math.PI / 180);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  for (let index = 0; index < seats; index++) {
    const [px, py] =
      table.shape === "round" ? onRound(table, index, seats) : onSides(table, index, seats);
    x[first + index] = Math.round(table.center[0] + px * cos - py * sin);
    y[first + index] = Math.round(table.center[1] + px * sin + py * cos);
  }
}

/** Clockwise from the top. */
function onRound({ size: [width, height] }: Table, index: number, seats: number): [number, number] {
  const angle = (index / seats) * 2 * Math.PI;
  return [(width / 2 + chairCm) * Math.sin(angle), -(height / 2 + chairCm) * Math.cos(angle)];
}

/** Half of the seats are along the upper side from the left, the others along the lower side from the right. */
function onSides({ size: [width, height] }: Table, index: number, seats: number): [number, number] {
  const upper = Math.ceil(seats / 2);
  const isUpper = index < upper;
  const [at, count] = isUpper ? [index, upper] : [index - upper, seats - upper];
  const along = ((at + 0.5) / count - 0.5) * width;
  return isUpper ? [along, -height / 2 - chairCm] : [-along, height / 2 + chairCm];
}
