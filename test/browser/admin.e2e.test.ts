import type { BrowserContextOptions } from "playwright-core";
import { expect, inject, it } from "vitest";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { leap } from "../support/browser/leap.ts";
import { topUpAtGateway } from "../support/browser/top-ups.ts";
import { siteBooks } from "../support/browser/site-books.ts";
import { newHallSale } from "../support/sales.ts";

const books = siteBooks();

const admin = (options: BrowserContextOptions, path: string) => visitAsAdmin(options, path);

it("[AD24] an organizer pauses a queue with a notice, waiting fans read it within five seconds, and resuming removes it", async () => {
  const w = words.ko.adminQueue;
  const scheduleId = await newHallSale(books, 2, { shoppersMax: 1 });
  const inside = await Visitor.arrive(desktop);
  await inside.signUp();
  const headers = { origin: inject("siteUrl") };
  await inside.page.context().request.post(`/api/v1/schedules/${scheduleId}/queue`, {
    headers,
    data: {},
  });
  const fan = await Visitor.arrive(phone);
  await fan.signUp();
  await fan.page.goto(`/queue/${scheduleId}`);
  await fan.page.locator("body[data-state=waiting]").waitFor();

  const { page, leave } = await visit();
  await page.getByText("1", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: w.pause }).click();
  await page.getByLabel(w.inKorean).fill("음향을 손보고 있어요");
  await page.getByLabel(w.inEnglish).fill("We are mending the sound");
  const pausedAt = Date.now();
  await page.locator("dialog [type=submit]").click();
  await fan.page.locator("body[data-state=paused]").waitFor({ timeout: 5_000 });
  expect(Date.now() - pausedAt).toBeLessThan(5_000);
  await page.getByRole("button", { name: w.resume }).waitFor();
  await fan.page.getByText("음향을 손보고 있어요").waitFor();
  const acts = page.getByRole("region", { name: w.acts });
  await acts.getByText(words.ko.adminActs.action["sale.pause"]).waitFor();
  await page.getByRole("button", { name: w.resume }).click();
  await page.getByRole("button", { name: w.pause }).waitFor();
  await fan.page.locator("body[data-state=waiting]").waitFor();
  for (const each of [inside, fan]) await each.leave();
  await leave();

  async function visit() {
    const visitor = await admin({ ...desktop, locale: "ko-KR" }, `/admin/sales/${scheduleId}`);
    return { page: visitor.page, leave: () => visitor.leave() };
  }
});

it("[AD25] an admin can find a payment by the fan's email address, compare it with the gateway's record, and ask the gateway again", async () => {
  const w = words.en.adminPayments;
  const fan = await Visitor.arrive(phone);
  const { email } = await fan.signUp();
  await topUpAtGateway(fan.page.request, 20_000);
  const visitor = await admin(desktop, "/admin/payments");
  const { page } = visitor;
  await page.getByLabel(w.search).fill(email);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: w.purpose["top-up"] }).click();
  await page.getByText(w.same).waitFor();
  await page.getByRole("button", { name: w.resolve }).click();
  await page.getByText(w.resolved).waitFor();
  await page.goBack();
  expect(await page.getByLabel(w.search).inputValue()).toBe(email);
  await page.getByText(email).waitFor();
  await fan.leave();
  await visitor.leave();
});

const looks = [
  { lang: "ko", theme: "light", device: phone },
  { lang: "en", theme: "dark", device: desktop },
] as const;

it.each(looks)(
  "[AD26] no admin page breaks the rules of WCAG 2.2 AA, and a fan is told that these pages are for admins ($lang, $device.viewport.width wide)",
  async ({ lang, theme, device }) => {
    const w = words[lang];
    const fan = await Visitor.arrive({ ...device, colorScheme: theme });
    await fan.signUp();
    const fans = looker(fan.page, theme);
    await fan.page.goto("/admin/payments");
    await fan.page.getByRole("heading", { level: 1, name: w.admin.forbidden }).waitFor();
    await fans.check("forbidden");
    await fan.leave();

    const visitor = await admin({ ...device, colorScheme: theme }, `/admin?lang=${lang}`);
    const { page } = visitor;
    const { faults, check } = looker(page, theme);
    const date = page.getByRole("link", { name: /59/ }).first();
    await date.waitFor();
    await check("overview");
    const visit = async (path: string, name: string) => {
      await leap(page, `/admin/${path}`);
      await page.getByRole("heading", { level: 1, name }).waitFor();
    };
    // One device checks half of the pages and the other device the rest, because each check takes time.
    if (device === phone) {
      await date.click();
      await page.getByRole("button", { name: w.adminQueue.notice }).click();
      await check("notice");
      await page.keyboard.press("Escape");
      await check("sale");
      await visit("coupons", w.adminCoupons.title);
      await page.getByText(w.adminCoupons.add).first().click();
      await check("coupons");
      await visit("people?search=fan%40frontrow.test", w.peoplePages.title);
      await page.locator(".table a").first().click();
      await page.getByRole("heading", { name: w.peoplePages.corrections }).waitFor();
      await check("members");
      await visit("organization", w.adminStaff.settings);
      await page.getByLabel(w.adminStaff.nameKo).first().waitFor();
      await check("organization");
    } else {
      await visit("payments?status=paid", w.adminPayments.title);
      await page.locator(".table").waitFor();
      await check("payments");
      await visit("reconciliation", w.adminBooks.title);
      await check("reconciliation");
      await visit("shows?search=fifty-nine", w.adminShows.title);
      await page.getByRole("link", { name: w.adminShows.look }).waitFor();
      await check("shows");
      await page.getByRole("link", { name: w.adminShows.look }).click();
      await page.getByRole("button", { name: w.adminShows.callOff }).waitFor();
      await check("calling off");
      await visit("staff", w.adminStaff.title);
      await page.locator(".table").waitFor();
      await page.getByText(w.adminStaff.invite).first().click();
      await check("staff");
    }
    expect({ ...fans.faults, ...faults }).toEqual({});
    await visitor.leave();
  },
);
