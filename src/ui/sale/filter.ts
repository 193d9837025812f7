import { computed, signal } from "@preact/signals";
import type { Hall, Part } from "../seat-map/hall.ts";

/** Which seats are wanted: of one price, or those for wheelchairs and who comes with them. The others are dimmed. */
export function createFilter(hall: Hall) {
  const zoneId = signal<string | null>(null);
  const isAccessible = signal(false);
  const isWanted = computed(() => {
    const [wanted, onlyAccessible] = [zoneId.value, isAccessible.value];
    if (wanted === null && !onlyAccessible) return null;
    return (seat: number): boolean => {
      const { flags } = hall.places;
      // Accessible and companion seats are the two lowest flags.
      if (onlyAccessible && ((flags[seat] ?? 0) & 3) === 0) return false;
      return wanted === null || hall.zoneOf(seat)?.id === wanted;
    };
  });
  const hasAccessible = hall.places.flags.some((flags) => (flags & 3) !== 0);

  /** Whether a section has anything that is wanted. */
  function wantsPart({ firstOrdinal, end, zones }: Part): boolean {
    if (isAccessible.value)
      return hall.places.flags.subarray(firstOrdinal, end).some((flags) => (flags & 3) !== 0);
    return zoneId.value === null || zones.some(({ id }) => id === zoneId.value);
  }

  return { zoneId, isAccessible, hasAccessible, isWanted, wantsPart };
}

export type Filter = ReturnType<typeof createFilter>;
