import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Board } from "../../contract/sale/queue.ts";
import { type QueueWords, queueWordNames } from "../../contract/sale/queue-page.ts";
import { createView, type Seen } from "./view.ts";

const now = Date.parse("2027-01-16T09:00:00Z");
const words = Object.fromEntries(queueWordNames.map((name) => [name, `${name} {n}`])) as QueueWords;
const seen: Seen = {
  state: "lobby",
  isLost: false,
  number: 20,
  ahead: 0,
  firstAhead: 0,
  behind: 0,
  perMinute: null,
  untilMs: null,
  syncedAtMs: now,
  offsetMs: 0,
  problem: null,
  board: { zones: [], lastNumber: 20, nowServing: 0, serverTime: new Date(now).toISOString() },
  aheadBefore: null,
} as unknown as Seen & { board: Board };

const ids = ["state", "clock", "opening", "present", "as-of"];
const textOf = (id: string) => document.getElementById(id)?.textContent;
const isFar = () => document.body.hasAttribute("data-far");

beforeEach(() => {
  vi.useFakeTimers({ now });
  document.body.innerHTML = ids.map((id) => `<p id="${id}"></p>`).join("");
});
afterEach(() => {
  vi.useRealTimers();
});

it("[V423] the script counts days down while the opening is more than a day away, and then hours", () => {
  const data = { scheduleId: "s", accountId: null, siteKey: null, language: "en" } as const;
  const view = createView({ ...data, timeZone: "Asia/Seoul", words });
  view.show({ ...seen, untilMs: Date.parse("2027-01-22T11:00:00Z") });
  expect(["clock", "opening", "present"].map(textOf)).toEqual([
    "6 days",
    "Friday, January 22, 2027 at 8:00 PM",
    "20",
  ]);
  expect(isFar()).toBe(true);
  view.show({ ...seen, state: "early", untilMs: Date.parse("2027-01-16T11:00:00Z") });
  expect(textOf("clock")).toBe("2:00:00");
  expect(isFar()).toBe(false);
});

it("[QH50] the script says that a date was canceled as soon as the board does", () => {
  const data = { scheduleId: "s", accountId: null, siteKey: null, language: "en" } as const;
  const view = createView({ ...data, timeZone: "Asia/Seoul", words });
  const board = { ...seen.board, state: "cancelled" } as Board;
  view.show({ ...seen, state: "over", board });
  expect(textOf("state")).toBe(words.cancelled);
  view.show({ ...seen, state: "over", board: { ...board, state: "closed" } });
  expect(textOf("state")).toBe(words.over);
});
