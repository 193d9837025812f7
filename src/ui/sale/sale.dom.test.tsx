import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Board, Turn } from "../../contract/queue.ts";
import { ApiError } from "../api/problem.ts";
import { createSale } from "./sale.ts";

const turn: Turn = {
  state: "waiting",
  number: 100,
  rank: 100,
  ahead: 50,
  behind: 0,
  until: null,
  place: "signed",
  admission: null,
  nextPollMs: 1_000,
};
const admitted: Turn = {
  ...turn,
  state: "admitted",
  admission: { pass: "pass", expiresAt: "2099-01-01T00:00:00Z" },
};
const board = (nowServing: number): Board => ({
  scheduleId: "s",
  state: "open",
  order: "fifo",
  isDrawn: false,
  nowServing,
  lastNumber: 200,
  shoppers: 1,
  shoppersMax: 2,
  admitPerMinute: 60,
  seatsLeft: 9,
  zones: [],
  lobbyOpensAt: "2026-11-20T11:30:00Z",
  saleOpensAt: "2026-11-20T12:00:00Z",
  notice: null,
  serverTime: "2026-11-20T12:00:00Z",
  nextPollMs: 1_000,
});

/** A sale whose board shows these in turn; the last one stays. */
function queueShowing(...boards: (Board | ApiError)[]) {
  const api = {
    takePlace: vi.fn(() => Promise.resolve(turn)),
    getBoard: vi.fn(() => {
      const shown = boards.length > 1 ? boards.shift() : boards[0];
      return shown instanceof ApiError ? Promise.reject(shown) : Promise.resolve(shown as Board);
    }),
    enter: vi.fn(() => Promise.resolve(admitted)),
    leaveQueue: vi.fn(() => Promise.resolve(null)),
    placeHold: vi.fn(),
    listHolds: vi.fn(() => Promise.resolve([])),
    releaseHold: vi.fn(() => Promise.resolve(null)),
  };
  return { sale: createSale("s", "a", api), api };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("[U16] where one stands is the own number minus the number served, and the object is asked only when called", async () => {
  const { sale, api } = queueShowing(board(49), board(89), board(100));
  const stop = sale.start();
  await vi.advanceTimersByTimeAsync(0);
  expect([sale.stage.value, sale.ahead.value]).toEqual(["waiting", 50]);
  await vi.advanceTimersByTimeAsync(1_200);
  expect([sale.ahead.value, api.enter.mock.calls.length]).toEqual([10, 0]);
  await vi.advanceTimersByTimeAsync(1_200);
  expect([sale.stage.value, api.enter.mock.calls.length]).toEqual(["inside", 1]);
  stop();
});

it("[U17] a lost connection keeps the last number, says so, and goes on by itself", async () => {
  const { sale, api } = queueShowing(board(89), new ApiError("offline"), board(95));
  const stop = sale.start();
  await vi.advanceTimersByTimeAsync(1_200);
  expect([sale.stage.value, sale.isLost.value, sale.ahead.value]).toEqual(["waiting", true, 10]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect([sale.isLost.value, sale.ahead.value]).toEqual([false, 4]);
  expect(api.takePlace).toHaveBeenCalledOnce();
  stop();
});

it("[U17] a pass that is still good leads straight in after a reload", async () => {
  const first = queueShowing(board(100));
  const stop = first.sale.start();
  await vi.advanceTimersByTimeAsync(10);
  stop();
  const again = queueShowing(board(100));
  again.sale.start()();
  await vi.advanceTimersByTimeAsync(10);
  expect([again.sale.stage.value, again.api.takePlace.mock.calls.length]).toEqual(["inside", 0]);
});
