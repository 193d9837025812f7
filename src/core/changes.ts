/*
 * The seats that changed last, one for each change: the seat of change n stands at n modulo the length. What a seat
 * changed to is not kept, for whoever catches up wants its last state only.
 */

// At 600 changes a second this is well over a minute.
const rememberedMax = 65_536;

/** Room to remember as many changes as are still cheaper to tell than the whole plan. */
export function emptyChanges(seatCount: number): Uint32Array {
  return new Uint32Array(Math.min(rememberedMax, Math.max(1_024, seatCount * 4)));
}

/** The seats that changed after change `seq`, each once, ascending; null when that is forgotten or was never. */
export function changedSince(
  { changes, seq }: { changes: Uint32Array; seq: number },
  since: number,
): Uint32Array | null {
  if (since > seq || seq - since > changes.length) return null;
  const seats = new Uint32Array(seq - since);
  for (let at = since; at < seq; at++) seats[at - since] = changes[at % changes.length]!;
  return seats.sort().filter((seat, at) => at === 0 || seat !== seats[at - 1]);
}
