import { pointsOf } from "../../../../contract/plan/editing/outlines.ts";
import { seatsPerRow } from "../../../../contract/plan/seat-places.ts";
import type { Block, Section } from "../../../../contract/plan/seat-plan.ts";
import type { Handle, PlanPoint } from "../canvas/sketch.ts";
import { isSection, type Part } from "../state/selection.ts";
import { boxAround } from "./copies.ts";
import { tidy } from "./making.ts";

/** How far above its part the handle for turning stands, in pixels. */
const turnPx = 28;

/** What can be taken hold of at a single selected section or area. */
export function handlesOf(part: Part, cmPerPx: number): Handle[] {
  const [x0, y0, x1] = boxAround([part]);
  const turn: Handle = {
    name: "turn",
    shape: "round",
    at: [Math.round((x0 + x1) / 2), Math.round(y0 - turnPx * cmPerPx)],
  };
  const block = isSection(part) ? onlyLine(part) : null;
  if (!block) return [turn];
  const rows = pointsOf(block);
  const last = rows.at(-1) ?? [];
  const end = last.at(-1);
  const middle = middleOfRow(last);
  return [
    turn,
    ...(end && typeof block.seats === "number"
      ? [{ name: "size", shape: "square" as const, at: end }]
      : []),
    ...(middle && last.length > 2 ? [{ name: "curve", shape: "round" as const, at: middle }] : []),
  ];
}

export function onlyLine({ blocks }: Section): Block | null {
  const [block] = blocks;
  return block && blocks.length === 1 && block.geometry.type === "line" ? block : null;
}

const middleOfRow = (row: readonly PlanPoint[]): PlanPoint | undefined => row[row.length >> 1];

export function handleAt(
  handles: readonly Handle[],
  [x, y]: PlanPoint,
  reachCm: number,
): Handle | null {
  return handles.find(({ at }) => Math.hypot(at[0] - x, at[1] - y) <= reachCm) ?? null;
}

/** The block with as many rows and seats as reach from its first seat to a point. */
export function sizedBlock(block: Block, to: PlanPoint): Block {
  const { geometry } = block;
  if (geometry.type !== "line" || typeof block.seats !== "number") return block;
  const { from, pitch } = geometry;
  const length = Math.hypot(geometry.to[0] - from[0], geometry.to[1] - from[1]);
  const gap = block.seats > 1 && length > 0 ? length / (block.seats - 1) : 52;
  const [ux, uy] =
    length > 0
      ? [(geometry.to[0] - from[0]) / length, (geometry.to[1] - from[1]) / length]
      : [1, 0];
  const rowCm = Math.hypot(...pitch) || 95;
  const [px, py] = Math.hypot(...pitch) > 0 ? [pitch[0] / rowCm, pitch[1] / rowCm] : [0 - uy, ux];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  // The pitch need not be across the row, so the point is split along both.
  const det = ux * py - uy * px || 1;
  const along = (dx * py - dy * px) / det;
  const back = (ux * dy - uy * dx) / det;
  const seats = Math.max(1, Math.min(500, Math.round(along / gap) + 1));
  const rows = Math.max(1, Math.min(200, Math.round(back / rowCm) + 1));
  const width = (seats - 1) * gap;
  return {
    ...block,
    rows,
    seats,
    zoneRows: block.zoneRows.filter(([first]) => first < rows),
    geometry: { ...geometry, to: [tidy(from[0] + ux * width), tidy(from[1] + uy * width)] },
  };
}

/** The curve with which the middle of the last row comes to a point. */
export function curveTo(block: Block, to: PlanPoint): number {
  const { geometry } = block;
  if (geometry.type !== "line") return 0;
  const [last = 1] = seatsPerRow(block).slice(-1);
  const flat: Block = { ...block, geometry: { ...geometry, curve: 0 } };
  const middle = pointsOf(flat).at(-1)?.[last >> 1] ?? to;
  const length = Math.hypot(...geometry.pitch);
  const { from, to: end } = geometry;
  const across = Math.hypot(end[0] - from[0], end[1] - from[1]) || 1;
  const [px, py] =
    length > 0
      ? [geometry.pitch[0] / length, geometry.pitch[1] / length]
      : [(from[1] - end[1]) / across, (end[0] - from[0]) / across];
  const curve = (to[0] - middle[0]) * px + (to[1] - middle[1]) * py;
  return Math.abs(curve) < 12 ? 0 : Math.max(-20_000, Math.min(20_000, tidy(curve)));
}
