import { expect, it } from "vitest";
import { faultsOf } from "../support/browser/axe.ts";
import { phone, Visitor, withServiceWorker, words } from "../support/browser/browser.ts";

it("[V317] a new version waits until the fan agrees, and then takes over with a reload", async () => {
  const fan = await Visitor.arrive({ ...phone, ...withServiceWorker });
  const { page } = fan;
  await page.goto("/");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // To the browser, another address of the same scope is the same as a changed file: the next version.
  await page.evaluate(() => navigator.serviceWorker.register("/sw.js?next"));
  await page.getByText(words.ko.app.newVersion).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  const before = await page.evaluate(() => performance.timeOrigin);
  await page.getByRole("button", { name: words.ko.app.update }).click();
  const now = () => page.evaluate(() => performance.timeOrigin);
  await expect.poll(now, { timeout: 10_000 }).not.toBe(before);
  await fan.leave();
});

it("[V318] a browser inside another app shows the way out before the queue, on the concert's page and in the waiting room", async () => {
  const userAgent =
    "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 KAKAOTALK 10.8.5";
  const fan = await Visitor.arrive({ ...phone, userAgent });
  const { page } = fan;
  await page.goto("/concerts/slow-letter");
  const out = page.getByRole("link", { name: words.ko.inApp.open }).filter({ visible: true });
  expect(await faultsOf(page)).toEqual([]);
  expect(await out.getAttribute("href")).toMatch(/^(kakaotalk|intent):\/\//);
  const seats = page.locator('a[href^="/schedules/"]').first();
  const href = (await seats.getAttribute("href")) ?? "";
  await page.goto(href.replace("/schedules/", "/queue/"));
  await page.locator(".note.warn").first().waitFor();
  expect(await page.locator(".note.warn").first().innerText()).toContain("브라우저");
  expect(await faultsOf(page)).toEqual([]);
  await fan.leave();
});
