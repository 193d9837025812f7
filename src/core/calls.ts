import type { Call, Limits, Queue } from "./state.ts";

export const unusedOf = (call: Call): number => call.through - call.from + 1 - call.used.size;

/** Ranks called that nobody has come in on and that may still be used at `now`. */
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

/** What a rank that has been called is worth at `now`. */
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

export function addCall(queue: Queue, through: number, at: number, limits: Limits): void {
  dropLapsed(queue, at, limits);
  queue.calls.push({ from: queue.called + 1, through, at, used: new Set() });
  queue.pending += through - queue.called;
  queue.called = through;
}

/** A rank works once. A call that everybody came in on needs no memory. */
export function useRank(queue: Queue, rank: number): void {
  const missed = find(queue.missed, rank);
  if (missed) return void missed.used.add(rank);
  const call = find(queue.calls, rank);
  if (!call || call.used.has(rank)) return;
  call.used.add(rank);
  queue.pending--;
  if (unusedOf(call) === 0) queue.calls.splice(queue.calls.indexOf(call), 1);
}

/** Calls whose time is up are remembered for as long as their fans may come back. */
export function dropLapsed(queue: Queue, now: number, { callMs, graceMs }: Limits): void {
  while (queue.calls[0] && queue.calls[0].at + callMs <= now) {
    const call = queue.calls.shift()!;
    queue.pending -= unusedOf(call);
    queue.missed.push(call);
  }
  while (queue.missed[0] && queue.missed[0].at + callMs + graceMs <= now) queue.missed.shift();
}
