/** A deadline of a hold, of a shopper or of a block. A stale entry is skipped when its time comes. */
export type Deadline = { at: number; kind: "hold" | "shopper" | "block"; id: string };

/** A binary heap by time: the nearest deadline is always first. */
export type Deadlines = Deadline[];

export const emptyDeadlines = (): Deadlines => [];

export function addDeadline(heap: Deadlines, entry: Deadline): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.at <= entry.at) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

export function removeFirst(heap: Deadlines): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child++;
    if (heap[child]!.at >= last.at) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}

/**
 * The deadlines that have passed at `now`, without removal: if the root of a subtree has not passed, no entry below it
 * has.
 */
export function* dueDeadlines(heap: Deadlines, now: number, root = 0): Generator<Deadline> {
  const entry = heap[root];
  if (!entry || entry.at > now) return;
  yield entry;
  yield* dueDeadlines(heap, now, root * 2 + 1);
  yield* dueDeadlines(heap, now, root * 2 + 2);
}
