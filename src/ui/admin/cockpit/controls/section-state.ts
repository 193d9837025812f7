import type { StockBlock } from "../../../../contract/admin/stock/stock.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { countSeats } from "../../../../contract/plan/seat-places.ts";

/** The note of the block that closes a section names it, so that it can be found and opened again. */
const notePrefix = "section:";

/** The section that a block with this note closes; null if it closes none. */
export const sectionOf = (note: string): string | null =>
  note.startsWith(notePrefix) ? note.slice(notePrefix.length) : null;

export type Closed = { blockId: string; section: string; seats: number };

/** The sections that are closed, with the seats that would be on sale again. */
export const closedIn = (
  blocks: readonly Pick<StockBlock, "id" | "kind" | "note" | "counts">[],
): Closed[] =>
  blocks.flatMap(({ id, kind, note, counts }) =>
    kind === "killed" && note.startsWith(notePrefix)
      ? [{ blockId: id, section: note.slice(notePrefix.length), seats: counts.free }]
      : [],
  );

export type SectionSeats = { id: string; first: number; count: number };

/** Each section and area with its seats' numbers, in the plan's order. */
export function sectionsOf({
  sections,
  areas,
}: Pick<SeatPlan, "sections" | "areas">): SectionSeats[] {
  let next = 0;
  const counted = [
    ...sections.map((section) => ({ id: section.id, count: countSeats(section) })),
    ...areas.map(({ id, capacity }) => ({ id, count: capacity })),
  ];
  return counted.map(({ id, count }) => {
    const first = next;
    next += count;
    return { id, first, count };
  });
}

/**
 * The block that closes a section: its free seats leave the sale at once, and those that fans hold as soon as they come
 * back. What is sold stays sold, and other blocks keep their seats.
 */
export const closing = ({ id, first, count }: SectionSeats) => ({
  kind: "killed" as const,
  note: notePrefix + id,
  seats: Array.from({ length: count }, (_, index) => first + index),
  whenFree: true,
  isPartial: true,
});
