import { expect, it } from "vitest";
import { faultsOf } from "../support/browser/axe.ts";
import { Visitor, phone, words } from "../support/browser/browser.ts";
import { holdSeats } from "../support/browser/orders.ts";
import { ownScheduleOf } from "../support/browser/schedules.ts";

const w = words.ko;

it("[U91][U93] a fan who closed the payment finds the seats on the home page and pays for them, and another account in the same browser does not see them", async () => {
  const fan = await Visitor.arrive(phone);
  const account = await fan.signUp();
  const scheduleId = await ownScheduleOf("far-mountain");
  const best = { zoneId: "s", count: 2, together: true };
  const { id } = await holdSeats(fan.page.request, scheduleId, { best });
  const first = await fan.page.context().newPage();
  await first.goto(`/checkout/${scheduleId}/${id}?lang=ko`);
  await first.locator(".sum__total").waitFor();
  await first.getByRole("checkbox", { name: w.agreements.all }).check();
  await first.locator(".pay button").click();
  await first.waitForURL(/\/checkout\?/);
  await first.close();

  const { page } = fan;
  await page.goto("/?lang=ko");
  const bar = page.locator(".holdbar");
  await bar.getByText(w.holdBar.paying(2)).waitFor();
  expect(await bar.getByRole("timer").innerText()).toMatch(/^1[01]:\d\d$/);
  expect(await faultsOf(page)).toEqual([]);

  // Another account signs in here, and the page requests its data.
  const other = await Visitor.arrive(phone);
  const stranger = await other.signUp();
  await page.context().clearCookies();
  await page.context().addCookies(stranger.cookies);
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/me/holds"));
  await page.goto("/?lang=ko");
  expect(((await (await asked).json()) as { items: object[] }).items).toEqual([]);
  await page.waitForLoadState("networkidle");
  expect(await bar.count()).toBe(0);
  await other.leave();

  await page.context().clearCookies();
  await page.context().addCookies(account.cookies);
  await page.goto("/concerts?lang=ko");
  await bar.getByRole("link", { name: w.holdBar.goOn }).click();
  await page.getByRole("heading", { level: 1, name: w.openPayment.title }).waitFor();
  expect(await bar.count()).toBe(0);
  await page.getByRole("link", { name: w.openPayment.goOn }).click();
  await page.getByRole("button", { name: "결제하기 · Pay" }).click();
  await page.getByRole("heading", { level: 1, name: w.order.thanks }).waitFor();
  expect(await bar.count()).toBe(0);
  await fan.leave();
});
