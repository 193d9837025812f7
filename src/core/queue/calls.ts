import type { Call, Limits, Queue } from "../state.ts";

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

/** The call that a rank belongs to; calls are in order of their ranks. */
function find(calls: Call[], rank: number): Call | null {
  let low = 0;
  let high = calls.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const call = calls[middle]!;
    if (rank < call.from) high = middle - 1;
    else if (rank > call.through) low = middle + 1;
    else return call;
  }
  return null;
}

/**
 * Calls within a second are merged into one, so that a busy queue remembers a few hundred calls and not a few thousand.
 */
const sameCallMs = 1_000;

/** The start of the next call: it extends the last call while that one is young. */
export function nextCall(
  { calls, called }: Queue,
  callMs: number,
  now: number,
): { from: number; since: number } {
  const last = calls.at(-1);
  const isLast = last?.through === called;
  const isYoung = last && isLast && now - last.since < sameCallMs && last.at + callMs > now;
  return isYoung ? { from: last.from, since: last.since } : { from: called + 1, since: now };
}

export function addCall(
  queue: Queue,
  { from, through, since, at }: { from: number; through: number; since: number; at: number },
): void {
  const last = queue.calls.at(-1);
  if (last?.from === from) Object.assign(last, { through, at });
  else queue.calls.push({ from, through, since, at, used: new Set() });
  queue.pending += through - queue.called;
  queue.called = through;
  for (const rank of queue.gaveUp) if (rank <= through) giveUpRank(queue, rank);
}

/** A rank that its fan gave up: its call is used, or will be. */
export function giveUpRank(queue: Queue, rank: number): void {
  if (rank > queue.called) return void queue.gaveUp.add(rank);
  queue.gaveUp.delete(rank);
  useRank(queue, rank);
}

/** Nobody is called: those in front have given up. */
export function passOver(queue: Queue, through: number): void {
  queue.called = through;
  for (const rank of queue.gaveUp) if (rank <= through) queue.gaveUp.delete(rank);
}

/** How many wait to be called. */
export const waitingOf = ({ given, called, gaveUp }: Queue): number => given - called - gaveUp.size;

/** The last rank of a call for so many fans: those who gave up are passed over, within the call and right after it. */
export function throughOf({ called, given, gaveUp }: Queue, count: number): number {
  if (gaveUp.size === 0) return called + count;
  let through = called;
  for (let left = count; through < given && (left > 0 || gaveUp.has(through + 1)); through++)
    if (!gaveUp.has(through + 1)) left--;
  return through;
}

/** A rank works once. */
export function useRank(queue: Queue, rank: number): void {
  const missed = find(queue.missed, rank);
  if (missed) return void missed.used.add(rank);
  const call = find(queue.calls, rank);
  if (!call || call.used.has(rank)) return;
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
