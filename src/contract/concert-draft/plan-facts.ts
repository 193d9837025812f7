import { restrictedTexts } from "../plan/checking/seat-texts.ts";
import type { LocalText } from "../money/money.ts";
import { expandPlan, isSpace } from "../plan/seat-places.ts";
import type { SeatPlan } from "../plan/seat-plan.ts";

/** What a concert's draft has to know of its plan. */
export type PlanFacts = {
  hash: string;
  seatCount: number;
  zones: { id: string; name: LocalText; color: number; seats: number }[];
  /** How many places are for wheelchairs. */
  accessibleSeats: number;
  /** How many seats have a restricted view and no text that says so. */
  silentSeats: number;
  isStandingOnly: boolean;
};

export function planFactsOf(hash: string, plan: SeatPlan): PlanFacts {
  const places = expandPlan(plan);
  const seats = Array.from(plan.zones, () => 0);
  let accessibleSeats = 0;
  for (let seat = 0; seat < places.count; seat++) {
    const zone = places.zone[seat] ?? 0;
    seats[zone] = (seats[zone] ?? 0) + 1;
    if (isSpace(places.flags[seat] ?? 0)) accessibleSeats++;
  }
  const texts = [...restrictedTexts(plan, places).values()];
  return {
    hash,
    seatCount: places.count,
    zones: plan.zones.map((zone, index) => ({ ...zone, seats: seats[index] ?? 0 })),
    accessibleSeats,
    silentSeats: texts.filter((text) => text === null).length,
    isStandingOnly: plan.sections.length === 0,
  };
}
