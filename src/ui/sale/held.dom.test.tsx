import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Hold } from "../../contract/sale/holds.ts";
import type { Board } from "../../contract/sale/queue.ts";
import { ApiError } from "../api/problem.ts";
import { whole } from "../i18n/whole.ts";
import { clock } from "../state/clock.ts";
import { Held } from "./held.tsx";
import { createSale } from "./sale.ts";

const w = whole.ko;
const iso = (inMs: number) => new Date(Date.now() + inMs).toISOString();
const won = { amount: 22_000, currency: "KRW" as const };
const hold = (change: Partial<Hold> = {}): Hold => ({
  id: "hold-1",
  scheduleId: "schedule-1",
  phase: "choosing",
  seats: [],
  total: won,
  expiresAt: iso(200_000),
  isPaused: false,
  canExtend: false,
  serverTime: iso(0),
  ...change,
});

const server = { holds: [] as Hold[], state: "open" as Board["state"] };
const unused = () => Promise.reject(new ApiError("unavailable"));

/** The sale of a fan who already holds seats there, on its page. */
async function show() {
  const sale = createSale("schedule-1", "fan", {
    takePlace: unused,
    enterShop: unused,
    placeHold: unused,
    getBoard: () =>
      Promise.resolve({
        state: server.state,
        notice: null,
        serverTime: iso(0),
        zones: [],
        presales: [],
      } as unknown as Board),
    listHolds: () => Promise.resolve(server.holds.map((each) => ({ ...each, serverTime: iso(0) }))),
    releaseHold: () => Promise.resolve("asked" as const),
  });
  await sale.lookAtHolds();
  const Shown = () => {
    const held = sale.holds.value[0];
    return held ? <Held sale={sale} hold={held} /> : null;
  };
  render(<Shown />);
}

/** What has changed is drawn when the act is over, and asks for more then. */
async function pass(ms: number): Promise<void> {
  for (let step = 0; step < 4; step++)
    await act(async () => {
      await vi.advanceTimersByTimeAsync(ms / 4);
    });
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-30T10:00:00Z") });
  clock.forget();
  Object.assign(server, { holds: [hold()], state: "open" });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("[U94] a pause that begins over held seats stops their clock, and the page says so", async () => {
  await show();
  await pass(1_000);
  expect(screen.getByRole("timer").textContent).toContain(w.hold.within);
  server.state = "paused";
  server.holds = [hold({ isPaused: true, expiresAt: iso(190_000) })];
  await pass(24_000);
  expect(screen.getByText(w.pause.title)).toBeTruthy();
  const stopped = screen.getByRole("timer").textContent;
  expect(stopped).toContain(w.hold.stopped);
  await pass(20_000);
  expect(screen.getByRole("timer").textContent).toBe(stopped);
  server.state = "open";
  server.holds = [hold({ expiresAt: iso(180_000) })];
  await pass(24_000);
  expect(screen.getByRole("timer").textContent).toContain(w.hold.within);
});

it("[U98] seats that are released while the books are asked say so on the map's page too", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204 })));
  await show();
  server.holds = [hold({ phase: "ending", expiresAt: iso(0) })];
  fireEvent.click(screen.getByRole("button", { name: w.held.release }));
  await pass(400);
  expect(screen.getByText(w.givingBack.text)).toBeTruthy();
  server.holds = [];
  await pass(4_000);
  expect(screen.queryByText(w.givingBack.text)).toBeNull();
});
