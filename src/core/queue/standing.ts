import { drawnRank, sizeOf } from "../../contract/sale/draw.ts";
import { type ScheduleState, clockOf } from "../state.ts";
import { callStanding, isAside, lastRankOf } from "./calls.ts";
import { keptUntil, presaleOf } from "./presales.ts";

/**
 * A fan's position in the queue. A place is `kept` while the sale is not open to its fan, though it is open to others or
 * the fan's presale is over or sold out. Looking changes nothing.
 */
export type Standing =
  | { state: "lobby"; present: number }
  | { state: "waiting"; rank: number; ahead: number; behind: number }
  | { state: "kept"; rank: number; ahead: number; behind: number; until: number }
  | { state: "called"; rank: number; until: number }
  | { state: "missed"; rank: number; until: number }
  | { state: "admitted"; until: number }
  | { state: "spent" };

export function standing(
  state: ScheduleState,
  {
    accountId,
    number,
    presale = presaleOf(state.queue, number),
  }: { accountId: string; number: number; presale?: string | null },
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
  const behind = lastRankOf(queue) - rank;
  if (rank > queue.called || isAside(queue, rank)) {
    const ahead = queue.backs.size + aheadOf(state, rank);
    const until = keptUntil(state, presale, now);
    if (until !== null) return { state: "kept", rank, ahead, behind, until };
    if (isBeforeDraw(state)) return { state: "lobby", present: queue.given };
    return { state: "waiting", rank, ahead, behind };
  }
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

/** How many in line come before a rank that was not called or was set aside. */
function aheadOf({ queue }: ScheduleState, rank: number): number {
  const aside = queue.aside.filter(({ from }) => from <= rank);
  const before = sizeOf(aside) - (rank > queue.called ? 0 : aside.at(-1)!.through - rank + 1);
  return before + Math.max(0, rank - queue.called - 1);
}

function backsBefore({ queue }: ScheduleState, accountId: string): number {
  let before = 0;
  for (const other of queue.backs.keys()) {
    if (other === accountId) break;
    before++;
  }
  return before;
}

/** Without a lottery the line is drawn up without a seed. */
export const seedOf = ({ terms }: ScheduleState): string | null =>
  terms.order === "lottery" ? terms.seed : null;

export const isBeforeDraw = ({ terms, queue }: ScheduleState): boolean =>
  terms.order === "lottery" && queue.draw === null;

export function rankOf(state: ScheduleState, number: number): number {
  const { draw } = state.queue;
  return draw ? drawnRank({ seed: seedOf(state), ...draw }, number) : number;
}
