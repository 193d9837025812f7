import { effect, signal } from "@preact/signals";
import { isOnline } from "../../../state/online.ts";

const pingMs = { up: 4_000, down: 1_500 } as const;

/**
 * Whether the server can be reached. A browser that loses its network knows at once; that only the server is away shows
 * a ping that finds nobody.
 */
export function createConnection({ ping, onBack }: Parts) {
  const isUp = signal(isOnline.peek());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function tell(isNowUp: boolean): void {
    if (isUp.peek() === isNowUp) return;
    isUp.value = isNowUp;
    if (isNowUp) onBack();
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    const mine = ++asked;
    const isThere = isOnline.peek() && (await ping());
    // A later look knows better.
    if (mine !== asked) return;
    tell(isThere);
    timer = setTimeout(() => void look(), isThere ? pingMs.up : pingMs.down);
  }

  function start(): () => void {
    const stop = effect(() => {
      if (isOnline.value) void look();
      else {
        asked++;
        clearTimeout(timer);
        tell(false);
      }
    });
    return () => {
      asked++;
      clearTimeout(timer);
      stop();
    };
  }

  return { isUp, look, start };
}

export type Connection = ReturnType<typeof createConnection>;

type Parts = {
  /** True if the server answered. */
  ping: () => Promise<boolean>;
  onBack: () => void;
};
