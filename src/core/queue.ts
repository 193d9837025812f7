import { seatCode } from "../contract/live.ts";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import { callOf, callsPending } from "./calls.ts";
import type { Event } from "./messages.ts";
import { type ScheduleState, seatsWith } from "./state.ts";

/** A called fan may come in until their call lapses; then the number is dead and the slot is somebody else's. */
export function decideEnter(
  state: ScheduleState,
  { accountId, number }: { accountId: string; number: number },
  now: number,
): Outcome<Event[]> {
  const { terms, queue } = state;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  if (number < 1 || number > queue.given) return refuse("place-spent");
  const shopper = queue.shoppers.get(accountId);
  if (shopper && (shopper.until > now || state.holdOf.has(accountId))) return done([]);
  if (number > queue.called) return done([]);
  const call = callOf(queue, number);
  const isStanding = call && call.at + terms.limits.callMs > now && !call.used.has(number);
  if (!isStanding) return refuse("place-spent");
  return done([{ type: "entered", accountId, number, until: now + terms.limits.passMs }]);
}

export function decideLeave(state: ScheduleState, accountId: string): Outcome<Event[]> {
  if (!state.queue.shoppers.has(accountId)) return done([]);
  const hold = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (hold) return refuse("hold-open", hold.holdId);
  return done([{ type: "left", accountId }]);
}

/** Calls the next numbers when there is room for them. Asked after every command, for any may have made room. */
export function admit(state: ScheduleState, now: number): Event[] {
  const { queue } = state;
  const waiting = queue.given - queue.called;
  if (waiting === 0 || !isAdmitting(state, now)) return [];
  const tokens = tokensAt(state, now);
  const count = Math.min(waiting, freeSlots(state, now), Math.floor(tokens));
  if (count <= 0) return [];
  return [{ type: "called", through: queue.called + count, at: now, tokens: tokens - count }];
}

export function isAdmitting({ terms }: ScheduleState, now: number): boolean {
  return terms.sale === "open" && now >= terms.opensAt && now < terms.closesAt;
}

/** As many as may shop at once, but never more than the seats that are left could serve. */
export function freeSlots(state: ScheduleState, now: number): number {
  const { queue, terms } = state;
  const taken = queue.shoppers.size + callsPending(queue, terms.limits.callMs, now);
  const seatsLeft = seatsWith(state, seatCode.available) + seatsWith(state, seatCode.held);
  return Math.min(terms.limits.shoppersMax, seatsLeft) - taken;
}

/** The bucket holds ten seconds' worth, so that an opening is not a trickle. */
export function tokensAt({ queue, terms }: ScheduleState, now: number): number {
  const perMs = terms.limits.admitPerMinute / 60_000;
  const most = Math.max(1, perMs * 10_000);
  return Math.min(most, queue.tokens + Math.max(0, now - queue.tokensAt) * perMs);
}

/** When the queue must next be looked at, or null when nothing but a command can move it. */
export function queueWake(state: ScheduleState, now: number): number | null {
  const { queue, terms } = state;
  if (queue.given === queue.called || terms.sale !== "open" || now >= terms.closesAt) return null;
  if (now < terms.opensAt) return terms.opensAt;
  if (freeSlots(state, now) > 0) {
    const missing = Math.max(0, 1 - tokensAt(state, now));
    return now + Math.max(250, Math.ceil((missing * 60_000) / terms.limits.admitPerMinute));
  }
  const lapsing = queue.calls.find((call) => call.at + terms.limits.callMs > now);
  return lapsing ? Math.max(now, lapsing.at + terms.limits.callMs) : null;
}
