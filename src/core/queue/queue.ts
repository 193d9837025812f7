import { drawnRank } from "../../contract/sale/draw.ts";
import { done, refuse } from "../../contract/problems.ts";
import { callStanding, callsPending, nextCall, throughOf, unusedOf, waitingOf } from "./calls.ts";
import { isOpenTo, isOpenToAnybody, nextOpening, presaleSeatsLeft } from "./presales.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import { type Call, type ScheduleState, clockOf, seatsToBeHad } from "../state.ts";

/** A fan's position in the queue. Looking changes nothing. */
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
  const rank = rankOf(state, number);
  if (queue.gaveUp.has(rank)) return { state: "spent" };
  if (isBeforeDraw(state) && number > queue.called) return { state: "lobby", present: queue.given };
  const behind = queue.given - rank;
  if (rank > queue.called)
    return { state: "waiting", rank, ahead: rank - queue.called - 1 + queue.backs.size, behind };
  const pausedMs = now - clock;
  if (queue.backs.get(accountId) === rank)
    return { state: "waiting", rank, ahead: backsBefore(state, accountId), behind };
  const recall = queue.recalls.get(accountId);
  if (recall?.rank === rank) {
    const until = recall.at + terms.limits.callMs;
    return until > clock ? { state: "called", rank, until: until + pausedMs } : { state: "spent" };
  }
  const call = callStanding(queue, rank, terms.limits, clock);
  if (call.is === "gone") return { state: "spent" };
  return { state: call.is === "open" ? "called" : "missed", rank, until: call.until + pausedMs };
}

/**
 * A called fan may enter until the call lapses. After that the fan may come back once, within a time of grace, and then
 * enters next.
 */
export function decideEnter(state: ScheduleState, command: Asked<"enter">, now: number): Decision {
  const { terms, queue } = state;
  const { accountId, presale, moreTime } = command;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  const stands = standing(state, command, now);
  if (stands.state === "spent") return refuse("place-spent");
  const mustWait = stands.state === "lobby" || stands.state === "waiting";
  if (mustWait || terms.sale === "paused") return done([]);
  if (stands.state === "admitted") return done(eased(state, command));
  if (!isOpenTo(terms, presale, now)) return refuse("sale-not-open");
  const { rank } = stands;
  if (stands.state === "called") {
    const { passMs, moreTimeMs } = terms.limits;
    const until = now + passMs + (moreTime ? moreTimeMs : 0);
    return done([{ type: "entered", accountId, rank, until, presale, hasMoreTime: moreTime }]);
  }
  // A lapsed pass may still be in the state, because the event that ends it comes later.
  const left: Event[] = queue.shoppers.has(accountId) ? [{ type: "left", accountId }] : [];
  return done([...left, { type: "returned", accountId, rank }]);
}

/** A fan inside may ask for more time too; an entry gets it only once, so that nobody can stay by asking. */
function eased({ queue, terms }: ScheduleState, { accountId, moreTime }: Asked<"enter">): Event[] {
  const shopper = queue.shoppers.get(accountId);
  if (!moreTime || !shopper || shopper.hasMoreTime) return [];
  return [{ type: "eased", accountId, until: shopper.until + terms.limits.moreTimeMs }];
}

/** A fan leaves the shop, the line, or both. A number that was given up is called no more. */
export function decideLeave(state: ScheduleState, command: Asked<"leave">, now: number): Decision {
  const { queue } = state;
  const { accountId, number } = command;
  const isKnown = [queue.shoppers, queue.backs, queue.recalls].some((fans) => fans.has(accountId));
  const hold = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (isKnown && hold) return refuse("hold-open", hold.holdId);
  const left: Event[] = isKnown ? [{ type: "left", accountId }] : [];
  if (number === null || number < 1 || number > queue.given) return done(left);
  const rank = rankOf(state, number);
  const isOpen =
    rank > queue.called
      ? !queue.gaveUp.has(rank)
      : callStanding(queue, rank, state.terms.limits, clockOf(state, now)).is !== "gone";
  return done(isOpen ? [...left, { type: "gaveUp", rank }] : left);
}

/** An intake that repeats a turn crashed before it could use its range, so it gets the same range again. */
export function decideTakePlaces(state: ScheduleState, command: Asked<"takePlaces">, now: number) {
  const { queue, terms } = state;
  const { intake, turn, count } = command;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  if (queue.intakes.get(intake)?.turn === turn) return done([]);
  return done([{ type: "placesTaken" as const, intake, turn, first: queue.given + 1, count }]);
}

/** Draws the lottery at the opening, and calls the next ranks when there is room. Runs after every command. */
export function admit(state: ScheduleState, now: number): Event[] {
  const { queue, terms } = state;
  if (!isAdmitting(state, now)) return [];
  if (isBeforeDraw(state) && now >= terms.opensAt) return [drawing(state)];
  if (queue.gaveUp.has(queue.called + 1))
    return [{ type: "passedOver", through: throughOf(queue, 0) }];
  const free = freeSlots(state, now);
  if (free <= 0) return [];
  for (const [accountId, rank] of queue.backs)
    return [{ type: "recalled", accountId, rank, at: now }];
  const count = Math.min(waitingOf(queue), free, Math.floor(tokensAt(state, now)));
  if (count <= 0) return [];
  const call = nextCall(queue, terms.limits.callMs, now);
  const tokens = tokensAt(state, now) - count;
  return [{ type: "called", ...call, through: throughOf(queue, count), at: now, tokens }];
}

/** A number that was given up keeps its rank in the draw, which anybody can work out. */
function drawing({ queue, terms }: ScheduleState): Event {
  const { called: after, given } = queue;
  const draw = { seed: terms.seed, after, count: given - after };
  const gaveUp = [...queue.gaveUp].map((number) => drawnRank(draw, number));
  return { type: "drawn", after, count: draw.count, gaveUp };
}

export function isAdmitting({ terms }: ScheduleState, now: number): boolean {
  return terms.sale === "open" && now < terms.closesAt && isOpenToAnybody(terms, now);
}

const isBeforeDraw = ({ terms, queue }: ScheduleState): boolean =>
  terms.order === "lottery" && queue.draw === null;

export function rankOf({ queue, terms }: ScheduleState, number: number): number {
  return queue.draw ? drawnRank({ seed: terms.seed, ...queue.draw }, number) : number;
}

/** The limit of fans who shop at once, but never more than the seats left could serve, or than a presale has left. */
export function freeSlots(state: ScheduleState, now: number): number {
  const { queue, terms } = state;
  const { callMs, shoppersMax } = terms.limits;
  let seatsLeft = 0;
  for (let zone = 0; zone < state.layout.zoneCount; zone++) seatsLeft += seatsToBeHad(state, zone);
  const called = callsPending(queue, callMs, now) + recallsPending(state, now);
  const most = Math.min(shoppersMax, seatsLeft, presaleSeatsLeft(state, now));
  return most - queue.shoppers.size - called;
}

/** The calls are in the order of their times, so the loop reads only the lapsed ones. */
function recallsPending({ queue, terms }: ScheduleState, now: number): number {
  let pending = queue.recalls.size;
  for (const { at } of queue.recalls.values()) {
    if (at + terms.limits.callMs > now) break;
    pending--;
  }
  return pending;
}

function backsBefore({ queue }: ScheduleState, accountId: string): number {
  let before = 0;
  for (const other of queue.backs.keys()) {
    if (other === accountId) break;
    before++;
  }
  return before;
}

/** The bucket holds ten seconds' worth of admissions, so that an opening is not a trickle. */
export function tokensAt({ queue, terms }: ScheduleState, now: number): number {
  const perMs = terms.limits.admitPerMinute / 60_000;
  const most = Math.max(1, perMs * 10_000);
  return Math.min(most, queue.tokens + Math.max(0, now - queue.tokensAt) * perMs);
}

/** When the queue must run again, or null if only a command can move it. */
export function queueWake(state: ScheduleState, now: number): number | null {
  const { queue, terms } = state;
  const isWaiting = waitingOf(queue) > 0 || queue.backs.size > 0;
  if (!isWaiting || terms.sale !== "open" || now >= terms.closesAt) return null;
  const times = [nextOpening(terms, now), isAdmitting(state, now) ? nextCallAt(state, now) : null];
  return earliest(times);
}

function nextCallAt(state: ScheduleState, now: number): number | null {
  if (freeSlots(state, now) > 0) {
    const missing = Math.max(0, 1 - tokensAt(state, now));
    // Each call costs a write. At a fast rate the next token is milliseconds away, so the floor of 250 ms lets several
    // fans share one call; the bucket keeps their tokens, so the rate stays the same.
    return now + Math.max(250, Math.ceil((missing * 60_000) / state.terms.limits.admitPerMinute));
  }
  return nextLapse(state, now);
}

/**
 * No fan inside leaves without an event, so room comes only when a call or a recall lapses. Passes have deadlines of
 * their own.
 */
function nextLapse({ queue, terms }: ScheduleState, now: number): number | null {
  const { callMs } = terms.limits;
  const isStanding = ({ at }: { at: number }) => at + callMs > now;
  const isOpen = (call: Call) => isStanding(call) && unusedOf(call) > 0;
  const times = [queue.calls.find(isOpen), [...queue.recalls.values()].find(isStanding)];
  return earliest(times.map((call) => (call ? call.at + callMs : null)));
}

function earliest(times: (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}
