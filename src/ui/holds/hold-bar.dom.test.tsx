import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import type { Hold, KnownHold } from "../../contract/sale/holds.ts";
import { whole } from "../i18n/whole.ts";
import { clock } from "../state/clock.ts";
import { address } from "../state/router.ts";
import { account } from "../state/session.ts";
import { isOnWaitlist } from "../waitlist/on-waitlist.ts";
import { dismissed } from "./dismissed.ts";
import { HoldBar } from "./hold-bar.tsx";
import { keepHolds } from "./kept-holds.ts";
import { ended, lookForHolds, watchHolds } from "./standing-holds.ts";

const w = whole.ko.holdBar;
const startMs = Date.parse("2026-11-30T10:00:00Z");
const iso = (inMs: number) => new Date(Date.now() + inMs).toISOString();
const seat = { seat: 1, key: "A/1/1", section: "A", row: "1", number: "1", zoneId: "r" };
const won = { amount: 0, currency: "KRW" as const };

const held = (change: Partial<Hold> = {}): Hold => ({
  id: "hold-1",
  scheduleId: "schedule-1",
  phase: "choosing",
  seats: [seat, { ...seat, seat: 2 }].map((each) => ({ ...each, price: won, fee: won })),
  total: won,
  expiresAt: iso(281_000),
  isPaused: false,
  canExtend: true,
  serverTime: iso(0),
  ...change,
});
const waiting = (
  status: "ready" | "unknown" | "awaiting-deposit",
  dueAt: string | null = null,
): KnownHold => ({
  holdId: "hold-1",
  scheduleId: "schedule-1",
  concert: { ko: "", en: "" },
  seats: 2,
  payment: { id: "payment-1", status, dueAt },
  offeredUntil: null,
});

/** The answers of the books and of the only schedule, and their recipient. */
const server = {
  accountId: "fan",
  known: [] as KnownHold[],
  holds: [] as Hold[],
  end: 204 as 204 | 409,
  isAway: false,
};
/** The schedule's concert, and that concert. */
const about = { concertId: "c", title: { ko: "느린 편지", en: "A Slow Letter" } };
let asked: string[] = [];

function serve(): void {
  asked = [];
  vi.stubGlobal("fetch", (path: string, { method = "GET" }: RequestInit = {}) => {
    if (/schedule-1$|concerts/.test(path)) return Promise.resolve(Response.json(about));
    asked.push(`${method} ${path.replace("/api/v1", "")}`);
    if (server.isAway) return Promise.reject(new TypeError("away"));
    if (method === "DELETE")
      return Promise.resolve(
        server.end === 204
          ? new Response(null, { status: 204 })
          : Response.json({ code: "already-paid" }, { status: 409 }),
      );
    const { accountId, known: items, holds } = server;
    return Promise.resolve(
      Response.json(
        path.endsWith("/me/holds")
          ? { accountId, items, serverTime: iso(0) }
          : { items: holds.map((hold) => ({ ...hold, serverTime: iso(0) })) },
      ),
    );
  });
}

/** What has changed is drawn when the act is over, and asks for more then. */
async function pass(ms: number): Promise<void> {
  for (const part of [ms / 2, ms / 2])
    await act(async () => {
      await vi.advanceTimersByTimeAsync(part);
    });
}
const goTo = (path: string) =>
  act(() => {
    address.value = { path, query: new URLSearchParams() };
  });
const signIn = (id: string | null) =>
  act(() => {
    account.value = id === null ? null : ({ id } as Account);
  });
const bar = () => document.querySelector(".holdbar");
const timer = () => screen.queryByRole("timer")?.textContent ?? null;

beforeAll(() => {
  vi.useFakeTimers({ now: startMs });
  watchHolds();
});
beforeEach(async () => {
  vi.useFakeTimers({ now: startMs });
  Object.assign(server, { accountId: "fan", known: [], holds: [], end: 204, isAway: false });
  serve();
  clock.forget();
  ended.value = null;
  dismissed.value = new Set();
  isOnWaitlist.value = false;
  await signIn(null);
  await goTo("/");
});
afterEach(async () => {
  await signIn(null);
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A fan signs in on this page, and the browser remembers a hold of the schedule. */
async function showHeld(change: Partial<Hold> = {}): Promise<void> {
  server.holds = [held(change)];
  localStorage.setItem("frontrow.held.fan.schedule-1", "hold-1");
  render(<HoldBar />);
  await signIn("fan");
  await pass(100);
}

it("[U91][U99] a hold shows with its concert and its clock on every page that does not show it itself, and leads back to paying", async () => {
  await showHeld();
  await pass(100);
  expect(bar()?.textContent).toContain("느린 편지");
  for (const path of ["/", "/concerts/x", "/wallet", "/wallet/top-up", "/me", "/orders/1"]) {
    await goTo(path);
    expect([path, timer()]).toEqual([path, "4:41"]);
    expect(bar()?.textContent).toContain(w.held(2));
    const link = screen.getByRole("link", { name: w.goOn });
    expect(link.getAttribute("href")).toBe("/checkout/schedule-1/hold-1");
  }
  await pass(60_000);
  expect(timer()).toBe("3:41");
  for (const path of ["/schedules/schedule-1", "/checkout/schedule-1/hold-1", "/payment/return"]) {
    await goTo(path);
    expect([path, bar()]).toEqual([path, null]);
  }
});

it("[U91][U99] a payment that is open in a closed tab shows on any device, as the books know it and its schedule times it", async () => {
  server.known = [waiting("ready")];
  server.holds = [held({ phase: "paying", expiresAt: iso(521_000) })];
  render(<HoldBar />);
  await signIn("fan");
  await pass(100);
  expect(timer()).toBe("8:41");
  expect(bar()?.textContent).toContain(w.paying(2));
  // A payment that was never approved keeps no seats once the schedule has released them.
  server.holds = [];
  await act(lookForHolds);
  expect(bar()).toBeNull();
  server.known = [waiting("unknown")];
  await act(lookForHolds);
  expect(timer()).toBeNull();
  const link = screen.getByRole("link", { name: w.see });
  expect(link.getAttribute("href")).toBe("/payment/return?payment=payment-1");
  expect(bar()?.textContent).toContain("느린 편지");
});

it("[U92] the bar asks once for a page, once when the page comes back or another tab holds seats, and nothing for a guest or on a sale's own page", async () => {
  render(<HoldBar />);
  const back = () => {
    dispatchEvent(new Event("focus"));
    document.dispatchEvent(new Event("visibilitychange"));
  };
  back();
  await pass(1_000);
  expect(asked).toEqual([]);
  await goTo("/schedules/schedule-1");
  await signIn("fan");
  await act(() => keepHolds("fan", "schedule-1", [held()]));
  back();
  await pass(1_000);
  expect(asked).toEqual([]);
  server.holds = [held()];
  await goTo("/");
  await goTo("/concerts");
  await goTo("/wallet");
  await pass(1_000);
  expect(asked).toEqual(["GET /schedules/schedule-1/holds", "GET /me/holds"]);
  asked = [];
  back();
  await pass(1_000);
  expect(asked.toSorted()).toEqual(["GET /me/holds", "GET /schedules/schedule-1/holds"]);
  asked = [];
  dispatchEvent(new StorageEvent("storage", { key: "frontrow.held.fan.schedule-2" }));
  dispatchEvent(new StorageEvent("storage", { key: "frontrow.theme" }));
  await pass(1_000);
  expect(asked).toHaveLength(2);
});

it("[U93] a hold shows to no other account, whoever signs in next, here or in another tab", async () => {
  await showHeld();
  expect(timer()).not.toBeNull();
  await signIn(null);
  expect(bar()).toBeNull();
  server.holds = [];
  server.accountId = "other";
  await signIn("other");
  await pass(100);
  expect([bar(), asked.at(-1)]).toEqual([null, "GET /me/holds"]);
  // The session now belongs to another account, and this page does not know it yet.
  server.accountId = "fan";
  server.holds = [held()];
  server.known = [waiting("ready")];
  await act(lookForHolds);
  expect(bar()).toBeNull();
});

it("[U94] while the sale is paused the bar's clock stands still, and goes on with the time that is left", async () => {
  await showHeld({ isPaused: true });
  await pass(40_000);
  expect(timer()).toBe("4:41");
  expect(bar()?.textContent).toContain(w.paused);
  server.holds = [held()];
  await pass(70_000);
  expect(bar()?.textContent).not.toContain(w.paused);
  expect(timer()).toBe("3:32");
});

it("[U95][U99] at zero the bar asks its schedule: it goes on if the sale was paused, and else says that the time is over and leaves", async () => {
  await showHeld({ expiresAt: iso(3_000) });
  // The sale was paused meanwhile, and the hold has kept its time.
  server.holds = [held({ isPaused: true, expiresAt: iso(100_000) })];
  await pass(8_000);
  expect(bar()?.textContent).toContain(w.paused);
  server.holds = [held({ expiresAt: iso(80_000) })];
  await pass(70_000);
  expect(bar()?.textContent).not.toContain(w.paused);
  server.holds = [];
  await pass(22_000);
  expect(bar()?.textContent).toContain(w.over);
  expect(bar()?.textContent).toContain("느린 편지");
  expect(asked).toContain("DELETE /schedules/schedule-1/holds/hold-1");
  await pass(13_000);
  expect(bar()).toBeNull();
});

it("[U95] seats that were paid for elsewhere are not said to have run out, and nothing is said without an answer", async () => {
  await showHeld({ expiresAt: iso(3_000) });
  server.isAway = true;
  await pass(8_000);
  expect(timer()).toBe("0:00");
  expect(bar()?.textContent).not.toContain(w.over);
  server.isAway = false;
  server.holds = [];
  server.end = 409;
  await pass(20_000);
  expect(bar()).toBeNull();
});

it("[U96] a transfer shows its deadline and no clock, can be put away, and is left to the pages that list it", async () => {
  server.known = [waiting("awaiting-deposit", iso(86_400_000))];
  // Also where the transfer was asked for, whose browser remembers the hold.
  await showHeld({ phase: "paying", expiresAt: iso(86_400_000) });
  expect(timer()).toBeNull();
  expect(bar()?.querySelector("time")?.dateTime).toBe(iso(86_400_000 - 100));
  await goTo("/me");
  expect(bar()).toBeNull();
  await goTo("/wallet");
  fireEvent.click(screen.getByRole("button", { name: w.putAway }));
  await pass(100);
  expect(bar()).toBeNull();
});

it("[U91][U99] the last minute is announced once, and no second is", async () => {
  await showHeld({ expiresAt: iso(63_000) });
  const said = () => screen.getByRole("status").textContent;
  expect(said()).toBe(w.held(2));
  await pass(5_000);
  const last = said();
  expect(last).toContain(whole.ko.hold.warn);
  expect(bar()?.textContent).toContain("느린 편지");
  await pass(5_000);
  expect(said()).toBe(last);
});

it("[U91] an offer from the waitlist is the banner's while its own time runs, and the bar's from then on", async () => {
  isOnWaitlist.value = true;
  server.known = [{ ...waiting("ready"), payment: null, offeredUntil: iso(30_000) }];
  server.holds = [held({ isPaused: true })];
  render(<HoldBar />);
  await signIn("fan");
  await pass(100);
  expect(bar()).toBeNull();
  await pass(31_000);
  expect(timer()).toBe("4:41");
});
