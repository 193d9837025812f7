import { batch, computed, signal } from "@preact/signals";
import { isReserved, placeFlags } from "../../../contract/plan/seat-places.ts";
import type { Hall, Part } from "../../seat-map/hall.ts";

/** The wanted seats: on one level, of one zone, or wheelchair spaces with companions. Others are dimmed. */
export function createFilter(hall: Hall) {
  const zoneId = signal<string | null>(null);
  const isAccessible = signal(false);
  const level = signal<string | null>(null);
  const { flags, group } = hall.places;
  const isAt = (seat: number, zone: string | null, on: string | null): boolean =>
    (on === null || hall.parts[group[seat] ?? -1]?.level === on) &&
    (zone === null || hall.zoneOf(seat)?.id === zone);
  const isWanted = computed(() => {
    const [zone, onlyAccessible, on] = [zoneId.value, isAccessible.value, level.value];
    if (zone === null && !onlyAccessible && on === null) return null;
    return (seat: number): boolean =>
      (!onlyAccessible || isReserved(flags[seat] ?? 0)) && isAt(seat, zone, on);
  });
  const hasAccessible = flags.some(isReserved);

  /**
   * A wheelchair space and its companion seats are only for fans who asked; next to such a space any seat is
   * suitable.
   */
  function isListed(seat: number): boolean {
    if (hall.zoneOf(seat) === undefined || !isAt(seat, zoneId.value, level.value)) return false;
    return isAccessible.value || !isReserved(flags[seat] ?? 0);
  }

  /** Nor is anybody sent behind a pillar. */
  const isSuggested = (seat: number): boolean =>
    isListed(seat) && (isAccessible.value || (flags[seat] ?? 0) === 0);

  /** If nothing else is left, also wheelchair spaces that are open to everybody. */
  const isSuggestedLast = (seat: number): boolean =>
    isListed(seat) && (isAccessible.value || ((flags[seat] ?? 0) & placeFlags.restricted) === 0);

  /** True if a section has a wanted seat. */
  function wantsPart({ firstOrdinal, end, zones, level: own }: Part): boolean {
    if (level.value !== null && own !== level.value) return false;
    if (isAccessible.value) return flags.subarray(firstOrdinal, end).some(isReserved);
    return zoneId.value === null || zones.some(({ id }) => id === zoneId.value);
  }

  function clear(): void {
    batch(() => {
      zoneId.value = level.value = null;
      isAccessible.value = false;
    });
  }

  return {
    clear,
    zoneId,
    isAccessible,
    level,
    hasAccessible,
    isWanted,
    isListed,
    isSuggested,
    isSuggestedLast,
    wantsPart,
  };
}

export type Filter = ReturnType<typeof createFilter>;
