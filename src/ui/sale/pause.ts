import { signal } from "@preact/signals";
import type { LocalText } from "../../contract/money/money.ts";
import { arePresalesGone } from "../../contract/sale/kept-places.ts";
import type { Board } from "../../contract/sale/queue.ts";
import { clock } from "../state/clock.ts";

/**
 * The board is the same for everybody and comes from caches, so it may be two seconds old where few ask. Together a pause
 * shows within five seconds. Only fans inside ask from here.
 */
const lookMs = 2_700;

export type Pause = { notice: LocalText | null };

/** Watches the board for a pause with its notice, for a presale whose seats are gone, and for seats that only a code opens. */
export function createPause(getBoard: () => Promise<Board>, onResumed: () => Promise<void>) {
  const pause = signal<Pause | null>(null);
  /** When the sale opens to everybody, if the seats of every open presale are sold. */
  const presaleGone = signal<string | null>(null);

  /** Whether some seats are for the holders of a code. */
  const hasCodes = signal(false);

  async function look(): Promise<void> {
    const board = await getBoard().catch(() => null);
    if (board === null) return;
    clock.learn(board.serverTime);
    presaleGone.value = arePresalesGone(board) ? board.saleOpensAt : null;
    hasCodes.value = board.hasCodes === true;
    const wasPaused = pause.peek() !== null;
    pause.value = board.state === "paused" ? { notice: board.notice } : null;
    if (wasPaused && pause.peek() === null) await onResumed();
  }

  /** A refusal reported it; the notice comes with the board. */
  async function tell(): Promise<void> {
    pause.value ??= { notice: null };
    await look();
  }

  function watch(): () => void {
    const lookIfSeen = () => {
      if (!document.hidden) void look();
    };
    lookIfSeen();
    // A little chance keeps the fans of one second from asking together.
    const timer = setInterval(lookIfSeen, lookMs * (0.9 + Math.random() * 0.2));
    document.addEventListener("visibilitychange", lookIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", lookIfSeen);
    };
  }

  return { now: pause, presaleGone, hasCodes, tell, watch };
}
