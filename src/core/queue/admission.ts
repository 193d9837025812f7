import { type Span, drawnRank, sizeOf } from "../../contract/sale/draw.ts";
import type { Event } from "../messages.ts";
import { type Call, type Queue, type ScheduleState, seatsToBeHad } from "../state.ts";
import { callIn, callsPending, lastRankOf, nextCall, unusedOf, waitingOf } from "./calls.ts";
import { nextRun, notServed } from "./presale-line.ts";
import {
  isOpenToAnybody,
  isPresaleTime,
  lastOpening,
  nextOpening,
  presaleSeatsLeft,
} from "./presales.ts";
import { spansWithout } from "./spans.ts";
import { isBeforeDraw, seedOf } from "./standing.ts";

/** Draws up the line at the opening, and calls the next ranks when there is room. Runs after every command. */
export function admit(state: ScheduleState, now: number): Event[] {
  const { queue, terms } = state;
  if (queue.frozenAt === null) {
    const kept = notServed(state, now);
    if (kept.length > 0) return kept;
  }
  if (!isAdmitting(state, now)) return [];
  const isAnew = queue.draw === null && (isBeforeDraw(state) || queue.aside.length > 0);
  if (isAnew && now >= terms.opensAt) return [drawing(state)];
  if (queue.gaveUp.has(queue.called + 1))
    return [{ type: "passedOver", through: callIn(queue, restOf(queue), 0).through }];
  const free = freeSlots(state, now);
  if (free <= 0) return [];
  for (const [accountId, rank] of queue.backs)
    return [{ type: "recalled", accountId, rank, at: now }];
  const run = nextRun(state, now);
  const most = Math.min(waitingOf(queue), free, Math.floor(tokensAt(state, now)), run?.most ?? 0);
  if (run === null || most <= 0) return [];
  if (run.from > queue.called + 1) return [setAsideBefore(queue, run.from)];
  const call = nextCall(queue, { from: run.from, callMs: terms.limits.callMs }, now);
  const { through, count } = callIn(queue, run, most);
  const tokens = tokensAt(state, now) - count;
  return [{ type: "called", ...call, first: run.from, through, at: now, tokens }];
}

/** The sale is open to fans farther back, and not to these. */
function setAsideBefore(queue: Queue, rank: number): Event {
  const passed = { from: queue.called + 1, through: rank - 1 };
  return { type: "setAside", spans: spansWithout(passed, queue.gaveUp), called: passed.through };
}

const restOf = (queue: Queue): Span => ({ from: queue.called + 1, through: lastRankOf(queue) });

/** A number that was given up keeps its rank in the draw, which anybody can work out. */
function drawing(state: ScheduleState): Event {
  const { called: after, given, aside } = state.queue;
  const count = sizeOf(aside) + given - after;
  const draw = { seed: seedOf(state), after, count, aside };
  const gaveUp = [...state.queue.gaveUp].map((number) => drawnRank(draw, number));
  return { type: "drawn", after, count, gaveUp };
}

export function isAdmitting({ terms }: ScheduleState, now: number): boolean {
  return terms.sale === "open" && now < terms.closesAt && isOpenToAnybody(terms, now);
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

/** The bucket holds ten seconds' worth of admissions, so that an opening is not a trickle. */
export function tokensAt({ queue, terms }: ScheduleState, now: number): number {
  const perMs = terms.limits.admitPerMinute / 60_000;
  const most = Math.max(1, perMs * 10_000);
  return Math.min(most, queue.tokens + Math.max(0, now - queue.tokensAt) * perMs);
}

/**
 * Since when a lapsed call has left room for a fan in line whom nobody has called: only a schedule that was away leaves
 * it so. Null if there is no such room. Where nobody is in line, a lapse wakes nobody and so proves nothing.
 */
export function unusedRoomSince(state: ScheduleState, now: number): number | null {
  const { queue, terms } = state;
  const isSomebodyNext =
    queue.backs.size > 0 || (waitingOf(queue) > 0 && nextRun(state, now) !== null);
  if (!isAdmitting(state, now) || !isSomebodyNext) return null;
  let free = freeSlots(state, now);
  let lapsedAt: number | null = null;
  for (const { at, fans } of lapses(state, now)) {
    if (free <= 0) break;
    lapsedAt = at;
    free -= fans;
  }
  if (lapsedAt === null) return null;
  const mayCallAt = queue.backs.size > 0 ? 0 : nextTokenAt(state);
  return Math.max(lapsedAt, mayCallAt, lastOpening(terms, now));
}

/** The lapsed calls and recalls whose fans did not come, latest first. */
function lapses({ queue, terms }: ScheduleState, now: number): { at: number; fans: number }[] {
  const called = [...queue.missed, ...queue.calls].map((call) => ({
    ...call,
    fans: unusedOf(call),
  }));
  const recalled = [...queue.recalls.values()].map(({ at }) => ({ at, fans: 1 }));
  return [...called, ...recalled]
    .map(({ at, fans }) => ({ at: at + terms.limits.callMs, fans }))
    .filter(({ at, fans }) => at <= now && fans > 0)
    .sort((a, b) => b.at - a.at);
}

/** When the bucket has a token for the next call; in the past if it has one. */
const nextTokenAt = ({ queue, terms }: ScheduleState): number =>
  queue.tokensAt + (Math.max(0, 1 - queue.tokens) * 60_000) / terms.limits.admitPerMinute;

/** When the queue must run again, or null if only a command can move it. */
export function queueWake(state: ScheduleState, now: number): number | null {
  const { queue, terms } = state;
  const { calls, missed, recalls, shoppers, backs } = queue;
  const mayKeep = calls.length + missed.length + recalls.size + shoppers.size > 0;
  const isWaiting =
    waitingOf(queue) > 0 || backs.size > 0 || (mayKeep && isPresaleTime(state, now));
  if (!isWaiting || terms.sale !== "open" || now >= terms.closesAt) return null;
  const isCalling = isAdmitting(state, now) && (backs.size > 0 || nextRun(state, now) !== null);
  const times = [nextOpening(terms, now), isCalling ? nextCallAt(state, now) : null];
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
