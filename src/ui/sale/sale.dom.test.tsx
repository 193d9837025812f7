import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Board, Turn } from "../../contract/sale/queue.ts";
import { ApiError } from "../api/problem.ts";
import { createSale } from "./sale.ts";

const waiting: Turn = {
  state: "waiting",
  number: 100,
  rank: 100,
  ahead: 50,
  behind: 0,
  until: null,
  presale: null,
  place: "signed",
  admission: null,
  nextPollMs: 1_000,
};
const admitted: Turn = {
  ...waiting,
  state: "admitted",
  admission: { pass: "pass", expiresAt: "2099-01-01T00:00:00Z" },
};

const board: Board = {
  scheduleId: "s",
  state: "open",
  order: "fifo",
  isDrawn: false,
  presales: [],
  nowServing: 0,
  lastNumber: 0,
  shoppers: 0,
  shoppersMax: 10,
  admitPerMinute: 60,
  seatsLeft: 10,
  zones: [],
  lobbyOpensAt: "2027-01-01T00:00:00Z",
  saleOpensAt: "2027-01-01T00:00:00Z",
  notice: null,
  serverTime: "2027-01-01T00:00:00Z",
  nextPollMs: 2_000,
};
const notice = { ko: "점검 중", en: "Checking" };

/** A sale that answers the request for a place so. */
function saleOf(answer: Turn | ApiError) {
  const api = {
    takePlace: vi.fn(() =>
      answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer),
    ),
    enterShop: vi.fn((_id: string, _place: string, moreTime: boolean) =>
      Promise.resolve({
        ...admitted,
        admission: { pass: moreTime ? "longer" : "pass", expiresAt: "2099-01-01T00:05:00Z" },
      }),
    ),
    getBoard: vi.fn(() => Promise.resolve(board)),
    placeHold: vi.fn(),
    listHolds: vi.fn(() => Promise.resolve([])),
    releaseHold: vi.fn(() => Promise.resolve("free" as const)),
  };
  const goTo = vi.fn();
  return { sale: createSale("s", "a", api, goTo), api, goTo };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("[QH25] a fan who is admitted at once goes straight to the seats, and every other fan goes to the queue page", async () => {
  const inside = saleOf(admitted);
  inside.sale.start();
  await vi.advanceTimersByTimeAsync(10);
  expect([inside.sale.stage.value, inside.goTo.mock.calls.length]).toEqual(["inside", 0]);
  localStorage.clear();
  const missed: Turn = { ...waiting, state: "missed" };
  for (const answer of [waiting, missed, new ApiError("lobby-not-open")]) {
    const outside = saleOf(answer);
    outside.sale.start();
    await vi.advanceTimersByTimeAsync(10);
    expect(outside.goTo.mock.calls).toEqual([["/queue/s?lang=ko"]]);
    expect(outside.sale.stage.value).toBe("joining");
  }
});

it("[V200] a fan who asks for more time inside continues with the longer pass, even after a reload", async () => {
  const { sale } = saleOf(admitted);
  sale.start();
  await vi.advanceTimersByTimeAsync(10);
  expect(sale.passToken()).toBe("pass");
  await sale.takeMoreTime();
  expect(sale.passToken()).toBe("longer");
  const again = saleOf(waiting).sale;
  again.start();
  await vi.advanceTimersByTimeAsync(10);
  expect(again.passToken()).toBe("longer");
});

it("[U17] a pass that is still valid leads straight to the seats after a reload", async () => {
  const first = saleOf(admitted);
  first.sale.start();
  await vi.advanceTimersByTimeAsync(10);
  const again = saleOf(waiting);
  again.sale.start();
  await vi.advanceTimersByTimeAsync(10);
  expect([again.sale.stage.value, again.api.takePlace.mock.calls.length]).toEqual(["inside", 0]);
});

it("[V415] a pause shows with the organizer's notice, and a resumed sale gives held seats their time back", async () => {
  const { sale, api } = saleOf(admitted);
  sale.start();
  await vi.advanceTimersByTimeAsync(10);
  const stop = sale.pause.watch();
  await vi.advanceTimersByTimeAsync(10);
  expect(sale.pause.now.value).toBeNull();
  api.getBoard.mockResolvedValue({ ...board, state: "paused", notice });
  // A refusal shows it at once, and polling within seconds.
  await sale.pause.tell();
  expect(sale.pause.now.value).toEqual({ notice });
  const looks = api.listHolds.mock.calls.length;
  api.getBoard.mockResolvedValue(board);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sale.pause.now.value).toBeNull();
  expect(api.listHolds.mock.calls.length).toBe(looks + 1);
  stop();
  const asked = api.getBoard.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(api.getBoard.mock.calls.length).toBe(asked);
});
