import { batch, computed, signal } from "@preact/signals";
import type { Hold } from "../../contract/holds.ts";
import type { Board, Turn } from "../../contract/queue.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import type * as salesApi from "../api/sales.ts";
import { clock } from "../state/clock.ts";
import { recallJson, remember } from "../state/storage.ts";

type Pass = { pass: string; expiresAt: string };
type Api = Pick<
  typeof salesApi,
  "takePlace" | "getBoard" | "enter" | "leaveQueue" | "placeHold" | "listHolds" | "releaseHold"
>;

/** Where the visitor is on the way to the seats. */
export type Stage = "joining" | "lobby" | "waiting" | "inside" | "over" | "trouble";

const retryMs = { first: 2_000, longest: 15_000 } as const;

/**
 * One visitor at one sale: into the queue, along it, and in. The place lives on the server, so that closing the page,
 * losing the network or opening a second tab costs nothing.
 */
export function createSale(scheduleId: string, accountId: string, api: Api) {
  const stage = signal<Stage>("joining");
  const turn = signal<Turn | null>(null);
  const board = signal<Board | null>(null);
  const trouble = signal<ApiError | null>(null);
  const isLost = signal(false);
  const syncedAtMs = signal(0);
  const firstAhead = signal(0);
  const holds = signal<Hold[]>([]);
  const ahead = computed(() => aheadOf(turn.value, board.value));
  const passName = `pass.${scheduleId}.${accountId}`;
  let pass: Pass | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let failures = 0;

  function start(): () => void {
    isStopped = false;
    void join();
    const onVisible = () => {
      if (document.visibilityState === "visible" && stage.peek() === "waiting") void look();
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }

  /** Takes a place, or finds the one that is there already. */
  async function join(): Promise<void> {
    const kept = recallJson<Pass>(passName);
    if (kept && Date.parse(kept.expiresAt) > clock.serverNow()) {
      await goInside(kept);
      return;
    }
    try {
      const taken = await api.takePlace(scheduleId);
      firstAhead.value = Math.max(firstAhead.value, taken.ahead);
      await follow(taken);
    } catch (error) {
      refused(asApiError(error));
    }
  }

  async function follow(next: Turn): Promise<void> {
    turn.value = next;
    if (next.state === "admitted" && next.admission) {
      await goInside(next.admission);
      return;
    }
    batch(() => {
      stage.value = "waiting";
      trouble.value = null;
    });
    await look();
  }

  /** Looks at the board, and asks to be let in once the number is called. */
  async function look(): Promise<void> {
    clearTimeout(timer);
    const mine = turn.peek();
    if (isStopped || !mine) return;
    try {
      const seen = await api.getBoard(scheduleId);
      clock.learn(seen.serverTime);
      batch(() => {
        board.value = seen;
        isLost.value = false;
        syncedAtMs.value = clock.serverNow();
      });
      failures = 0;
      if (seen.state === "closed" || seen.state === "cancelled") {
        stage.value = "over";
        return;
      }
      if (mine.number <= seen.nowServing && (await cameIn(mine))) return;
      timer = setTimeout(() => void look(), withChance(seen.nextPollMs));
    } catch (error) {
      if (error instanceof DOMException) return;
      lost(asApiError(error));
    }
  }

  async function cameIn(mine: Turn): Promise<boolean> {
    const next = await api.enter(scheduleId, mine.place);
    turn.value = { ...next, place: next.place === "" ? mine.place : next.place };
    if (next.state !== "admitted" || !next.admission) return false;
    await goInside(next.admission);
    return true;
  }

  /** Without an answer the number stays as it was seen, and we go on asking. */
  function lost(error: ApiError): void {
    if (error.code === "place-spent" || error.code === "unauthenticated") {
      void joinAgain();
      return;
    }
    isLost.value = true;
    failures++;
    const waitMs = Math.min(retryMs.longest, retryMs.first * 2 ** Math.min(4, failures - 1));
    timer = setTimeout(() => void look(), withChance(waitMs));
  }

  function refused(error: ApiError): void {
    batch(() => {
      trouble.value = error;
      stage.value = error.code === "sale-not-open" ? "lobby" : "trouble";
    });
  }

  async function goInside(given: Pass): Promise<void> {
    pass = given;
    remember(passName, JSON.stringify(given));
    await lookAtHolds().catch(() => {});
    stage.value = "inside";
  }

  async function lookAtHolds(): Promise<void> {
    const found = await api.listHolds(scheduleId);
    for (const { serverTime } of found) clock.learn(serverTime);
    holds.value = found;
  }

  async function joinAgain(): Promise<void> {
    pass = null;
    remember(passName, null);
    if (isStopped) return;
    stage.value = "joining";
    await join();
  }

  /** Holds seats. A retry after a lost answer bears the same key, so that it is the same hold. */
  async function hold(wish: salesApi.Wish, key: string): Promise<Hold> {
    const held = await api.placeHold(scheduleId, wish, pass?.pass ?? "", key);
    clock.learn(held.serverTime);
    holds.value = [held];
    return held;
  }

  async function release(holdId: string): Promise<void> {
    await api.releaseHold(scheduleId, holdId);
    holds.value = holds.value.filter(({ id }) => id !== holdId);
  }

  async function leave(): Promise<void> {
    remember(passName, null);
    await api.leaveQueue(scheduleId);
  }

  return {
    /** What opens the live map to me. */
    passToken: () => pass?.pass ?? "",
    stage,
    turn,
    board,
    trouble,
    isLost,
    syncedAtMs,
    firstAhead,
    ahead,
    holds,
    start,
    join,
    joinAgain,
    hold,
    release,
    leave,
    lookAtHolds,
  };
}

export type Sale = ReturnType<typeof createSale>;

/** How many come before me, by the newest that is known. */
export function aheadOf(turn: Turn | null, board: Board | null): number {
  if (!turn) return 0;
  if (!board) return turn.ahead;
  return Math.max(0, turn.number - board.nowServing - 1);
}

const withChance = (ms: number) => ms * (0.9 + Math.random() * 0.2);
