import { type Span, sizeOf } from "../../contract/sale/draw.ts";
import type { Called } from "../messages.ts";
import type { Limits } from "../limits.ts";
import type { Call, Queue } from "../state.ts";
import { addSpan, removeSpan, spanWith } from "./spans.ts";

export const unusedOf = (call: Call): number => call.through - call.from + 1 - call.used.size;

/** The called ranks that are unused and still valid at `now`. */
export function callsPending({ pending, calls }: Queue, callMs: number, now: number): number {
  let still = pending;
  for (const call of calls) {
    if (call.at + callMs > now) break;
    still -= unusedOf(call);
  }
  return still;
}

export type CallStanding =
  | { is: "open"; until: number }
  | { is: "missed"; until: number }
  | { is: "gone" };

/** The standing of a called rank at `now`. */
export function callStanding(
  queue: Queue,
  rank: number,
  { callMs, graceMs }: Limits,
  now: number,
): CallStanding {
  const call = find(queue.calls, rank) ?? find(queue.missed, rank);
  if (!call || call.used.has(rank)) return { is: "gone" };
  const lapsesAt = call.at + callMs;
  if (lapsesAt > now) return { is: "open", until: lapsesAt };
  if (lapsesAt + graceMs > now) return { is: "missed", until: lapsesAt + graceMs };
  return { is: "gone" };
}

/** The call that a rank belongs to. A rank that was set aside and called again belongs to its latest call. */
const find = (calls: readonly Call[], rank: number): Call | null =>
  calls.findLast(({ from, through }) => from <= rank && rank <= through) ?? null;

/**
 * Calls within a second are merged into one, so that a busy queue remembers a few hundred calls and not a few thousand.
 */
const sameCallMs = 1_000;

/** The start of the next call: it extends the last call while that one is young. */
export function nextCall(
  { calls }: Queue,
  { from, callMs }: { from: number; callMs: number },
  now: number,
): { from: number; since: number } {
  const last = calls.at(-1);
  const isLast = last?.through === from - 1;
  const isYoung = last && isLast && now - last.since < sameCallMs && last.at + callMs > now;
  return isYoung ? { from: last.from, since: last.since } : { from, since: now };
}

export function addCall(queue: Queue, { from, first, through, since, at }: Called): void {
  if (first > from) Object.assign(queue.calls.at(-1)!, { through, at });
  else queue.calls.push({ from, through, since, at, used: new Set() });
  queue.pending += through - first + 1;
  queue.called = Math.max(queue.called, through);
  removeSpan(queue.aside, { from: first, through });
  for (const rank of queue.gaveUp) if (rank <= through) giveUpRank(queue, rank);
}

export const isAside = ({ aside }: Queue, rank: number): boolean => spanWith(aside, rank) !== null;

/** These ranks are not waited for now, and are called later. A call that they belong to is over for them. */
export function setAside(
  queue: Queue,
  { spans, called }: { spans: readonly Span[]; called: number },
): void {
  queue.called = Math.max(queue.called, called);
  for (const span of spans) {
    for (let rank = span.from; rank <= span.through; rank++) useRank(queue, rank);
    addSpan(queue.aside, span);
  }
  for (const rank of queue.gaveUp) if (rank <= queue.called) queue.gaveUp.delete(rank);
}

/** A rank that its fan gave up: its call is used, or will be. */
export function giveUpRank(queue: Queue, rank: number): void {
  if (rank > queue.called) return void queue.gaveUp.add(rank);
  queue.gaveUp.delete(rank);
  removeSpan(queue.aside, { from: rank, through: rank });
  useRank(queue, rank);
}

/** Nobody is called: those in front have given up. */
export function passOver(queue: Queue, through: number): void {
  queue.called = through;
  for (const rank of queue.gaveUp) if (rank <= through) queue.gaveUp.delete(rank);
}

/** The last rank in line. Fans who were set aside before the line was drawn up anew have ranks beyond their numbers. */
export const lastRankOf = ({ given, draw }: Queue): number =>
  given + (draw === null ? 0 : sizeOf(draw.aside));

/** The number of ranks that wait to be called. */
export const waitingOf = (queue: Queue): number =>
  lastRankOf(queue) - queue.called - queue.gaveUp.size + sizeOf(queue.aside);

/** The end of a call of at most `most` fans in a span. The call skips ranks that were given up, also right after it. */
export function callIn(
  { gaveUp }: Queue,
  { from, through: last }: Span,
  most: number,
): { through: number; count: number } {
  let through = Math.min(last, from + most - 1);
  if (gaveUp.size === 0) return { through, count: through - from + 1 };
  let count = 0;
  for (through = from - 1; through < last && (count < most || gaveUp.has(through + 1)); through++)
    if (!gaveUp.has(through + 1)) count++;
  return { through, count };
}

/** A rank works once. */
export function useRank(queue: Queue, rank: number): void {
  const call = find(queue.calls, rank);
  if (!call) return void find(queue.missed, rank)?.used.add(rank);
  if (call.used.has(rank)) return;
  call.used.add(rank);
  queue.pending--;
}

/** Calls that had lapsed and were given more time since are open again. */
export function reopenCalls(queue: Queue, now: number, { callMs }: Limits): void {
  for (;;) {
    const call = queue.missed.at(-1);
    if (!call || call.at + callMs <= now) return;
    queue.missed.pop();
    queue.calls.unshift(call);
    queue.pending += unusedOf(call);
  }
}

/** Lapsed calls are kept for as long as their fans may come back. */
export function dropLapsed(queue: Queue, now: number, { callMs, graceMs }: Limits): void {
  const isOver = (call: Call | undefined, ms: number) => call !== undefined && call.at + ms <= now;
  let lapsed = 0;
  while (isOver(queue.calls[lapsed], callMs)) queue.pending -= unusedOf(queue.calls[lapsed++]!);
  queue.missed.push(...queue.calls.splice(0, lapsed));
  let forgotten = 0;
  while (isOver(queue.missed[forgotten], callMs + graceMs)) forgotten++;
  queue.missed.splice(0, forgotten);
}
