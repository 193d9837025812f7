import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import { faultsOf, looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { openScheduleOf, ownScheduleOf } from "../support/browser/schedules.ts";

const w = words.ko;
async function shopper(options: BrowserContextOptions): Promise<Visitor> {
  const fan = await Visitor.arrive({ ...options, locale: "ko-KR" });
  await fan.signUp();
  return fan;
}

/** Takes the lowest numbers of the first standing area in the list, and holds them. */
async function holdFirst(page: Page): Promise<string> {
  await page.getByRole("button", { name: w.seatList.open }).click();
  const list = page.locator("dialog.list");
  await list.locator(".opts .opt").first().click();
  await list.locator(".list__step > .opt").first().click();
  await page.locator(".tray__go").click();
  await page.waitForURL(/\/checkout\//);
  return page.url();
}

const secondsLeft = async (page: Page) => {
  await page.getByRole("timer").waitFor();
  const [minutes = 0, seconds = 0] = (await page.getByRole("timer").locator("b").innerText())
    .split(":")
    .map(Number);
  return minutes * 60 + seconds;
};

it("[V203] a hold announces its last minute, gets two more minutes once, and is renewed by one press when it is over", async () => {
  const hasty = await ownScheduleOf("220v", { holdMs: 5_000 });
  const fan = await shopper(phone);
  const { page } = fan;
  const { faults, check } = looker(page);
  await page.clock.install();
  await page.goto(`/schedules/${(await openScheduleOf("220v")).id}?lang=ko`);
  await holdFirst(page);
  expect(await secondsLeft(page)).toBeGreaterThan(285);
  expect(await page.locator(".hold--warn, .note--warn").count()).toBe(0);
  await page.clock.fastForward("04:10");
  await page.getByRole("alert").getByText(w.hold.warnExtend).waitFor();
  expect(await page.locator(".hold--warn").count()).toBe(1);
  await check("the last minute");
  await page.getByRole("button", { name: w.hold.extend }).click();
  await page.locator(".hold:not(.hold--warn)").waitFor();
  // More time comes only once, so the focus moves from the button to the heading.
  await expect.poll(() => fan.focused()).toBe(w.checkout.title);
  // The page's clock was set ahead and continues from there.
  expect(await secondsLeft(page)).toBeGreaterThan(150);
  expect(await page.getByRole("button", { name: w.hold.extend }).count()).toBe(0);
  expect(faults).toEqual({});
  await fan.leave();

  const late = await shopper(phone);
  await late.page.goto(`/schedules/${hasty}?lang=ko`);
  const first = await holdFirst(late.page);
  await late.page.getByRole("heading", { level: 1, name: w.expired.title }).waitFor();
  expect(await faultsOf(late.page)).toEqual([]);
  await late.page.reload();
  await late.page.getByRole("button", { name: w.expired.again }).click();
  await late.page.waitForURL((url) => /\/checkout\//.test(url.href) && url.href !== first);
  await late.leave();
});

it("[V204] reloading and going back lose nothing between the concert and the checkout", async () => {
  const fan = await shopper(desktop);
  const { page } = fan;
  await page.goto("/concerts/220v?lang=ko");
  await page.getByRole("link", { name: w.concert.book }).first().click();
  const map = page.locator(".pill--sync", { hasText: "남음" });
  await map.waitFor();
  await page.reload();
  await map.waitFor();
  await page.goBack();
  await page.getByRole("link", { name: w.concert.book }).first().waitFor();
  await page.goForward();
  await map.waitFor();

  const checkout = await holdFirst(page);
  const left = await secondsLeft(page);
  await page.reload();
  expect(await secondsLeft(page)).toBeLessThanOrEqual(left);
  await page.goBack();
  const pay = page.getByRole("link", { name: w.held.pay });
  await pay.waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.reload();
  await pay.click();
  await page.waitForURL(checkout);
  expect(await secondsLeft(page)).toBeLessThanOrEqual(left);

  await page.goBack();
  await page.getByRole("button", { name: w.held.release }).click();
  await map.waitFor();
  await expect.poll(() => fan.focused()).toBe(w.choose.title);
  await page.goto(checkout);
  await page.getByRole("heading", { level: 1, name: w.expired.title }).waitFor();
  await fan.leave();
});

it("[V206] a touch on a standing area opens its sheet, which stays open and selects the lowest numbers", async () => {
  const fan = await shopper(phone);
  const { page } = fan;
  await page.goto(`/schedules/${(await openScheduleOf("220v")).id}?lang=ko`);
  await page.locator(".pill--sync", { hasText: "남음" }).waitFor();
  const box = await page.locator(".map__canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  await page.touchscreen.tap(box.x + box.width * 0.35, box.y + box.height * 0.55);
  const sheet = page.locator("dialog.sheet[open]");
  expect(await faultsOf(page)).toEqual([]);
  await sheet.getByRole("button", { name: w.seat.takeStanding(2) }).click();
  await sheet.waitFor({ state: "detached" });
  await page.locator(".pick li").nth(1).waitFor();
  expect(await page.locator(".pick li").count()).toBe(2);
  await fan.leave();
});
