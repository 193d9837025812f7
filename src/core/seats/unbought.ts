import { type Refusal, refuse } from "../../contract/problems.ts";
import { isByStaff } from "../stock/block.ts";
import { type EndReason, type Hold, type ScheduleState, offerTag } from "../state.ts";

const withoutPurchase = new Set<EndReason>(["asked", "expired", "void"]);

/** True for the end of a fan's own hold that bought nothing; a fan did not ask for an offer. */
export const isUnbought = (hold: Pick<Hold, "tag" | "channels">, reason: EndReason): boolean =>
  withoutPurchase.has(reason) && hold.tag !== offerTag && !isByStaff(hold.channels);

/** Remembers such an end; also restores it from its row. */
export function countUnbought(state: ScheduleState, accountId: string, at: number): void {
  const { unbought, terms } = state;
  const since = at - terms.limits.unboughtMs;
  const ends = (unbought.get(accountId) ?? []).filter((end) => end > since);
  unbought.delete(accountId); // So that the order of the map is the order of the last ends.
  unbought.set(accountId, [...ends, at]);
  for (const [oldest, [...other]] of unbought) {
    if ((other.at(-1) ?? 0) > since) return;
    unbought.delete(oldest);
  }
}

/**
 * Whoever holds seats again and again without buying waits before the next hold: a while after the last one, and twice
 * as long each time. Meanwhile the seats are open to others.
 */
export function refuseUnbought(
  state: ScheduleState,
  accountId: string,
  now: number,
): Refusal | null {
  const { unboughtMax, unboughtMs, coolingMs, coolingMaxMs } = state.terms.limits;
  const known = state.unbought.get(accountId) ?? [];
  const ends = known.filter((end) => end > now - unboughtMs);
  if (ends.length < unboughtMax) return null;
  const waitMs = Math.min(coolingMaxMs, coolingMs * 2 ** (ends.length - unboughtMax));
  const leftMs = (ends.at(-1) ?? 0) + waitMs - now;
  return leftMs > 0 ? refuse("too-many-holds", String(Math.ceil(leftMs / 1_000))) : null;
}
