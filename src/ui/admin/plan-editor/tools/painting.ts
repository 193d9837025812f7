import type {
  Operation,
  PlanOperation,
} from "../../../../contract/plan/editing/operation-schema.ts";
import type { SeatFinder } from "../../../../contract/plan/editing/finding.ts";
import { spansOf } from "../../../../contract/plan/editing/finding.ts";
import { placeFlags } from "../../../../contract/plan/seat-places.ts";
import type { FlagKind, Section } from "../../../../contract/plan/seat-plan.ts";
import type { Hall } from "../state/hall.ts";
import { isSection, type Part, type Unit, wholeRows } from "../state/selection.ts";

export type Paint = { zone: string } | { flag: FlagKind; text?: { ko: string; en: string } };
type Spans = Operation<"paint">["spans"];

/** All seats of some sections. */
export function seatsOfParts({ places }: Hall, ids: readonly string[]): Uint32Array {
  const wanted = new Set(ids);
  const found: number[] = [];
  for (const { id, kind, firstOrdinal, count } of places.groups)
    if (kind === "section" && wanted.has(id))
      for (let seat = firstOrdinal; seat < firstOrdinal + count; seat++) found.push(seat);
  return Uint32Array.from(found);
}

/** What a stroke in a box covers, by the unit that is painted. */
export function seatsInStroke(
  hall: Hall,
  finder: SeatFinder,
  box: [number, number, number, number],
  unit: Unit,
): Uint32Array {
  const seats = finder.seatsInBox(box);
  if (unit === "seat") return seats;
  if (unit === "row") return wholeRows(hall.places, seats);
  const ids = new Set(
    Array.from(seats, (seat) => hall.plan.sections[hall.places.group[seat] ?? 0]?.id ?? ""),
  );
  return seatsOfParts(hall, [...ids]);
}

/** Seats of one zone need no marks of their own if they are all seats of their section. */
export function paintOf(hall: Hall, seats: Uint32Array, paint: Paint): PlanOperation | null {
  if (seats.length === 0) return null;
  const spans: Spans = spansOf(hall.plan, hall.places, seats);
  if ("zone" in paint) {
    const whole = wholeSections(hall, seats);
    return whole === null
      ? { kind: "paint", spans, zone: paint.zone }
      : { kind: "set", ids: whole, zone: paint.zone };
  }
  const { flag, text } = paint;
  const bit = placeFlags[flag];
  const isOff = seats.every((seat) => ((hall.places.flags[seat] ?? 0) & bit) !== 0);
  if (isOff && text === undefined) return { kind: "paint", spans, flag, isOff: true };
  return { kind: "paint", spans, flag, ...(text && { text }) };
}

function wholeSections({ plan, places }: Hall, seats: Uint32Array): string[] | null {
  const counts = new Map<number, number>();
  for (const seat of seats) {
    const at = places.group[seat] ?? 0;
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const ids: string[] = [];
  for (const [at, count] of counts) {
    const section = plan.sections[at];
    if (!section || places.groups[at]?.count !== count || hasOwnZones(section)) return null;
    ids.push(section.id);
  }
  return ids;
}

const hasOwnZones = ({ blocks }: Section) =>
  blocks.some(
    ({ zoneRows, spots = [] }) =>
      zoneRows.length > 0 || spots.some(({ zone }) => zone !== undefined),
  );

/** Standing areas have one zone and no marks. */
export const areasAmong = (parts: readonly Part[]): string[] =>
  parts.filter((part) => !isSection(part)).map(({ id }) => id);
