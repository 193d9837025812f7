import { computed, signal } from "@preact/signals";
import type { SeatsAnswer } from "../api/sales.ts";

/** The live states of all seats, asked for every few seconds, and how old they are. */
export function createLiveSeats(ask: (etag: string | null) => Promise<SeatsAnswer>) {
  const statuses = signal<Uint8Array | null>(null);
  const syncedAtMs = signal(0);
  const nowMs = signal(Date.now());
  const ageMs = computed(() => Math.max(0, nowMs.value - syncedAtMs.value));
  const isStale = computed(() => syncedAtMs.value > 0 && ageMs.value > staleMs);
  let etag: string | null = null;
  let seen = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ticker: ReturnType<typeof setInterval> | undefined;
  let isRunning = false;

  async function refresh(): Promise<void> {
    const answer = await ask(etag);
    syncedAtMs.value = nowMs.value = Date.now();
    if (answer === "unchanged") return;
    etag = answer.etag;
    const { epoch, seq } = answer.snapshot;
    // An older copy may come from a cache nearby; within one epoch the higher number is the newer one.
    const [seenEpoch, seenSeq] = seen.split("/").map(Number);
    if (seenEpoch === epoch && (seenSeq ?? 0) >= seq) return;
    seen = `${epoch}/${seq}`;
    statuses.value = answer.snapshot.statuses;
  }

  async function poll(): Promise<void> {
    if (document.visibilityState === "visible") await refresh().catch(() => {});
    if (isRunning) timer = setTimeout(() => void poll(), pollMs * (0.85 + Math.random() * 0.3));
  }

  function start(): () => void {
    isRunning = true;
    ticker = setInterval(() => {
      nowMs.value = Date.now();
    }, 1_000);
    const onVisible = () => {
      if (document.visibilityState === "visible") void refresh().catch(() => {});
    };
    document.addEventListener("visibilitychange", onVisible);
    void poll();
    return () => {
      isRunning = false;
      clearTimeout(timer);
      clearInterval(ticker);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }

  return { statuses, ageMs, isStale, refresh, start };
}

export type LiveSeats = ReturnType<typeof createLiveSeats>;

const pollMs = 2_500;
/** Past this age the map might mislead: it is greyed, and nothing is chosen on it. */
const staleMs = 8_000;
