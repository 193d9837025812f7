import type { QueuePageState } from "../../../contract/sale/queue-page.ts";
import { type Kept, placeUntil } from "../../../contract/sale/kept-places.ts";
import type { Board } from "../../../contract/sale/queue.ts";
import { standingOf } from "../board.ts";

/** The page's state before its script has sent a request, and without script. */
export type PageView = {
  state: QueuePageState;
  number: number | null;
  ahead: number;
  behind: number;
  /** Without script: when to reload, and the clock's end. */
  nextPollMs: number | null;
  until: string | null;
  why: Kept | null;
};

export function pageView(
  board: Board,
  who: { isSignedIn: boolean; number: number | null; rank: number | null; presale: string | null },
): PageView {
  const { number, presale } = who;
  const stands = standingOf(board, who);
  const place = placeUntil(board, presale);
  const why = number === null ? null : place.why;
  const ahead = "ahead" in stands ? stands.ahead : 0;
  const behind = "behind" in stands ? stands.behind : 0;
  const state = stateOf(board, who, why !== null);
  const isMoving = !["guest", "join", "over"].includes(state);
  const ends = { early: board.lobbyOpensAt, lobby: place.until, kept: place.until };
  const until = ends[state as keyof typeof ends] ?? null;
  // Without script a page is loaded whole each time, so it comes half as often.
  const nextPollMs = isMoving ? stands.nextPollMs * 2 : null;
  return { state, number, ahead, behind, nextPollMs, until, why };
}

function stateOf(
  board: Board,
  { isSignedIn, number, rank }: Parameters<typeof pageView>[1],
  isKept: boolean,
): QueuePageState {
  if (board.state === "closed" || board.state === "cancelled") return "over";
  if (number === null) {
    if (!isSignedIn) return "guest";
    if (board.state === "upcoming") return "early";
    // The script takes a place at once, so that later state is drawn from the start and nothing moves.
    return board.state === "lobby" ? "lobby" : "join";
  }
  if (board.state === "paused") return "paused";
  if (isKept) return "kept";
  if (board.state === "upcoming" || board.state === "lobby") return "lobby";
  if (rank === null) return "drawing";
  return rank <= board.nowServing ? "called" : "waiting";
}
