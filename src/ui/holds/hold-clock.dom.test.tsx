import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Hold } from "../../contract/sale/holds.ts";
import { clock } from "../state/clock.ts";
import { HoldClock } from "./hold-clock.tsx";

const hold = (expiresAt: string): Hold => ({
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e",
  scheduleId: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2f",
  phase: "choosing",
  seats: [],
  total: { amount: 0, currency: "KRW" },
  expiresAt,
  isPaused: false,
  canExtend: true,
  serverTime: "2026-11-20T12:00:00Z",
});

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-20T11:00:00Z") });
  clock.forget();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it("[U9] a hold runs down by the server's clock, even if the device's clock is wrong", async () => {
  clock.learn("2026-11-20T12:00:00Z"); // The device is an hour slow.
  render(<HoldClock hold={hold("2026-11-20T12:05:00Z")} />);
  await pass(1_100);
  expect(screen.getByRole("timer").textContent).toContain("4:59");
  await pass(60_000);
  expect(screen.getByRole("timer").textContent).toContain("3:59");
});

it("[U39] the last minute of a hold looks like a warning, and its end is announced once", async () => {
  clock.learn("2026-11-20T12:00:00Z");
  const onExpired = vi.fn();
  render(<HoldClock hold={hold("2026-11-20T12:01:05Z")} onExpired={onExpired} />);
  await pass(1_000);
  expect(screen.getByRole("timer").className).not.toContain("hold--warn");
  await pass(6_000);
  expect(screen.getByRole("timer").className).toContain("hold--warn");
  expect(onExpired).not.toHaveBeenCalled();
  await pass(61_000);
  expect(screen.getByRole("timer").textContent).toContain("0:00");
  expect(onExpired).toHaveBeenCalledOnce();
});

it("[V411] the ring of a hold is full at its start and shrinks over the whole time, even after a reload", async () => {
  clock.learn("2026-11-20T12:00:00Z");
  const ring = () => {
    const drawn = document.querySelector("circle[stroke-dasharray]");
    const [part, around] = (drawn?.getAttribute("stroke-dasharray") ?? "").split(" ").map(Number);
    return Math.round((100 * (part ?? 0)) / (around ?? 1));
  };
  render(<HoldClock hold={hold("2026-11-20T12:10:00Z")} />);
  await pass(10);
  expect(ring()).toBe(100);
  await pass(300_000);
  expect(ring()).toBe(50);
  cleanup();
  render(<HoldClock hold={hold("2026-11-20T12:10:00Z")} />);
  await pass(10);
  expect(ring()).toBe(50);
});
