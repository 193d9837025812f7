import { removeFirst } from "./deadlines.ts";
import { queueWake, unusedRoomSince } from "./queue/admission.ts";
import { type ScheduleState, clockOf } from "./state.ts";

/** When the schedule must next wake, or null if nothing is pending. Drops stale deadlines. */
export function nextWake(state: ScheduleState, now: number): number | null {
  if (state.queue.frozenAt !== null) return nearestPayment(state);
  const { deadlines } = state;
  while (deadlines[0] && !isStanding(state, deadlines[0])) removeFirst(deadlines);
  const nearest = deadlines[0]?.at ?? null;
  const queue = queueWake(state, now);
  if (nearest === null || queue === null) return nearest ?? queue;
  return Math.min(nearest, queue);
}

/** In a pause only payments go on, because the money may be on its way. */
function nearestPayment(state: ScheduleState): number | null {
  let nearest = Infinity;
  for (const { phase, expiresAt } of state.holds.values())
    if (phase === "paying") nearest = Math.min(nearest, expiresAt);
  return Number.isFinite(nearest) ? nearest : null;
}

function isStanding(state: ScheduleState, { at, kind, id }: ScheduleState["deadlines"][number]) {
  if (kind === "block") return state.blocks.get(id)?.releaseAt === at;
  if (kind === "hold") return state.holds.get(id)?.expiresAt === at;
  return state.queue.shoppers.get(id)?.until === at && !state.holdOf.has(id);
}

/**
 * How long ago the nearest of the fans' deadlines passed without being handled, or the nearest lapse of a call without
 * the next fan being called.
 */
export function overdue(state: ScheduleState, now: number): number {
  if (state.queue.frozenAt !== null) return 0;
  let nearest = Math.min(now, unusedRoomSince(state, now) ?? now);
  for (const { phase, expiresAt } of state.holds.values())
    if (phase === "choosing") nearest = Math.min(nearest, expiresAt);
  for (const [accountId, { until }] of state.queue.shoppers)
    if (!state.holdOf.has(accountId)) nearest = Math.min(nearest, until);
  return now - nearest;
}

/** True if a payment's time is up before the fan's own: without money the fan may choose again with the same seats. */
export function hasTimeLeft(state: ScheduleState, holdId: string, now: number): boolean {
  const hold = state.holds.get(holdId);
  return hold?.phase === "paying" && hold.choosingUntil > clockOf(state, now);
}

/** Holds with a payment attempt whose time is up. Only the books know if the money moved. */
export function unsettled(state: ScheduleState, now: number): string[] {
  const due: string[] = [];
  const clock = clockOf(state, now);
  for (const { holdId, orderId, phase, expiresAt } of state.holds.values())
    if (orderId !== null && expiresAt <= (phase === "paying" ? now : clock)) due.push(holdId);
  return due;
}
