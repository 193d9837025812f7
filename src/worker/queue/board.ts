import { drawnRank } from "../../contract/sale/draw.ts";
import { placeUntil } from "../../contract/sale/kept-places.ts";
import { pollPaceMs } from "../../contract/sale/poll-pace.ts";
import type { Board, Draw } from "../../contract/sale/queue.ts";
import type { AppContext } from "../app-env.ts";
import { sha256 } from "../encoding/digest.ts";
import {
  board as boardFreshness,
  cachedAt,
  catalog,
  immutable,
  jsonAnswer,
  valueFromMemory,
} from "../caching/edge-cache.ts";
import { unwrap } from "../problem.ts";

const addressOf = (c: AppContext, scheduleId: string, page: string) =>
  `${new URL(c.req.url).origin}/api/v1/schedules/${scheduleId}/queue${page}`;

/** Answers with the board, which is requested from the object about once a second however many fans poll. */
export function boardResponse(c: AppContext, scheduleId: string, request: Request) {
  const load = async () => {
    const board = unwrap(await c.env.SCHEDULE.getByName(scheduleId).board());
    // The time always differs, so a 304 carries it in a header.
    const { serverTime: _, ...said } = board;
    const etag = `"${(await sha256(JSON.stringify(said))).slice(0, 16)}"`;
    return { ...jsonAnswer(board), etag };
  };
  return cachedAt(c, request, boardFreshness, load, addressOf(c, scheduleId, ""));
}

/** Answers with the public part of the draw: always the commitment, and the seed once it is no longer useful. */
export function drawResponse(c: AppContext, scheduleId: string, request: Request) {
  const load = async () => {
    const schedule = c.env.SCHEDULE.getByName(scheduleId);
    const { secret, ...drawn } = unwrap(await schedule.draw());
    const draw: Draw = { ...drawn, commitment: await sha256(secret) };
    const answer = jsonAnswer(draw);
    return draw.after === null ? answer : { ...answer, freshness: immutable };
  };
  return cachedAt(c, request, catalog, load, addressOf(c, scheduleId, "/draw"));
}

export async function boardOf(c: AppContext, scheduleId: string): Promise<Board> {
  const address = addressOf(c, scheduleId, "");
  const known = valueFromMemory(address) as Board | null;
  return known ?? (await boardResponse(c, scheduleId, new Request(address))).json();
}

export async function drawOf(c: AppContext, scheduleId: string): Promise<Draw> {
  const address = addressOf(c, scheduleId, "/draw");
  const known = valueFromMemory(address) as Draw | null;
  return known ?? (await drawResponse(c, scheduleId, new Request(address))).json();
}

/** The rank of a number, or null before the draw of a lottery. Without a draw a number is its rank. */
export async function rankIn(c: AppContext, board: Board, number: number): Promise<number | null> {
  if (!board.isDrawn) return board.order === "fifo" ? number : null;
  const { seed, after, count, aside } = await drawOf(c, board.scheduleId);
  if (after === null || count === null) return null;
  return drawnRank({ seed, after, count, aside }, number);
}

/** True if a number may have been called or could be called now; otherwise asking the object is useless. */
export function mayBeCalled(board: Board, rank: number): boolean {
  if (rank <= board.nowServing) return true;
  if (board.state !== "open") return false;
  const isEmpty = Math.min(board.shoppersMax, board.seatsLeft) - board.shoppers;
  return rank <= board.nowServing + Math.max(0, isEmpty);
}

/** A fan's position by the board, which is at most a second old. */
export function standingOf(board: Board, { rank, presale }: Waiter) {
  const ahead = rank === null ? 0 : Math.max(0, rank - board.nowServing - 1);
  const nextPollMs = pollPaceMs(ahead);
  const behind = rank === null ? 0 : Math.max(0, board.lastNumber - rank);
  const { until, why } = placeUntil(board, presale);
  const kept = { rank, ahead, behind, until: Date.parse(until), nextPollMs };
  if (why !== null) return { state: "kept" as const, ...kept };
  if (rank === null) return { state: "lobby" as const, nextPollMs };
  return { state: "waiting" as const, rank, ahead, behind, nextPollMs };
}

/** A rank is not known before the draw of a lottery. */
type Waiter = { rank: number | null; presale: string | null };
