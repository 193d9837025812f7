import { drawnRank } from "../../contract/sale/draw.ts";
import type { Board, Draw, Turn } from "../../contract/sale/queue.ts";
import { type Kept, placeUntil } from "../../contract/sale/kept-places.ts";
import { pollPaceMs } from "../../contract/sale/poll-pace.ts";
import type { QueuePageState } from "../../contract/sale/queue-page.ts";

export type Mine = Turn & { atMs: number };
type Shown = {
  state: QueuePageState;
  ahead: number;
  behind: number;
  rank: number | null;
  until: string;
  why: Kept | null;
};

/** The rank of a place: its number, or the rank that the number drew. */
export function rankOf({ number }: Turn, board: Board, draw: Draw | null): number | null {
  if (!board.isDrawn) return board.order === "fifo" ? number : null;
  if (!draw || draw.after === null || draw.count === null) return null;
  return drawnRank({ ...draw, after: draw.after, count: draw.count }, number);
}

/** The state of a place by the board. For a called fan the object's own answer decides. */
export function shownOf(mine: Turn, board: Board, rank: number | null): Shown {
  const behind = rank === null ? 0 : Math.max(0, board.lastNumber - rank);
  const isPassed = mine.state === "waiting" && rank !== null && rank <= board.nowServing;
  const ahead = rank === null ? 0 : Math.max(0, rank - board.nowServing - 1);
  const place = placeUntil(board, mine.presale);
  const at = (state: QueuePageState): Shown => ({
    state,
    ahead: isPassed ? mine.ahead : ahead,
    behind,
    rank,
    ...place,
  });
  if (board.state === "closed" || board.state === "cancelled") return at("over");
  if (board.state === "paused") return at("paused");
  if (place.why) return at("kept");
  if (mine.state === "called" || mine.state === "missed") return at(mine.state);
  if (board.state === "upcoming" || board.state === "lobby") return at("lobby");
  return at(rank === null ? "drawing" : "waiting");
}

/** The pace of the line over the last minute; before that, the configured pace if nothing else limits it. */
export function createPace() {
  const seen: { atMs: number; nowServing: number }[] = [];
  return (board: Board, atMs: number): number | null => {
    seen.push({ atMs, nowServing: board.nowServing });
    while (seen[0] && atMs - seen[0].atMs > 60_000) seen.shift();
    const first = seen[0];
    const isFull = board.shoppers >= Math.min(board.shoppersMax, board.seatsLeft);
    if (!first || atMs - first.atMs < 20_000) return isFull ? null : board.admitPerMinute;
    return ((board.nowServing - first.nowServing) * 60_000) / (atMs - first.atMs);
  };
}

/** Some chance spreads a crowd's requests. */
const spread = (chance: number) => 0.9 + chance * 0.2;
export const pollMs = (ahead: number, chance: number): number => pollPaceMs(ahead) * spread(chance);
/** A kept place moves only at an opening. */
export const keptPollMs = (chance: number): number => 10_000 * spread(chance);
