import { signal } from "@preact/signals";

/**
 * The server's clock. Every server time arrives late, because of the network and caches, so the largest lead over the
 * local clock is closest to the truth.
 */
export function createClock(localNow: () => number = () => Date.now()) {
  let offsetMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;

  const serverNow = () => localNow() + (offsetMs ?? 0);
  const now = signal(serverNow(), { watched, unwatched: () => clearTimeout(timer) });

  // Ticks right after each full server second, so that countdown and clock change together.
  function tick(): void {
    now.value = serverNow();
    timer = setTimeout(tick, 1_000 - (serverNow() % 1_000) + 5);
  }

  function watched(): void {
    // On the server, time is fixed while a page is rendered.
    if (typeof document === "undefined") return;
    if (isHeld) timer = setTimeout(tick);
    else tick();
    isHeld = false;
  }

  /** Shows this moment first, so that the server and the browser render the same page. */
  function hold(atMs: number): void {
    isHeld = true;
    now.value = atMs;
  }

  function learn(serverTime: string): void {
    const leadMs = Date.parse(serverTime) - localNow();
    if (Number.isNaN(leadMs)) return;
    if (offsetMs === null || leadMs > offsetMs) offsetMs = leadMs;
  }

  /** After sleep or a change of the local clock, the learned offset is invalid. */
  function forget(): void {
    offsetMs = null;
  }

  return { now, serverNow, learn, forget, hold };
}

export const clock = createClock();

/** Whole seconds from now until then, never below zero. */
export function secondsUntil(time: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(time) - nowMs) / 1_000));
}
