import { batch, computed, signal } from "@preact/signals";
import type { Hall, Part } from "../../seat-map/hall.ts";

/** Which seats are wanted: on one level, of one price, or for wheelchairs and who comes along. The others are dimmed. */
export function createFilter(hall: Hall) {
  const zoneId = signal<string | null>(null);
  const isAccessible = signal(false);
  const level = signal<string | null>(null);
  const isWanted = computed(() => {
    const [wanted, onlyAccessible, on] = [zoneId.value, isAccessible.value, level.value];
    if (wanted === null && !onlyAccessible && on === null) return null;
    return (seat: number): boolean => {
      const { flags, group } = hall.places;
      if (on !== null && hall.parts[group[seat] ?? -1]?.level !== on) return false;
      // Accessible and companion seats are the two lowest flags.
      if (onlyAccessible && ((flags[seat] ?? 0) & 3) === 0) return false;
      return wanted === null || hall.zoneOf(seat)?.id === wanted;
    };
  });
  const hasAccessible = hall.places.flags.some((flags) => (flags & 3) !== 0);

  /** Whether a section has anything that is wanted. */
  function wantsPart({ firstOrdinal, end, zones, level: own }: Part): boolean {
    if (level.value !== null && own !== level.value) return false;
    if (isAccessible.value)
      return hall.places.flags.subarray(firstOrdinal, end).some((flags) => (flags & 3) !== 0);
    return zoneId.value === null || zones.some(({ id }) => id === zoneId.value);
  }

  function clear(): void {
    batch(() => {
      zoneId.value = level.value = null;
      isAccessible.value = false;
    });
  }

  return { clear, zoneId, isAccessible, level, hasAccessible, isWanted, wantsPart };
}

export type Filter = ReturnType<typeof createFilter>;
