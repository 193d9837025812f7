import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Cockpit, CockpitFrame } from "../../../contract/live/cockpit.ts";
import { ApiError } from "../../api/problem.ts";
import { createFigures } from "./figures.ts";

const figures: CockpitFrame["figures"] = {
  given: 9,
  called: 4,
  waiting: 5,
  entered: 4,
  missed: 0,
  returning: 0,
  shoppers: 4,
  holds: 2,
  paying: 1,
  sold: 3,
  seatsLeft: 90,
  seatsHeld: 7,
  expired: 0,
  released: 0,
};
const frame: CockpitFrame = {
  at: "2027-01-16T20:00:00Z",
  state: "open",
  figures,
  zones: { r: [90, 7, 3] },
  sections: { 0: [90, 7, 3] },
  failures: {},
  felt: {},
};

class Line extends EventTarget {
  readyState: number = WebSocket.OPEN;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

/** A server whose sockets the test speaks for. */
function standIn() {
  const asked: (string | null)[] = [];
  const lines: Line[] = [];
  const server = { ticket: "t1" as string | null, isDown: false };
  const page = createFigures({
    read: (ticket) => {
      asked.push(ticket);
      if (server.isDown) return Promise.reject(new ApiError("offline"));
      const about = { planHash: "p", countedSince: frame.at, ticket: ticket ?? server.ticket };
      return Promise.resolve<Cockpit>({ frame, ...about });
    },
    connect: () => {
      const line = new Line();
      lines.push(line);
      return line as unknown as WebSocket;
    },
  });
  return { page, asked, lines, server };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("[CK24] the page shows each message of the socket, and has its right confirmed while somebody looks", async () => {
  const { page, asked, lines } = standIn();
  const stop = page.start();
  await vi.advanceTimersByTimeAsync(100);
  expect([page.frame.value?.figures.waiting, lines.length]).toEqual([5, 1]);
  lines[0]?.say(JSON.stringify({ at: "2027-01-16T20:00:01Z", figures: { waiting: 4 } }));
  expect(page.frame.value?.figures).toEqual({ ...figures, waiting: 4 });
  for (let second = 0; second < 13; second++) {
    lines[0]?.say("pong");
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect([asked, lines.length]).toEqual([[null, "t1"], 1]);
  expect(lines[0]?.sent.length).toBeGreaterThan(4);
  stop();
  expect(lines[0]?.readyState).toBe(WebSocket.CLOSED);
});

it("[CK25] figures without a sign of life for five seconds are stale, and a returning network brings them back at once", async () => {
  const { page, lines, server } = standIn();
  const stop = page.start();
  await vi.advanceTimersByTimeAsync(100);
  server.isDown = true;
  await vi.advanceTimersByTimeAsync(8_000);
  expect([page.isStale.value, page.error.value?.code]).toEqual([true, "offline"]);
  expect(page.ageMs.value).toBeGreaterThan(7_000);
  expect(page.frame.value?.figures.waiting).toBe(5);
  server.isDown = false;
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(100);
  expect([page.isStale.value, page.error.value]).toEqual([false, undefined]);
  expect(lines.length).toBeGreaterThan(1);
  stop();
});

it("[CK26] a page that gets no ticket asks for the figures every three seconds", async () => {
  const { page, asked, lines, server } = standIn();
  server.ticket = null;
  const stop = page.start();
  await vi.advanceTimersByTimeAsync(9_900);
  expect([asked.length, lines.length, page.isStale.value]).toEqual([4, 0, false]);
  stop();
});
