import { drawnRank } from "../../contract/sale/draw.ts";
import type { Board, Draw, Turn } from "../../contract/sale/queue.ts";
import type { QueuePageState } from "../../contract/sale/queue-page.ts";

export type Mine = Turn & { atMs: number };
type Shown = { state: QueuePageState; ahead: number; behind: number; rank: number | null };

/** The rank of a place: its number, or what the number drew. */
export function rankOf({ number }: Turn, board: Board, draw: Draw | null): number | null {
  if (board.order === "fifo") return number;
  if (!board.isDrawn || !draw?.seed || draw.after === null || draw.count === null) return null;
  return drawnRank({ seed: draw.seed, after: draw.after, count: draw.count }, number);
}

/** What to show of a place by the board. The object's own word stands for those who have been called. */
export function shownOf(mine: Turn, board: Board, rank: number | null): Shown {
  const behind = rank === null ? 0 : Math.max(0, board.lastNumber - rank);
  const ahead = rank === null ? 0 : Math.max(0, rank - board.nowServing - 1);
  const at = (state: QueuePageState): Shown => ({ state, ahead, behind, rank });
  if (board.state === "closed" || board.state === "cancelled") return at("over");
  if (board.state === "paused") return at("paused");
  if (mine.state === "called" || mine.state === "missed") return at(mine.state);
  if (board.state === "upcoming" || board.state === "lobby") return at("lobby");
  return at(rank === null ? "drawing" : "waiting");
}

/** How fast the line moves: as seen over the last minute; before that, as it is set while nothing else holds it up. */
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

/** Near the front every two seconds, far behind every ten; a little chance keeps a crowd from asking as one. */
export const pollMs = (ahead: number, chance: number): number =>
  Math.min(10_000, 2_000 + ahead * 2) * (0.9 + chance * 0.2);
