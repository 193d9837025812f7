/*
 * The seats of the latest changes, one entry for each change: the seat of change n stands at n modulo the length. The
 * new state is not kept, because a reader that catches up needs only the seat's current state.
 */

// At 600 changes a second this is well over a minute.
const rememberedMax = 65_536;

/** Room for as many changes as take fewer bytes to send than the whole plan. */
export function emptyChanges(seatCount: number): Uint32Array {
  return new Uint32Array(Math.min(rememberedMax, Math.max(1_024, seatCount * 4)));
}

/**
 * The seats that changed after change `seq`, each once, ascending; null if those changes are forgotten or never
 * happened.
 */
export function changedSince(
  { changes, seq }: { changes: Uint32Array; seq: number },
  since: number,
): Uint32Array | null {
  if (since > seq || seq - since > changes.length) return null;
  const seats = new Uint32Array(seq - since);
  for (let at = since; at < seq; at++) seats[at - since] = changes[at % changes.length]!;
  return seats.sort().filter((seat, at) => at === 0 || seat !== seats[at - 1]);
}
