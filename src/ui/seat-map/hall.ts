import type { PriceZone, Schedule } from "../../contract/catalog/concerts.ts";
import { seatCode } from "../../contract/live/live.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { expandPlan, placeFlags, placeName, type Places } from "../../contract/plan/seat-places.ts";
import { type SingleSeats, usualSeating } from "../../contract/sale/seating.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import type { SeatName } from "../../contract/plan/seat-names.ts";
import { type Floor, createFloor } from "./drawing/floor.ts";

/** One section or standing area of the screen. */
export type Part = {
  id: string;
  label: LocalText;
  outline: readonly (readonly [number, number])[];
  kind: "section" | "area";
  level: string;
  /** True if its places are numbered; of unnumbered standing places the next one is given. */
  isNumbered: boolean;
  firstOrdinal: number;
  end: number;
  /** Its prices, the commonest first. */
  zones: PriceZone[];
};

/** The plan with one schedule's prices. */
export type Hall = {
  plan: SeatPlan;
  places: Places;
  floor: Floor;
  parts: Part[];
  singleSeats: SingleSeats;
  zoneOf: (ordinal: number) => PriceZone | undefined;
  nameOf: (ordinal: number) => SeatName;
  flagsOf: (ordinal: number) => {
    isAccessible: boolean;
    isCompanion: boolean;
    isRestricted: boolean;
  };
};

export function createHall(
  plan: SeatPlan,
  schedule: Schedule,
  places: Places = expandPlan(plan),
): Hall {
  const byPlanZone = plan.zones.map(({ id }) => schedule.zones.find((zone) => zone.id === id));
  const zoneOf = (ordinal: number) => byPlanZone[places.zone[ordinal] ?? -1];
  const drawn = [...plan.sections, ...plan.areas];
  const parts = places.groups.flatMap((group, index): Part[] => {
    const shape = drawn[index];
    if (!shape) return [];
    const { id, kind, firstOrdinal, count } = group;
    const end = firstOrdinal + count;
    const { label, outline, level } = shape;
    const isNumbered = !("mode" in shape) || shape.mode === "entryNumber";
    const zones = zonesIn(firstOrdinal, end, zoneOf);
    return [{ id, kind, level, label, outline, isNumbered, firstOrdinal, end, zones }];
  });
  const flagsOf = (ordinal: number) => {
    const bits = places.flags[ordinal] ?? 0;
    return {
      isAccessible: (bits & placeFlags.accessible) !== 0,
      isCompanion: (bits & placeFlags.companion) !== 0,
      isRestricted: (bits & placeFlags.restricted) !== 0,
    };
  };
  const nameOf = (ordinal: number) => placeName(places, ordinal);
  const { singleSeats } = schedule.seating ?? usualSeating;
  return {
    plan,
    places,
    floor: createFloor(plan, places),
    parts,
    singleSeats,
    zoneOf,
    flagsOf,
    nameOf,
  };
}

/** A seat's location from the sitter's point of view: the distance from the stage, and the side of its center. */
export function outlookOf({ floor, places }: Hall, seat: number) {
  const dx = (places.x[seat] ?? 0) - floor.focus.x;
  const dy = (places.y[seat] ?? 0) - floor.focus.y;
  const angle = (Math.atan2(dx, Math.abs(dy)) * 180) / Math.PI;
  const side = Math.abs(angle) < 14 ? "front" : angle < 0 ? "left" : "right";
  return { meters: Math.round(Math.hypot(dx, dy) / 100), side, angle } as const;
}

/** Free seats of a part, of those that are wanted, counted without making anything. */
export function countFree(
  statuses: Uint8Array | null,
  { firstOrdinal, end }: Pick<Part, "firstOrdinal" | "end">,
  isWanted: ((seat: number) => boolean) | null = null,
): number {
  let free = 0;
  if (statuses)
    for (let seat = firstOrdinal; seat < end; seat++)
      if (statuses[seat] === seatCode.available && (isWanted === null || isWanted(seat))) free++;
  return free;
}

function zonesIn(first: number, end: number, zoneOf: Hall["zoneOf"]): PriceZone[] {
  const counts = new Map<PriceZone, number>();
  for (let seat = first; seat < end; seat++) {
    const zone = zoneOf(seat);
    if (zone) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([zone]) => zone);
}
