import { computed, signal } from "@preact/signals";
import type { Marking } from "./map-tools.ts";

/** The chosen seats of a screen that changes many at once. */
export function createSelection() {
  const picked = signal<ReadonlySet<number>>(new Set());
  const count = computed(() => picked.value.size);

  function mark(seats: Iterable<number>, marking: Marking): void {
    const next = new Set(picked.value);
    for (const seat of seats)
      if (marking === "add") next.add(seat);
      else next.delete(seat);
    picked.value = next;
  }
  const toggle = (seat: number) => mark([seat], picked.value.has(seat) ? "remove" : "add");
  const set = (seats: Iterable<number>) => (picked.value = new Set(seats));
  const clear = () => (picked.value = new Set());
  return { picked, count, mark, toggle, set, clear };
}

export type Selection = ReturnType<typeof createSelection>;
