import type { Call, Queue } from "./state.ts";

export const unusedOf = (call: Call): number => call.through - call.from + 1 - call.used.size;

/** Numbers called that nobody has come in on and that may still be used at `now`. */
export function callsPending({ pending, calls }: Queue, callMs: number, now: number): number {
  let still = pending;
  for (const call of calls) {
    if (call.at + callMs > now) break;
    still -= unusedOf(call);
  }
  return still;
}

/** The call that a number belongs to; calls are in order of their numbers. */
export function callOf({ calls }: Queue, number: number): Call | null {
  let low = 0;
  let high = calls.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const call = calls[middle]!;
    if (number < call.from) high = middle - 1;
    else if (number > call.through) low = middle + 1;
    else return call;
  }
  return null;
}

export function addCall(queue: Queue, through: number, at: number, callMs: number): void {
  dropLapsed(queue, at - callMs);
  queue.calls.push({ from: queue.called + 1, through, at, used: new Set() });
  queue.pending += through - queue.called;
  queue.called = through;
}

/** A call that everybody came in on needs no memory. */
export function useNumber(queue: Queue, number: number): void {
  const call = callOf(queue, number);
  if (!call || call.used.has(number)) return;
  call.used.add(number);
  queue.pending--;
  if (unusedOf(call) === 0) queue.calls.splice(queue.calls.indexOf(call), 1);
}

function dropLapsed(queue: Queue, before: number): void {
  let lapsed = 0;
  while (queue.calls[lapsed] && queue.calls[lapsed]!.at <= before)
    queue.pending -= unusedOf(queue.calls[lapsed++]!);
  if (lapsed > 0) queue.calls.splice(0, lapsed);
}
