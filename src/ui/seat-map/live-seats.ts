import { batch, computed, signal } from "@preact/signals";
import { applyFrame, type LiveMap } from "../../contract/live/live-map.ts";
import { seatCode } from "../../contract/live/live.ts";
import { passOver, ping, pong, sinceMessage } from "../../contract/live/live-socket.ts";
import type { LiveSource } from "./live-source.ts";

/** An older map might mislead: it is grayed out and does not take choices. */
const staleMs = 5_000;
const pingMs = 2_000;
/** Two pings without an answer, and a little more: the socket is dead, and the map not yet stale. */
const silentMs = 4_500;
/** A failed poll is repeated sooner, so that the map is right again soon after the network returns. */
const pollMs = { calm: 2_500, anxious: 900 } as const;
const dialMs = { first: 300, usual: 1_000, longest: 8_000 } as const;
/** How often the clock and the deadlines below are checked; also the pace of the frames. */
const stepMs = 250;

export type Seats = { statuses: Uint8Array; changed: Uint32Array | null };

/** The plan of frames, as they name it: the beginning of its hash. */
export const planNumber = (planHash: string): number => Number.parseInt(planHash.slice(0, 8), 16);

/**
 * The live states of all seats and their age. They arrive over a socket. Without one they are polled while the socket is
 * dialed again, and missed changes are requested.
 */
export function createLiveSeats({ ask, connect }: LiveSource, plan: number | null = null) {
  const seats = signal<Seats | null>(null);
  const statuses = computed(() => seats.value?.statuses ?? null);
  /** Seats that have just become free. */
  const released = signal<readonly number[]>([]);
  const syncedAtMs = signal(0);
  const nowMs = signal(Date.now());
  const ageMs = computed(() => Math.max(0, nowMs.value - syncedAtMs.value));
  const isStale = computed(() => syncedAtMs.value > 0 && ageMs.value > staleMs);
  /** Whether the newest frame is of another plan than the one whose places are drawn. */
  const isMoved = signal(false);
  let map: LiveMap | null = null;
  let socket: WebSocket | null = null;
  let isInTouch = false;
  let [heardAt, pingedAt, nextDialAt, nextPollAt, askedAt] = [0, 0, 0, 0, 0];
  let [dials, polls] = [0, 0];

  function synced(): void {
    syncedAtMs.value = nowMs.value = Date.now();
  }

  function take(bytes: Uint8Array): void {
    const applied = applyFrame(map, bytes);
    if (applied.state === "gap") catchUp();
    if (applied.state !== "moved") return;
    map = applied.map;
    isMoved.value = plan !== null && map.planHash !== plan;
    if (isMoved.value) return;
    const before = seats.value?.statuses;
    const { statuses } = map;
    const changed = applied.seats;
    const freed = [...(changed ?? [])].filter(
      (seat) => statuses[seat] === seatCode.available && before?.[seat] !== seatCode.available,
    );
    batch(() => {
      seats.value = { statuses, changed };
      if (freed.length > 0) released.value = freed;
    });
  }

  /** Requests missing changes: over the socket if there is one, else with the next poll. */
  function catchUp(): void {
    if (!socket || Date.now() - askedAt < stepMs) return;
    askedAt = Date.now();
    socket.send(sinceMessage(map ?? { epoch: 0, seq: 0 }));
  }

  function dial(): void {
    nextDialAt = Infinity;
    const mine = connect(map);
    socket = mine;
    heardAt = Date.now();
    mine.addEventListener("message", ({ data }) => {
      if (socket !== mine) return;
      heardAt = Date.now();
      if (typeof data !== "string") take(new Uint8Array(data as ArrayBuffer));
      else isInTouch = data === pong.inTouch;
      if (isInTouch) {
        dials = 0;
        synced();
      }
    });
    mine.addEventListener("close", ({ code }) => {
      if (socket === mine) hangUp(code === passOver.code);
    });
  }

  function hangUp(isForGood = false): void {
    socket?.close();
    socket = null;
    isInTouch = false;
    // Most losses are short, so the first redial is quick. Ten more come at the usual pace, and then the pause doubles:
    // a crowd whose server restarts must not come back all at once.
    const waitMs =
      dials < 1
        ? dialMs.first
        : Math.min(dialMs.longest, dialMs.usual * 2 ** Math.max(0, dials - 10));
    dials++;
    nextDialAt = isForGood ? Infinity : Date.now() + waitMs * (0.8 + Math.random() * 0.4);
    nextPollAt = Math.min(nextPollAt, Date.now());
  }

  async function refresh(): Promise<void> {
    const poll = ++polls;
    nextPollAt = Infinity;
    try {
      const answer = await ask(map);
      // An older request may be answered after a newer one; `take` ignores older states.
      if (answer !== "unchanged") take(answer);
      synced();
      nextPollAt = Date.now() + pollMs.calm * (0.85 + Math.random() * 0.3);
    } catch (error) {
      if (poll === polls) nextPollAt = Date.now() + pollMs.anxious;
      throw error;
    }
  }

  function step(): void {
    const now = Date.now();
    if (now - nowMs.peek() >= 500) nowMs.value = now;
    if (document.visibilityState !== "visible") return;
    if (socket && now - heardAt > silentMs) hangUp();
    if (!socket && now >= nextDialAt) dial();
    if (isInTouch && now - pingedAt >= pingMs && socket?.readyState === WebSocket.OPEN) {
      pingedAt = now;
      socket.send(ping);
    }
    if (!isInTouch && now >= nextPollAt) void refresh().catch(() => {});
  }

  /** The page is visible again, or the network is back: act now instead of waiting for the planned times. */
  function wake(): void {
    if (document.visibilityState !== "visible") return;
    hangUp();
    nextDialAt = 0;
    dials = 0;
    step();
    void refresh().catch(() => {});
  }

  function start(): () => void {
    [nextDialAt, nextPollAt] = [0, 0];
    const ticker = setInterval(step, stepMs);
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    step();
    return () => {
      clearInterval(ticker);
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
      hangUp();
      nextDialAt = nextPollAt = Infinity;
    };
  }

  return { seats, statuses, released, ageMs, isStale, isMoved, refresh, start };
}

export type LiveSeats = ReturnType<typeof createLiveSeats>;
