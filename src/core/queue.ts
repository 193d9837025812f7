import { drawnRank } from "../contract/draw.ts";
import { seatCode } from "../contract/live.ts";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import { callStanding, callsPending } from "./calls.ts";
import type { Command, Event } from "./messages.ts";
import { type ScheduleState, clockOf, seatsWith } from "./state.ts";

type Asked<Type extends Command["type"]> = Extract<Command, { type: Type }>;

/** Where a fan stands. Looking changes nothing. */
export type Standing =
  | { state: "lobby"; present: number }
  | { state: "waiting"; rank: number; ahead: number; behind: number }
  | { state: "called"; rank: number; until: number }
  | { state: "missed"; rank: number; until: number }
  | { state: "admitted"; until: number }
  | { state: "spent" };

export function standing(
  state: ScheduleState,
  { accountId, number }: { accountId: string; number: number },
  now: number,
): Standing {
  const { queue, terms } = state;
  const clock = clockOf(state, now);
  const shopper = queue.shoppers.get(accountId);
  if (shopper && (shopper.until > clock || state.holdOf.has(accountId)))
    return { state: "admitted", until: shopper.until + (now - clock) };
  if (number < 1 || number > queue.given) return { state: "spent" };
  if (isBeforeDraw(state) && number > queue.called) return { state: "lobby", present: queue.given };
  const rank = rankOf(state, number);
  const behind = queue.given - rank;
  if (rank > queue.called)
    return { state: "waiting", rank, ahead: rank - queue.called - 1 + queue.returns.size, behind };
  const pausedMs = now - clock;
  const back = queue.returns.get(accountId);
  if (back?.rank === rank) {
    if (back.calledAt === null)
      return { state: "waiting", rank, ahead: returnsBefore(state, accountId), behind };
    const until = back.calledAt + terms.limits.callMs;
    return until > clock ? { state: "called", rank, until: until + pausedMs } : { state: "spent" };
  }
  const call = callStanding(queue, rank, terms.limits, clock);
  if (call.is === "gone") return { state: "spent" };
  return { state: call.is === "open" ? "called" : "missed", rank, until: call.until + pausedMs };
}

/**
 * A called fan may come in until their call lapses. After that they may come back once, within a time of grace, and
 * are then the next to come in.
 */
export function decideEnter(
  state: ScheduleState,
  command: Asked<"enter">,
  now: number,
): Outcome<Event[]> {
  const { terms, queue } = state;
  const { accountId, presale } = command;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  const stands = standing(state, command, now);
  if (stands.state === "spent") return refuse("place-spent");
  const mustWait = stands.state === "lobby" || stands.state === "waiting";
  if (mustWait || stands.state === "admitted" || terms.sale === "paused") return done([]);
  const { rank } = stands;
  if (stands.state === "called")
    return done([{ type: "entered", accountId, rank, until: now + terms.limits.passMs, presale }]);
  // A shopper whose pass has lapsed may not have been told yet.
  const left: Event[] = queue.shoppers.has(accountId) ? [{ type: "left", accountId }] : [];
  return done([...left, { type: "returned", accountId, rank }]);
}

export function decideLeave(state: ScheduleState, accountId: string): Outcome<Event[]> {
  const { queue } = state;
  if (!queue.shoppers.has(accountId) && !queue.returns.has(accountId)) return done([]);
  const hold = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (hold) return refuse("hold-open", hold.holdId);
  return done([{ type: "left", accountId }]);
}

/** An intake that asks again under the same turn has crashed before it could use what it was given. */
export function decideTakePlaces(state: ScheduleState, command: Asked<"takePlaces">, now: number) {
  const { queue, terms } = state;
  const { intake, turn, count } = command;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  if (queue.intakes.get(intake)?.turn === turn) return done([]);
  return done([{ type: "placesTaken" as const, intake, turn, first: queue.given + 1, count }]);
}

/** Draws the lottery at the opening, and calls the next ranks when there is room for them. Asked after every command. */
export function admit(state: ScheduleState, now: number): Event[] {
  const { queue, terms } = state;
  if (!isAdmitting(state, now)) return [];
  if (isBeforeDraw(state) && now >= terms.opensAt)
    return [{ type: "drawn", after: queue.called, count: queue.given - queue.called }];
  const free = freeSlots(state, now);
  if (free <= 0) return [];
  const back = firstBack(state);
  if (back !== null) return [{ type: "recalled", accountId: back, at: now }];
  const tokens = tokensAt(state, now);
  const count = Math.min(queue.given - queue.called, free, Math.floor(tokens));
  if (count <= 0) return [];
  return [{ type: "called", through: queue.called + count, at: now, tokens: tokens - count }];
}

function firstBack({ queue }: ScheduleState): string | null {
  for (const [accountId, { calledAt }] of queue.returns) if (calledAt === null) return accountId;
  return null;
}

export function isAdmitting({ terms }: ScheduleState, now: number): boolean {
  if (terms.sale !== "open" || now >= terms.closesAt) return false;
  return now >= terms.opensAt || terms.presales.some(isOpenAt(now));
}

export const isOpenAt =
  (now: number) =>
  ({ opensAt, closesAt }: { opensAt: number; closesAt: number }): boolean =>
    opensAt <= now && now < closesAt;

const isBeforeDraw = ({ terms, queue }: ScheduleState): boolean =>
  terms.order === "lottery" && queue.draw === null;

export function rankOf({ queue, terms }: ScheduleState, number: number): number {
  return queue.draw ? drawnRank({ seed: terms.seed, ...queue.draw }, number) : number;
}

/** As many as may shop at once, but never more than the seats that are left could serve. */
export function freeSlots(state: ScheduleState, now: number): number {
  const { queue, terms } = state;
  const { callMs, shoppersMax } = terms.limits;
  const seatsLeft = seatsWith(state, seatCode.available) + seatsWith(state, seatCode.held);
  let inside = queue.shoppers.size + callsPending(queue, callMs, now);
  for (const { calledAt } of queue.returns.values())
    if (calledAt !== null && calledAt + callMs > now) inside++;
  return Math.min(shoppersMax, seatsLeft) - inside;
}

function returnsBefore({ queue }: ScheduleState, accountId: string): number {
  let before = 0;
  for (const [other, { calledAt }] of queue.returns) {
    if (other === accountId) break;
    if (calledAt === null) before++;
  }
  return before;
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
  const isWaiting = queue.given > queue.called || firstBack(state) !== null;
  if (!isWaiting || terms.sale !== "open" || now >= terms.closesAt) return null;
  if (!isAdmitting(state, now)) {
    const openings = [terms, ...terms.presales].map(({ opensAt }) => opensAt);
    const next = Math.min(...openings.filter((opensAt) => opensAt > now));
    return Number.isFinite(next) ? next : null;
  }
  if (freeSlots(state, now) > 0) {
    const missing = Math.max(0, 1 - tokensAt(state, now));
    return now + Math.max(250, Math.ceil((missing * 60_000) / terms.limits.admitPerMinute));
  }
  return nextLapse(state, now);
}

/** Nobody leaves by themselves: room comes when a call or a return lapses. Passes have deadlines of their own. */
function nextLapse({ queue, terms }: ScheduleState, now: number): number | null {
  const { callMs } = terms.limits;
  const call = queue.calls.find(({ at }) => at + callMs > now);
  let at = call ? call.at + callMs : Infinity;
  for (const { calledAt } of queue.returns.values())
    if (calledAt !== null && calledAt + callMs > now) at = Math.min(at, calledAt + callMs);
  return Number.isFinite(at) ? at : null;
}
