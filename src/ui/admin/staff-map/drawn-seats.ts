import { computed, type ReadonlySignal } from "@preact/signals";
import { seatCode } from "../../../contract/live/live.ts";
import { staffLook } from "../../seat-map/drawing/looks.ts";
import { kindOf, lookOfKind, type StaffBlock } from "./seat-kinds.ts";
import type { StaffSeats } from "./staff-seats.ts";

/** The looks of all seats for the map, with those that changed since the last time. */
export function drawnSeats(
  {
    codes,
    blocks,
  }: Pick<StaffSeats, "codes"> & {
    blocks: ReadonlySignal<readonly Pick<StaffBlock, "kind">[]>;
  },
  picked: ReadonlySignal<ReadonlySet<number>>,
) {
  let before: Uint8Array | null = null;
  return computed(() => {
    const now = codes.value;
    if (!now) return null;
    const looks: number[] = [];
    const statuses = new Uint8Array(now.length);
    for (let seat = 0; seat < now.length; seat++) {
      const code = now[seat]!;
      statuses[seat] = looks[code] ??= lookOfKind[kindOf(code, blocks.value)];
    }
    for (const seat of picked.value)
      if (statuses[seat] !== seatCode.notForSale) statuses[seat] = staffLook.picked;
    const changed = before?.length === statuses.length ? differing(before, statuses) : null;
    before = statuses;
    return { statuses, changed };
  });
}

function differing(one: Uint8Array, other: Uint8Array): Uint32Array {
  const found: number[] = [];
  for (let seat = 0; seat < one.length; seat++) if (one[seat] !== other[seat]) found.push(seat);
  return Uint32Array.from(found);
}
