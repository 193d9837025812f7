import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { desktop, phone, Visitor } from "../support/browser/browser.ts";
import { buyTwo, holdSeats } from "../support/browser/orders.ts";
import { ownScheduleOf } from "../support/browser/schedules.ts";

/** Browser makers consider a shift noticeable from 0.1 on. */
const shiftMax = 0.03;

/** Lets the answers in one by one, each after the page has drawn the one before. */
async function oneByOne(page: Page): Promise<void> {
  let turn: Promise<unknown> = Promise.resolve();
  await page.route("**/api/v1/**", async (route) => {
    const before = turn;
    turn = before.then(async () => {
      const answer = await route.fetch().catch(() => null);
      if (answer === null) return await route.abort().catch(() => {});
      await page.evaluate(twoFrames).catch(() => {});
      await route.fulfill({ response: answer }).catch(() => {});
      await page.evaluate(twoFrames).catch(() => {});
    });
    await turn;
  });
}

const twoFrames = () =>
  new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())));

/** Runs in the page first: adds up all shifts without user input. */
function watch(): void {
  const seen = { shift: 0 };
  Object.assign(globalThis, { shiftSeen: seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { shiftSeen: { shift: number } }).shiftSeen.shift);

it.each([
  ["phone", phone],
  ["desktop", desktop],
] as const)(
  "[V421] no page that is mine alone moves by itself while its answers arrive, on a %s",
  async (_, device) => {
    const fan = await Visitor.arrive(device);
    const { page } = fan;
    const { id: accountId } = await fan.signUp(66_000);
    const order = await buyTwo(page.request);
    // Seats that are held show over each of the pages.
    const scheduleId = await ownScheduleOf("far-mountain");
    const best = { zoneId: "s", count: 2, together: true };
    const hold = await holdSeats(page.request, scheduleId, { best });
    const kept = [`frontrow.held.${accountId}.${scheduleId}`, hold.id] as const;
    await page.addInitScript(([name, id]) => localStorage.setItem(name, id), kept);
    await page.addInitScript(watch);
    await oneByOne(page);
    const shifts: Record<string, number> = {};
    for (const path of [
      "/",
      "/me",
      "/me?tab=wishes",
      "/me?tab=waitlist",
      `/orders/${order}`,
      "/wallet",
      "/payments",
      "/profile",
    ]) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await page.evaluate(twoFrames);
      await page.locator(".holdbar").waitFor();
      shifts[path.split("/")[1] ?? ""] = await shiftOf(page);
    }
    expect(Object.entries(shifts).filter(([, shift]) => shift > shiftMax)).toEqual([]);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await fan.leave();
  },
);
