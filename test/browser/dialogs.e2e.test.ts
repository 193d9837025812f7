import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { clientOf, openAccount } from "../support/browser/accounts.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { leap } from "../support/browser/leap.ts";
import { buyTwo, holdSeats } from "../support/browser/orders.ts";
import { openScheduleOf } from "../support/browser/schedules.ts";

/** True if the focus is in the dialog, and not just near it. */
const isInside = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest("dialog[open]") !== null);

/**
 * Opens a dialog by a key and closes it by another. Tab goes around in it and never reaches the page beneath, though
 * the browser's own bar may come in between.
 */
async function goThrough(fan: Visitor, opener: string | RegExp, look: () => Promise<void>) {
  const { page } = fan;
  // A link may be the placeholder until it has loaded.
  await page.getByRole("button", { name: opener }).first().waitFor();
  await fan.tabTo(opener);
  const before = await page.evaluateHandle(() => document.activeElement);
  const name = await fan.focused();
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  expect(await isInside(page), `${name}: opened`).toBe(true);
  await look();
  for (let step = 0; step < 24; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.tagName);
    if (at !== "BODY") expect(await isInside(page), `${name}: ${await fan.focused()}`).toBe(true);
  }
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  const isBack = await before.evaluate((opener) => opener === document.activeElement);
  expect(isBack, `${name}: closed, at ${await fan.focused()}`).toBe(true);
}

/** A date that is not yet on sale, with a presale before it. No seed has one. */
async function withPresale(page: Page): Promise<void> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const presale = {
    name: { ko: "팬클럽 선예매", en: "Fan club" },
    opensAt: day(2),
    closesAt: day(3),
  };
  await page.route("**/concerts/june-garden/schedules**", async (route) => {
    const answer = await route.fetch();
    const { items, ...rest } = (await answer.json()) as { items: object[] };
    const times = { sale: "upcoming", saleOpensAt: day(4), presales: [presale] };
    await route.fulfill({ json: { ...rest, items: items.map((item) => ({ ...item, ...times })) } });
  });
  await page.route("**/schedules/*/presale", (route) => {
    const items = [{ ...presale, id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e", isVerified: true }];
    return route.fulfill({ json: { items, grant: null } });
  });
}

it("[V392] a dialog takes the focus, keeps it during Tab, closes on Escape and returns it, and meets WCAG 2.2 AA in both themes", async () => {
  const fan = await Visitor.arrive(desktop);
  const { page } = fan;
  const w = words.en;
  const { faults, check } = looker(page);
  await page.goto("/concerts/fifty-nine");
  await goThrough(fan, w.waitlist.join, () => check("waiting, a guest"));
  await fan.signUp(66_000);
  await page.goto("/concerts/fifty-nine");
  await goThrough(fan, w.waitlist.join, () => check("waiting"));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: w.waitlist.submit }).click();
  await page.getByText(w.waitlist.joined).waitFor();
  await goThrough(fan, w.waitlist.waiting, () => check("waiting already"));

  await page.goto("/profile");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await withPresale(page);
  await leap(page, "/concerts/june-garden");
  await goThrough(fan, w.concert.remind, () => check("told of the opening"));
  await page.goto("/design");
  await goThrough(fan, "Dialog", () => check("design"));
  await fan.tabTo("Toast");
  await page.keyboard.press("Enter");
  await page.locator(".toast").waitFor();
  await check("toast");

  await page.goto(`/orders/${await buyTwo(page.request)}`);
  await goThrough(fan, w.cancel.open, () => page.locator("dialog .sum__total").waitFor());
  expect(faults).toEqual({});
  await fan.leave();
});

it("[V393] the element that replaces a pressed button takes the focus, so that the focus never falls to the top of the page", async () => {
  const fan = await Visitor.arrive(phone);
  const { page } = fan;
  const w = words.ko;
  const { faults, check } = looker(page);
  await fan.signUp();
  await page.goto("/profile");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await withPresale(page);
  await leap(page, "/concerts/june-garden");
  await fan.tabTo(w.concert.presale);
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText(w.presale.verified("팬클럽 선예매")).waitFor();
  await check("verified");
  const at = page.locator(":focus");
  expect(await at.getAttribute("aria-label")).toBe(w.presale.title);
  expect(faults).toEqual({});
  await fan.leave();
});

it("[V394] a toast inside an open dialog stays until focus or pointer leaves it, and returns the focus", async () => {
  const fan = await Visitor.arrive(desktop);
  const { page } = fan;
  const w = words.en;
  const { faults, check } = looker(page);
  await fan.signUp();
  const { id: scheduleId } = await openScheduleOf("midnight-parcel");
  await page.goto(`/schedules/${scheduleId}`);
  await page.locator(".pill--sync", { hasText: "left" }).waitFor();
  await page.getByRole("button", { name: w.best.find(2) }).click();
  await page.locator(".pick li").nth(1).waitFor();
  await check("suggested");
  await page.clock.install();

  // Right beside the stage the view is restricted everywhere.
  await page.getByRole("button", { name: w.seatList.open }).click();
  const list = page.locator("dialog.list");
  await list.getByRole("button", { name: /^Section 101/ }).click();
  await list.getByRole("button", { name: w.seatList.grid }).click();
  const free = list.locator(".seat[data-look=available]");
  await free.nth(3).focus();
  for (const seat of [0, 20]) {
    await free.nth(seat).focus();
    await page.keyboard.press("Space");
    await list.locator("[data-look=mine]").nth(1).waitFor();
  }
  const toast = list.getByRole("status").getByText(w.pick.moved);
  await toast.waitFor();
  await check("a toast in the list");
  const at = await fan.focused();
  await fan.tabTo(w.pick.undo);
  await page.clock.fastForward(60_000);
  expect(await toast.isVisible()).toBe(true);
  await page.keyboard.press("Enter");
  await toast.waitFor({ state: "detached" });
  expect((await fan.focused()).split(",")[0]).toBe(at.split(",")[0]);
  const other = await clientOf(await openAccount());
  const mine = list.locator("[data-look=mine]").first();
  await holdSeats(other, scheduleId, { seats: [Number(await mine.getAttribute("data-seat"))] });
  await list.getByRole("status").getByText(w.pick.gone).waitFor();
  await check("others were faster");
  await other.dispose();
  await page.keyboard.press("Escape");

  await page.locator(".tray__go").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: w.pick.restrictedTitle }).waitFor();
  await check("a restricted view");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  expect(await page.locator(".tray__go:focus").count()).toBe(1);
  expect(faults).toEqual({});
  await fan.leave();
});
