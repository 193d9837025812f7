import { spansOf } from "../../../../contract/plan/editing/finding.ts";
import type { Span } from "../../../../contract/plan/editing/operation-schema.ts";
import type { Places } from "../../../../contract/plan/seat-places.ts";
import { placeName } from "../../../../contract/plan/seat-places.ts";
import type { Area, Section, SeatPlan } from "../../../../contract/plan/seat-plan.ts";

/** What the next command applies to. Seats keep their spans, since their ordinals change with the plan. */
export type Selection =
  | { kind: "none" }
  | { kind: "parts"; ids: readonly string[] }
  | { kind: "seats"; seats: Uint32Array; spans: Span[] }
  | { kind: "stage"; at: number };

/** What a click or a box selects. */
export type Unit = "part" | "row" | "seat";

export type Part = Section | Area;

export const nothing: Selection = { kind: "none" };

export const isSection = (part: Part): part is Section => "blocks" in part;

export const partsOf = ({ sections, areas }: SeatPlan): Part[] => [...sections, ...areas];

export function partsSelected(ids: readonly string[]): Selection {
  return ids.length === 0 ? nothing : { kind: "parts", ids };
}

export function seatsSelected(
  { plan, places }: { plan: SeatPlan; places: Places },
  seats: Uint32Array,
): Selection {
  if (seats.length === 0) return nothing;
  return { kind: "seats", seats, spans: spansOf(plan, places, seats) };
}

/** The same selection in another revision; what is gone is not selected anymore. */
export function carried(selection: Selection, hall: { plan: SeatPlan; places: Places }): Selection {
  const { plan } = hall;
  if (selection.kind === "parts") {
    const known = new Set(partsOf(plan).map(({ id }) => id));
    return partsSelected(selection.ids.filter((id) => known.has(id)));
  }
  if (selection.kind === "seats") return seatsSelected(hall, seatsOfSpans(hall, selection.spans));
  if (selection.kind === "stage" && !plan.stage[selection.at]) return nothing;
  return selection;
}

/** The ordinals of spans, in the order of the plan; rows and seats that are gone are left out. */
export function seatsOfSpans(
  { plan, places }: { plan: SeatPlan; places: Places },
  spans: readonly Span[],
): Uint32Array {
  const at = new Map(plan.sections.map(({ id }, index) => [id, index]));
  const found: number[] = [];
  for (const [id, blockAt, rowAt, first, end] of spans) {
    const index = at.get(id);
    const section = index === undefined ? undefined : plan.sections[index];
    const block = section?.blocks[blockAt];
    if (index === undefined || !section || !block || rowAt >= block.rows) continue;
    const before = section.blocks.slice(0, blockAt).reduce((sum, { rows }) => sum + rows, 0);
    const firstRow = places.rowOf[places.groups[index]?.firstOrdinal ?? 0] ?? 0;
    const row = places.rows[firstRow + before + rowAt];
    if (!row) continue;
    const last = Math.min(end, row.numbers.length);
    for (let seat = first; seat < last; seat++) found.push(row.firstOrdinal + seat);
  }
  return Uint32Array.from(found).sort();
}

/** Adds what was not selected and takes away what was, as a click with Shift does. */
export function toggled<T>(before: Iterable<T>, given: Iterable<T>): T[] {
  const kept = new Set(before);
  const items = [...given];
  const isAllIn = items.every((item) => kept.has(item));
  for (const item of items)
    if (isAllIn) kept.delete(item);
    else kept.add(item);
  return [...kept];
}

/** All seats of the rows that some seats are in. */
export function wholeRows(places: Places, seats: Iterable<number>): Uint32Array {
  const rows = new Set(Array.from(seats, (seat) => places.rowOf[seat] ?? 0));
  const found: number[] = [];
  for (const at of [...rows].sort((a, b) => a - b)) {
    const row = places.rows[at];
    for (let seat = 0; seat < (row?.numbers.length ?? 0); seat++)
      found.push((row?.firstOrdinal ?? 0) + seat);
  }
  return Uint32Array.from(found);
}

/** The rows that are selected as a whole or in part: the section, its block, and the row in it. */
export function rowsOf(selection: Selection): Span[] {
  if (selection.kind !== "seats") return [];
  const seen = new Map<string, Span>();
  for (const span of selection.spans) seen.set(span.slice(0, 3).join("/"), span);
  return [...seen.values()];
}

/** The names of some seats, the first ones. */
export const seatNames = (places: Places, seats: Uint32Array, most: number) =>
  Array.from(seats.slice(0, most), (seat) => placeName(places, seat));
