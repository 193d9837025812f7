import { planLimits, planSeatsMax } from "../plan-limits.ts";
import { countPlaces, countSeats, seatsPerRow } from "../seat-places.ts";
import type { Area, Block, Section, SeatPlan } from "../seat-plan.ts";
import type { Operation, PlanOperation } from "./operation-schema.ts";

/** The reason for refusing an operation. The plan does not change. */
export type EditRefusal = {
  reason:
    | "no-such-part"
    | "name-taken"
    | "number-unsafe"
    | "out-of-reach"
    | "too-many"
    | "too-many-places"
    | "rows-unequal"
    | "nothing-left";
  /** The affected section or area, if any. */
  id?: string;
};

/** Checks an operation before it is applied: anything that would take too long is refused. */
export function refusalBefore(operation: PlanOperation, plan: SeatPlan): EditRefusal | null {
  if (operation.kind === "patch" || operation.kind === "add" || operation.kind === "block")
    return null;
  if (operation.kind === "rows") {
    const { rows = 1, seats = 1 } = operation;
    const most = typeof seats === "number" ? seats : Math.max(seats.length, ...seats.flat());
    if (rows > planLimits.rows || most > planLimits.seatsInRow) return { reason: "too-many" };
  }
  const reason = faultOfNumbers(operation, 5);
  if (reason) return { reason };
  return operation.kind === "copy" ? refusalOfCopies(operation, plan) : null;
}

/** Copies are counted before they are made: a thousand of a large section would fill the memory. */
function refusalOfCopies({ copies }: Operation<"copy">, plan: SeatPlan): EditRefusal | null {
  const parts = [...plan.sections, ...plan.areas];
  const counts = new Map(
    parts.map((part) => [part.id, "blocks" in part ? countSeats(part) : part.capacity]),
  );
  const added = copies.reduce((sum, { of }) => sum + (counts.get(of) ?? 0), 0);
  return countPlaces(plan) + added > planSeatsMax ? { reason: "too-many-places" } : null;
}

/**
 * Checks the changed parts of a plan. It is fast, since it runs with every stroke; the server checks the whole plan
 * against its schema on saving.
 */
export function refusalOf(before: SeatPlan, after: SeatPlan): EditRefusal | null {
  const known = new Set<unknown>([...before.sections, ...before.areas]);
  const changed = [...after.sections, ...after.areas].filter((part) => !known.has(part));
  for (const part of changed) {
    const reason = faultOfPart(part);
    if (reason) return { reason, id: part.id };
  }
  return faultOfTop(before, after) ?? faultOfCounts(before, after);
}

function faultOfTop(before: SeatPlan, after: SeatPlan): EditRefusal | null {
  for (const key of ["bounds", "focus", "stage"] as const) {
    const reason = before[key] === after[key] ? null : faultOfNumbers(after[key], 1);
    if (reason) return { reason };
  }
  const { background } = after;
  if (!background || background === before.background) return null;
  const reason = faultOfNumbers(background.at, 1) ?? faultOfNumbers(background.size, 2);
  return reason && { reason };
}

function faultOfCounts(before: SeatPlan, after: SeatPlan): EditRefusal | null {
  const { sections, areas, zones, levels, stage, gates = [] } = after;
  const isFull =
    sections.length > planLimits.sections ||
    areas.length > planLimits.areas ||
    zones.length > planLimits.zones ||
    levels.length > planLimits.levels ||
    gates.length > planLimits.gates ||
    stage.length > planLimits.stages;
  if (isFull) return { reason: "too-many" };
  if (zones.length === 0 || levels.length === 0) return { reason: "nothing-left" };
  const ids = [...sections, ...areas].map(({ id }) => id);
  const unique = new Set(ids);
  if (unique.size !== ids.length) {
    const id = ids.find((one, at) => ids.indexOf(one) !== at);
    return { reason: "name-taken", ...(id !== undefined && { id }) };
  }
  const count = countPlaces(after);
  const isMore = count > planSeatsMax && count > countPlaces(before);
  return isMore ? { reason: "too-many-places" } : null;
}

function faultOfPart(part: Section | Area): EditRefusal["reason"] | null {
  if (part.outline.length < 3 || part.outline.length > planLimits.outlinePoints) return "too-many";
  const unsafe = faultOfNumbers(part.outline, 1);
  if (unsafe) return unsafe;
  if (!("blocks" in part)) {
    if (!Number.isSafeInteger(part.capacity) || part.capacity < 1) return "number-unsafe";
    return part.capacity > planLimits.areaPlaces ? "too-many" : null;
  }
  if (part.blocks.length === 0) return "nothing-left";
  if (part.blocks.length > planLimits.blocks) return "too-many";
  for (const block of part.blocks) {
    const reason = faultOfBlock(block);
    if (reason) return reason;
  }
  return null;
}

function faultOfBlock(block: Block): EditRefusal["reason"] | null {
  const { rows, seats, geometry, spots = [], rowNumbers, seatNumbers } = block;
  const counts = [rows, seats, rowNumbers.start, seatNumbers.start, seatNumbers.step];
  if (!counts.flat(2).every((value) => Number.isSafeInteger(value))) return "number-unsafe";
  if (rows < 1 || rows > planLimits.rows || spots.length > planLimits.spots) return "too-many";
  if (rowNumbers.start > 9_999 || seatNumbers.start > 99_999) return "too-many";
  const runs = typeof seats === "number" ? [[rows, seats] as const] : seats;
  if (runs.some(([run, count]) => run < 1 || count < 1 || count > planLimits.seatsInRow))
    return "too-many";
  if (runs.reduce((sum, [run]) => sum + run, 0) !== rows) return "rows-unequal";
  if (geometry.type === "table" && rows !== 1) return "rows-unequal";
  if (geometry.type === "points" && !isFilled(block, geometry.points)) return "rows-unequal";
  const unsafe = faultOfNumbers(geometry, geometry.type === "arc" ? 5 : 1);
  if (unsafe) return unsafe;
  if (geometry.type !== "arc") return null;
  const { radius, radiusStep } = geometry;
  return Math.min(radius, radius + radiusStep * (rows - 1)) < 1 ? "out-of-reach" : null;
}

function isFilled(block: Block, points: readonly (readonly unknown[])[]): boolean {
  const lengths = seatsPerRow(block);
  return points.length === lengths.length && points.every((row, at) => row.length === lengths[at]);
}

/** Every number within a value is whole and within bounds. */
export function faultOfNumbers(
  value: unknown,
  reaches: number,
): "number-unsafe" | "out-of-reach" | null {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) return "number-unsafe";
    return Math.abs(value) > planLimits.reachCm * reaches ? "out-of-reach" : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const inner of Object.values(value)) {
    const reason = faultOfNumbers(inner, reaches);
    if (reason) return reason;
  }
  return null;
}
