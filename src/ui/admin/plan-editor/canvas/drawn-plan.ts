import { seatCode } from "../../../../contract/live/live.ts";
import type { Places } from "../../../../contract/plan/seat-places.ts";
import type { Floor } from "../../../seat-map/drawing/floor.ts";
import { lookOf } from "../../../seat-map/drawing/looks.ts";
import { type GroupLabel, MapShapes } from "../../../seat-map/drawing/map-shapes.ts";
import type { Drawn } from "../../../seat-map/drawing/picture.ts";

/** By zone and flags, since a hundred thousand seats are looked up for each change. */
const table = new Uint8Array(256 * 8 * 2);
for (let zone = 0; zone < 256; zone++)
  for (let flags = 0; flags < 8; flags++)
    for (const isDim of [false, true])
      table[zone * 16 + flags * 2 + Number(isDim)] = lookOf({
        status: seatCode.available,
        zone,
        flags,
        mark: "none",
        isDim,
      });

/** The look of each seat. While marks are painted, seats without one are pale. */
function seatBytes({ zone, flags, count }: Places, isPale: boolean): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let seat = 0; seat < count; seat++) {
    const marks = (flags[seat] ?? 0) & 7;
    const dim = isPale && marks === 0 ? 1 : 0;
    bytes[seat] = table[(zone[seat] ?? 0) * 16 + marks * 2 + dim] ?? 0;
  }
  return bytes;
}

/** The editor writes the names itself. */
const noLabels: GroupLabel[] = [];

/** What the fan's picture draws of a plan without a sale: every seat is free. */
export function drawnOf(
  floor: Floor,
  { isPale, ...given }: Pick<Drawn, "stamps" | "colors" | "rowText"> & { isPale: boolean },
): Drawn {
  const looks = seatBytes(floor.places, isPale);
  return { ...given, floor, shapes: new MapShapes(floor), looks, labels: noLabels, marked: [] };
}
