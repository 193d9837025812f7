import { batch, computed, signal } from "@preact/signals";
import { afterChange, type CockpitChange } from "../../../contract/live/cockpit-changes.ts";
import {
  cockpitProtocol,
  confirmEveryMs,
  ticketOver,
} from "../../../contract/live/cockpit-terms.ts";
import type { Cockpit, CockpitFrame } from "../../../contract/live/cockpit.ts";
import { ping } from "../../../contract/live/live-socket.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";

/** Older figures are shown in gray with their age. */
export const staleMs = 5_000;
const pingMs = 2_000;
const silentMs = 4_500;
const redialMs = 1_500;
/** Without a socket, because too many watch, the figures are asked for. */
const pollMs = 3_000;
const stepMs = 500;

export type FiguresApi = {
  read: (ticket: string | null) => Promise<Cockpit>;
  connect: (ticket: string) => WebSocket;
};

export function cockpitSocket(scheduleId: string, ticket: string): WebSocket {
  const address = new URL(`/api/v1/schedules/${scheduleId}/cockpit`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  return new WebSocket(address, [cockpitProtocol, ticket]);
}

/**
 * The figures of a sale, at most a second old, and their age. The first ones and the ticket for the socket come over HTTP,
 * which is also where the right is confirmed again while somebody looks.
 */
export function createFigures(api: FiguresApi) {
  const frame = signal<CockpitFrame | undefined>(undefined);
  const about = signal<Omit<Cockpit, "frame"> | undefined>(undefined);
  const error = signal<ApiError | undefined>(undefined);
  const heardAtMs = signal(0);
  const nowMs = signal(Date.now());
  const ageMs = computed(() => Math.max(0, nowMs.value - heardAtMs.value));
  const isStale = computed(() => frame.value !== undefined && ageMs.value > staleMs);
  let socket: WebSocket | null = null;
  let isReading = false;
  let isOver = false;
  let [readAt, readDueAt, pingedAt] = [0, 0, 0];
  /** Sockets in a row that never said anything. */
  let silent = 0;

  const heard = () => {
    heardAtMs.value = nowMs.value = Date.now();
  };

  async function read(): Promise<void> {
    if (isReading) return;
    isReading = true;
    readAt = Date.now();
    const ticket = socket ? (about.peek()?.ticket ?? null) : null;
    try {
      const { frame: newest, ...rest } = await api.read(ticket);
      if (isOver) return;
      batch(() => {
        heard();
        frame.value = newest;
        about.value = rest;
        error.value = undefined;
      });
      readDueAt = readAt + (rest.ticket === null ? pollMs : confirmEveryMs);
      if (rest.ticket !== null && rest.ticket !== ticket) dial(rest.ticket);
    } catch (thrown) {
      error.value = asApiError(thrown);
      readDueAt = Date.now() + redialMs;
    } finally {
      isReading = false;
    }
  }

  function dial(ticket: string): void {
    socket?.close();
    const mine = api.connect(ticket);
    socket = mine;
    silent++;
    mine.addEventListener("message", ({ data }) => {
      if (socket !== mine) return;
      silent = 0;
      heard();
      const text = String(data);
      if (text.startsWith("{") && frame.value)
        frame.value = afterChange(frame.value, JSON.parse(text) as CockpitChange);
    });
    mine.addEventListener("close", ({ code }) => {
      if (socket === mine) hangUp(code === ticketOver.code ? 0 : silent > 1 ? pollMs : redialMs);
    });
  }

  function hangUp(waitMs: number): void {
    socket?.close();
    socket = null;
    readDueAt = Math.min(readDueAt, Date.now() + waitMs);
  }

  function step(): void {
    const now = Date.now();
    nowMs.value = now;
    if (document.visibilityState !== "visible") return;
    if (socket && now - heardAtMs.peek() > silentMs) hangUp(0);
    if (socket?.readyState === WebSocket.OPEN && now - pingedAt >= pingMs) {
      pingedAt = now;
      socket.send(ping);
    }
    if (now >= readDueAt) void read();
  }

  const wake = () => {
    if (document.visibilityState === "visible") readDueAt = 0;
    step();
  };

  function start(): () => void {
    isOver = false;
    const ticker = setInterval(step, stepMs);
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    wake();
    return () => {
      isOver = true;
      clearInterval(ticker);
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
      socket?.close();
      socket = null;
    };
  }

  return { frame, about, error, ageMs, isStale, start };
}
export type Figures = ReturnType<typeof createFigures>;

/** The part of a frame that the charts draw. */
export function censusOf({ at, state, figures }: CockpitFrame) {
  const { seatsHeld: _held, expired: _expired, released: _released, ...counts } = figures;
  return { at, state, ...counts };
}
