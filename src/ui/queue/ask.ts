import type { Board, Draw, Turn } from "../../contract/sale/queue.ts";

const base = "/api/v1";
const waitMs = 8_000;

/** A refusal of the API; without a code there was no answer. */
export class Refused extends Error {
  readonly code: string | null;
  readonly retryAfterMs: number;

  constructor(code: string | null, retryAfterMs = 0) {
    super();
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

async function send(path: string, body?: object): Promise<Response> {
  try {
    return await fetch(base + path, {
      method: body ? "POST" : "GET",
      signal: AbortSignal.timeout(waitMs),
      ...(body
        ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } }
        : {}),
    });
  } catch {
    throw new Refused(null);
  }
}

/** Asks the API. A session that has run out is renewed once; a second tab may be doing that just now. */
async function answerOf(path: string, body?: object): Promise<Response> {
  let response = await send(path, body);
  if (response.status === 401 && (await send("/sessions/refresh", {})).status !== 401)
    response = await send(path, body);
  if (response.ok) return response;
  const retryAfterMs = Number(response.headers.get("retry-after") ?? 0) * 1_000;
  const problem = (await response.json().catch(() => ({}))) as { code?: string };
  throw new Refused(problem.code ?? null, retryAfterMs);
}

const ask = async <T>(path: string, body?: object): Promise<T> =>
  (await answerOf(path, body)).json() as Promise<T>;

/** If nothing is new the browser answers from its cache, and only the header has the current time. */
async function askBoard(path: string): Promise<Board> {
  const response = await answerOf(path);
  const board = (await response.json()) as Board;
  return { ...board, serverTime: response.headers.get("server-time") ?? board.serverTime };
}

export function askQueue(scheduleId: string) {
  const at = `/schedules/${scheduleId}`;
  return {
    board: () => askBoard(`${at}/queue`),
    draw: () => ask<Draw>(`${at}/queue/draw`),
    join: (body: { place?: string; turnstile?: string }) => ask<Turn>(`${at}/queue`, body),
    enter: (place: string) => ask<Turn>(`${at}/queue/enter`, { place }),
    verify: (code: string) => ask<unknown>(`${at}/presale`, code === "" ? {} : { code }),
  };
}
