import { removeFirst } from "./deadlines.ts";
import { queueWake } from "./queue.ts";
import type { ScheduleState } from "./state.ts";

/** When the schedule must next be woken, or null when nothing is pending. Drops deadlines that no longer hold. */
export function nextWake(state: ScheduleState, now: number): number | null {
  const { deadlines } = state;
  while (deadlines[0] && !isStanding(state, deadlines[0])) removeFirst(deadlines);
  const nearest = deadlines[0]?.at ?? null;
  const queue = queueWake(state, now);
  if (nearest === null || queue === null) return nearest ?? queue;
  return Math.min(nearest, queue);
}

function isStanding(state: ScheduleState, { at, kind, id }: ScheduleState["deadlines"][number]) {
  if (kind === "hold") return state.holds.get(id)?.expiresAt === at;
  return state.queue.shoppers.get(id)?.until === at && !state.holdOf.has(id);
}

/** Holds that somebody tried to pay for and whose time is up. Only the books can say whether the money moved. */
export function unsettled(state: ScheduleState, now: number): string[] {
  const due: string[] = [];
  for (const hold of state.holds.values())
    if (hold.orderId !== null && hold.expiresAt <= now) due.push(hold.holdId);
  return due;
}
