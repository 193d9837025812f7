import type { CockpitFrame, Filling } from "../../../contract/live/cockpit.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";

type Counts = readonly [free: number, held: number, sold: number];
export type Part = {
  id: string;
  outline: readonly (readonly [number, number])[];
  counts: Counts;
  isClosed: boolean;
};

/** The least share of each step but the first; the last step is a section without a free seat. */
export const steps = [0.3, 0.6, 0.8] as const;

/** The sections and areas of a plan, each with its counts now or at a sample of the past. */
export function partsOf(
  { sections, areas }: Pick<SeatPlan, "sections" | "areas">,
  now: CockpitFrame["sections"],
  past: Filling["samples"][number] | null,
  closed: readonly string[] = [],
): Part[] {
  return [...sections, ...areas].map(({ id, outline }, index) => ({
    id,
    outline,
    counts: past ? pastOf(past.counts, index) : (now[index] ?? [0, 0, 0]),
    // Samples do not know what was closed.
    isClosed: past === null && closed.includes(id),
  }));
}

const pastOf = (counts: readonly number[], index: number): Counts => [
  counts[index * 3] ?? 0,
  counts[index * 3 + 1] ?? 0,
  counts[index * 3 + 2] ?? 0,
];

/** How much of what was ever on sale is held or sold; null for a section that is not on sale. */
export function shareOf([free, held, sold]: Counts): number | null {
  const total = free + held + sold;
  return total === 0 ? null : (held + sold) / total;
}

/** From 1 to 5, for the depth of the color; 0 for a section that is closed or not on sale. */
export function depthOf({ counts, isClosed }: Pick<Part, "counts" | "isClosed">): number {
  const share = shareOf(counts);
  if (share === null || isClosed) return 0;
  if (counts[0] === 0) return 5;
  return 1 + steps.filter((least) => share >= least).length;
}

/** A place for the name, and how large it can be. */
export function labelOf(outline: Part["outline"]): { x: number; y: number; size: number } {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const size = Math.min((right - left) / 4, (bottom - top) / 3);
  return { x: (left + right) / 2, y: (top + bottom) / 2, size };
}
