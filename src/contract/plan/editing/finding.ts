import type { Places } from "../seat-places.ts";
import type { Area, Section, SeatPlan } from "../seat-plan.ts";
import { type Box, boxOf } from "./arranging.ts";
import type { Span } from "./operation-schema.ts";

type Point = readonly [number, number];
/** An outline's segments between two heights are looked up by their band. */
type Lasso = { box: Box; bands: { top: number; height: number; edges: [Point, Point][][] } };

const bandsMax = 64;

/** Finds the target at or around a pointer. A box for each section avoids reading the seats of the others. */
export class SeatFinder {
  readonly #places: Places;
  readonly #parts: (Section | Area)[];
  readonly #boxes: Box[];

  constructor(plan: SeatPlan, places: Places) {
    this.#places = places;
    this.#parts = [...plan.sections, ...plan.areas];
    this.#boxes = places.groups.map(({ firstOrdinal, count }) =>
      seatsBox(places, firstOrdinal, firstOrdinal + count),
    );
  }

  /** The seats in a box, in the order of the plan. Standing places cannot be picked. */
  seatsInBox(box: Box): Uint32Array {
    const { x, y } = this.#places;
    const [x0, y0, x1, y1] = box;
    return this.#collect(box, (seat) => {
      const [px, py] = [x[seat] ?? 0, y[seat] ?? 0];
      return px >= x0 && px <= x1 && py >= y0 && py <= y1;
    });
  }

  seatsInLasso(outline: readonly Point[]): Uint32Array {
    const { x, y } = this.#places;
    const lasso = lassoOf(outline);
    return this.#collect(lasso.box, (seat) => isInLasso(lasso, x[seat] ?? 0, y[seat] ?? 0));
  }

  /** The nearest seat within reach. */
  seatAt([px, py]: Point, reachCm: number): number | null {
    const { x, y } = this.#places;
    let nearest: number | null = null;
    let best = reachCm * reachCm + 1;
    const box: Box = [px - reachCm, py - reachCm, px + reachCm, py + reachCm];
    for (const seat of this.seatsInBox(box)) {
      const away = ((x[seat] ?? 0) - px) ** 2 + ((y[seat] ?? 0) - py) ** 2;
      if (away < best) [nearest, best] = [seat, away];
    }
    return nearest;
  }

  /** The rows with at least one seat in a box, by their index in the places. */
  rowsInBox(box: Box): number[] {
    const { rowOf } = this.#places;
    return [...new Set(Array.from(this.seatsInBox(box), (seat) => rowOf[seat] ?? 0))];
  }

  /** The sections and areas whose outline a box touches. */
  partsInBox(box: Box): string[] {
    return this.#parts.filter((part) => meets(boxOf(part.outline), box)).map(({ id }) => id);
  }

  /** The topmost section or area under a point. */
  partAt([x, y]: Point): string | null {
    const part = this.#parts.findLast(({ outline }) => isInLasso(lassoOf(outline), x, y));
    return part?.id ?? null;
  }

  #collect(box: Box, isIn: (seat: number) => boolean): Uint32Array {
    const { groups, count } = this.#places;
    const found = new Uint32Array(count);
    let length = 0;
    for (const [index, { kind, firstOrdinal, count: seats }] of groups.entries()) {
      const own = this.#boxes[index];
      if (kind === "area" || !own || !meets(own, box)) continue;
      for (let seat = firstOrdinal; seat < firstOrdinal + seats; seat++)
        if (isIn(seat)) found[length++] = seat;
    }
    return found.slice(0, length);
  }
}

/** Seats as runs of their rows, as operations name them. The seats have to be in the order of the plan. */
export function spansOf(plan: SeatPlan, places: Places, seats: Iterable<number>): Span[] {
  const spans: Span[] = [];
  const wheres = new Map<number, [string, number, number]>();
  let last: Span | null = null;
  let lastRow = -1;
  for (const seat of seats) {
    const rowIndex = places.rowOf[seat] ?? -1;
    const row = places.rows[rowIndex];
    if (!row || row.numbers.length === 0) continue;
    const at = seat - row.firstOrdinal;
    if (last && rowIndex === lastRow && last[4] === at) {
      last[4] = at + 1;
      continue;
    }
    const where = wheres.get(rowIndex) ?? whereOf(plan, places, rowIndex);
    wheres.set(rowIndex, where);
    last = [...where, at, at + 1];
    lastRow = rowIndex;
    spans.push(last);
  }
  return spans;
}

/** The section of a row, its block, and the row's index in the block. */
function whereOf(plan: SeatPlan, places: Places, rowIndex: number): [string, number, number] {
  const group = places.rows[rowIndex]?.section ?? -1;
  const section = plan.sections[group];
  let row = rowIndex - (places.rowOf[places.groups[group]?.firstOrdinal ?? 0] ?? 0);
  for (const [at, { rows }] of (section?.blocks ?? []).entries()) {
    if (row < rows) return [section?.id ?? "", at, row];
    row -= rows;
  }
  throw new RangeError(`no row ${rowIndex}`);
}

function seatsBox({ x, y }: Places, first: number, end: number): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let seat = first; seat < end; seat++) {
    const [px, py] = [x[seat] ?? 0, y[seat] ?? 0];
    if (px < x0) x0 = px;
    if (px > x1) x1 = px;
    if (py < y0) y0 = py;
    if (py > y1) y1 = py;
  }
  return [x0, y0, x1, y1];
}

const meets = (a: Box, b: Box): boolean =>
  a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

function lassoOf(outline: readonly Point[]): Lasso {
  const box = boxOf(outline);
  const count = Math.min(bandsMax, Math.max(1, outline.length));
  const height = Math.max(1, (box[3] - box[1]) / count);
  const edges: [Point, Point][][] = Array.from({ length: count + 1 }, () => []);
  const bandOf = (y: number) => Math.max(0, Math.min(count, Math.floor((y - box[1]) / height)));
  for (const [index, from] of outline.entries()) {
    const to = outline[(index + 1) % outline.length] ?? from;
    const last = bandOf(Math.max(from[1], to[1]));
    for (let band = bandOf(Math.min(from[1], to[1])); band <= last; band++)
      edges[band]?.push([from, to]);
  }
  return { box, bands: { top: box[1], height, edges } };
}

/** Counts the crossings of a ray to the right with the outline. */
function isInLasso({ box, bands }: Lasso, x: number, y: number): boolean {
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  const { top, height, edges } = bands;
  const band = Math.min(edges.length - 1, Math.floor((y - top) / height));
  let inside = false;
  for (const [[x0, y0], [x1, y1]] of edges[band] ?? [])
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  return inside;
}
