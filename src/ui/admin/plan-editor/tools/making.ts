import { outlineAround } from "../../../../contract/plan/editing/outlines.ts";
import type { Area, Block, Section, SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import type { PlanPoint } from "../canvas/sketch.ts";
import { freshName } from "./names.ts";

export type Point = [number, number];

/** The choices for new rows. Lengths are centimeters. */
export type RowForm = {
  rows: number;
  /** Seats of a row; 0 takes as many as fit. */
  seats: number;
  seatCm: number;
  rowCm: number;
  curve: number;
  fan: number;
  stagger: number;
};

export const usualRows: RowForm = {
  rows: 8,
  seats: 12,
  seatCm: 52,
  rowCm: 95,
  curve: 0,
  fan: 0,
  stagger: 0,
};

export const tidy = (value: number) => Math.round(value) + 0;
const numbering = {
  rowNumbers: { scheme: "1", start: 1, skip: [] },
  seatNumbers: { start: 1, step: 1, direction: "ltr" },
} satisfies Pick<Block, "rowNumbers" | "seatNumbers">;
const plain = { ...numbering, aisles: [], zoneRows: [] };

const limited = (value: number, most: number) => Math.max(1, Math.min(most, Math.round(value)));

/** Rows along a line, each behind the one before as seen from the focus. */
export function rowsAlong(from: PlanPoint, to: PlanPoint, form: RowForm, focus: PlanPoint): Block {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const seats = limited(form.seats || Math.floor(length / form.seatCm) + 1, 500);
  const [ux, uy] = length === 0 ? [1, 0] : [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
  // The normal that leads away from the focus.
  const isBehind = (middle[0] - focus[0]) * -uy + (middle[1] - focus[1]) * ux >= 0;
  const side = isBehind ? 1 : -1;
  const width = form.seats ? Math.max(length, 0) : (seats - 1) * form.seatCm;
  const end: Point =
    length < form.seatCm / 2
      ? [tidy(from[0] + (seats - 1) * form.seatCm), from[1]]
      : [tidy(from[0] + ux * width), tidy(from[1] + uy * width)];
  return {
    ...plain,
    rows: limited(form.rows, 200),
    seats,
    geometry: {
      type: "line",
      from: [from[0], from[1]],
      to: end,
      pitch: [tidy(-uy * side * form.rowCm), tidy(ux * side * form.rowCm)],
      ...bends(form),
    },
  };
}

const bends = ({ curve, fan, stagger }: RowForm) => ({
  ...(curve !== 0 && { curve }),
  ...(fan !== 0 && { fan }),
  ...(stagger !== 0 && { stagger }),
});

/** As many rows and seats as a box has room for; the first row is the one nearest to the focus. */
export function blockInBox(a: PlanPoint, b: PlanPoint, form: RowForm, focus: PlanPoint): Block {
  const [x0, x1] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [y0, y1] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  const seats = limited(Math.floor((x1 - x0) / form.seatCm) + 1, 500);
  const rows = limited(Math.floor((y1 - y0) / form.rowCm) + 1, 200);
  const isBelow = (y0 + y1) / 2 >= focus[1];
  const y = isBelow ? y0 : y1;
  return blockAt([x0, y], { ...form, rows, seats }, isBelow ? 1 : -1);
}

/** Rows × seats around a point. */
export function blockAround(at: PlanPoint, form: RowForm, focus: PlanPoint): Block {
  const side = at[1] >= focus[1] ? 1 : -1;
  const width = (form.seats - 1) * form.seatCm;
  const depth = (form.rows - 1) * form.rowCm;
  return blockAt([tidy(at[0] - width / 2), tidy(at[1] - (depth / 2) * side)], form, side);
}

function blockAt([x, y]: Point, form: RowForm, side: 1 | -1): Block {
  const seats = limited(form.seats, 500);
  return {
    ...plain,
    rows: limited(form.rows, 200),
    seats,
    geometry: {
      type: "line",
      from: [x, y],
      to: [tidy(x + (seats - 1) * form.seatCm), y],
      pitch: [0, form.rowCm * side],
      ...bends(form),
    },
  };
}

/** Rows of seats in an outline of any shape. Null if it has room for none. */
export function blockInOutline(
  outline: readonly PlanPoint[],
  form: RowForm,
  focus: PlanPoint,
): Block | null {
  const ys = outline.map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const margin = form.rowCm / 2;
  const lines: Point[][] = [];
  for (let y = top + margin; y <= bottom - margin / 2 && lines.length < 200; y += form.rowCm) {
    const points = spansAt(outline, y).flatMap(([from, to]) => {
      const room = to - from - form.seatCm * 0.6;
      if (room < 0) return [];
      const count = Math.floor(room / form.seatCm) + 1;
      const first = (from + to - (count - 1) * form.seatCm) / 2;
      return Array.from({ length: count }, (_, at): Point => [
        tidy(first + at * form.seatCm),
        tidy(y),
      ]);
    });
    if (points.length > 0) lines.push(points.slice(0, 500));
  }
  if (lines.length === 0) return null;
  if ((top + bottom) / 2 < focus[1]) lines.reverse();
  return {
    ...plain,
    rows: lines.length,
    seats: lines.map(({ length }): [number, number] => [1, length]),
    geometry: { type: "points", points: lines },
  };
}

/** Where a horizontal line is within an outline. */
function spansAt(outline: readonly PlanPoint[], y: number): Point[] {
  const crossings: number[] = [];
  for (const [index, [x0, y0]] of outline.entries()) {
    const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
    if (y0 > y !== y1 > y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
  }
  crossings.sort((a, b) => a - b);
  const spans: Point[] = [];
  for (let at = 0; at + 1 < crossings.length; at += 2)
    spans.push([crossings[at] ?? 0, crossings[at + 1] ?? 0]);
  return spans;
}

export type TableForm = {
  shape: "round" | "rectangle";
  seats: number;
  widthCm: number;
  depthCm: number;
  isWhole: boolean;
};

export const usualTable: TableForm = {
  shape: "round",
  seats: 8,
  widthCm: 150,
  depthCm: 150,
  isWhole: true,
};

export function tableAt(
  at: PlanPoint,
  { shape, seats, widthCm, depthCm, isWhole }: TableForm,
): Block {
  return {
    ...plain,
    rows: 1,
    seats,
    geometry: {
      type: "table",
      shape,
      center: [at[0], at[1]],
      size: [widthCm, shape === "round" ? widthCm : depthCm],
      turn: 0,
    },
    ...(isWhole && { isWhole: true }),
  };
}

export const boxOutline = (a: PlanPoint, b: PlanPoint): Point[] => {
  const [x0, y0, x1, y1] = boxBetween(a, b);
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
};

export const boxBetween = (a: PlanPoint, b: PlanPoint): [number, number, number, number] => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
];

/** The area of an outline in square meters. */
export function squareMeters(outline: readonly PlanPoint[]): number {
  let twice = 0;
  for (const [index, [x0, y0]] of outline.entries()) {
    const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
    twice += x0 * y1 - x1 * y0;
  }
  return Math.abs(twice) / 20_000;
}

/** So many people stand on a square meter, if nobody says otherwise. */
const standingPerMeter = 2.5;

export type StandingForm = { mode: Area["mode"]; capacity: number };

export const placesIn = (outline: readonly PlanPoint[]) =>
  Math.max(1, Math.min(50_000, Math.round(squareMeters(outline) * standingPerMeter)));

type Where = { zone: string; level: string };

export function newSection(
  plan: SeatPlan,
  blocks: Block[],
  where: Where,
  isTable = false,
): Section {
  const id = freshName(plan, isTable ? "table" : "section");
  return {
    id,
    label: labelOf(id, isTable),
    ...where,
    outline: outlineAround(blocks),
    blocks,
    flags: [],
  };
}

export function newArea(
  plan: SeatPlan,
  outline: Point[],
  { mode, capacity }: StandingForm,
  where: Where,
): Area {
  const id = freshName(plan, "area");
  const label = { ko: `스탠딩 ${id}`, en: `Standing ${id}` };
  return { id, label, ...where, outline, mode, capacity: capacity || placesIn(outline) };
}

const labelOf = (id: string, isTable: boolean) =>
  isTable ? { ko: `테이블 ${id}`, en: `Table ${id}` } : { ko: `${id}구역`, en: `Section ${id}` };
