import { seatCode } from "../../contract/live/live.ts";
import { isReserved } from "../../contract/plan/seat-places.ts";
import { type ScheduleState, areSpacesOpen } from "../state.ts";

/**
 * Free seats of a zone that anybody may have: no whole tables, and no wheelchair spaces or companion seats before they
 * open to everybody.
 */
export function ordinaryFree(state: ScheduleState, zone: number, now: number): number {
  const { layout, runFree, status } = state;
  const areOpen = areSpacesOpen(state, now);
  let free = 0;
  for (const index of layout.runsByZone[zone] ?? []) {
    const { first, count, whole } = layout.runs[index]!;
    if (runFree[index] === 0 || whole) continue;
    for (let seat = first; seat < first + count; seat++)
      if (status[seat] === seatCode.available && (areOpen || !isReserved(layout.flags[seat]!)))
        free++;
  }
  return free;
}

export function seatsWith(state: ScheduleState, code: number): number {
  let sum = 0;
  for (let at = code; at < state.counts.length; at += 4) sum += state.counts[at]!;
  return sum;
}
