import { computed, signal } from "@preact/signals";
import type { Hall } from "../../seat-map/hall.ts";
import type { SeatKind } from "./seat-kinds.ts";
import type { StaffSeats } from "./staff-seats.ts";

/** Which zones and kinds of seats are bright; none chosen means all. */
export function createMapFilter(hall: Hall, seats: Pick<StaffSeats, "codes" | "kindAt">) {
  const zones = signal<ReadonlySet<string>>(new Set());
  const kinds = signal<ReadonlySet<SeatKind>>(new Set());
  const isDim = computed(() => {
    const [inZones, ofKinds] = [zones.value, kinds.value];
    if (inZones.size + ofKinds.size === 0) return null;
    const codes = ofKinds.size > 0 ? seats.codes.value : null;
    return (seat: number): boolean =>
      (inZones.size > 0 && !inZones.has(hall.zoneOf(seat)?.id ?? "")) ||
      (codes !== null && !ofKinds.has(seats.kindAt(seat)));
  });
  const toggleZone = (id: string) => (zones.value = toggled(zones.value, id));
  const toggleKind = (kind: SeatKind) => (kinds.value = toggled(kinds.value, kind));
  return { zones, kinds, isDim, toggleZone, toggleKind };
}

export type MapFilter = ReturnType<typeof createMapFilter>;

function toggled<T>(set: ReadonlySet<T>, value: T): Set<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
