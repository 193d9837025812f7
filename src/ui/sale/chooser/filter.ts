import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { isReserved, placeFlags } from "../../../contract/plan/seat-places.ts";
import type { Hall, Part } from "../../seat-map/hall.ts";

/**
 * The wanted seats: on one level, of one zone, wheelchair spaces with companions, or seats that the fan's code opens.
 * Others are dimmed.
 */
export function createFilter(
  hall: Hall,
  coded: ReadonlySignal<ReadonlySet<number> | null> = signal(null),
) {
  const zoneId = signal<string | null>(null);
  const isAccessible = signal(false);
  const level = signal<string | null>(null);
  const isCoded = signal(false);
  const onlyCoded = computed(() => (isCoded.value ? coded.value : null));
  const { flags, group } = hall.places;
  const isAt = (seat: number, zone: string | null, on: string | null): boolean =>
    (on === null || hall.parts[group[seat] ?? -1]?.level === on) &&
    (zone === null || hall.zoneOf(seat)?.id === zone);
  const isWanted = computed(() => {
    const [zone, onlyAccessible, on] = [zoneId.value, isAccessible.value, level.value];
    const only = onlyCoded.value;
    if (zone === null && !onlyAccessible && on === null && only === null) return null;
    return (seat: number): boolean =>
      (only === null || only.has(seat)) &&
      (!onlyAccessible || isReserved(flags[seat] ?? 0)) &&
      isAt(seat, zone, on);
  });
  const hasAccessible = flags.some(isReserved);

  /**
   * A wheelchair space and its companion seats are only for fans who asked; next to such a space any seat is
   * suitable.
   */
  function isListed(seat: number): boolean {
    if (hall.zoneOf(seat) === undefined || !isAt(seat, zoneId.value, level.value)) return false;
    if (onlyCoded.value?.has(seat) === false) return false;
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
    const only = onlyCoded.value;
    if (only && ![...only].some((seat) => seat >= firstOrdinal && seat < end)) return false;
    if (isAccessible.value) return flags.subarray(firstOrdinal, end).some(isReserved);
    return zoneId.value === null || zones.some(({ id }) => id === zoneId.value);
  }

  function clear(): void {
    batch(() => {
      zoneId.value = level.value = null;
      isAccessible.value = isCoded.value = false;
    });
  }

  return {
    clear,
    zoneId,
    isAccessible,
    isCoded,
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
