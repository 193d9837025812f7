import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { fullAgreement } from "../../src/contract/money/agreement.ts";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { holdSeats, post } from "../support/browser/orders.ts";
import { siteBooks } from "../support/browser/site-books.ts";
import { newHall, newSale } from "../support/sales.ts";

const books = siteBooks();
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A date two days from now, when the rules keep a part of the price, with a ticket of a fan. */
async function soldDate(locale: string) {
  const hall = await newHall(books, 2);
  const startsAtMs = Math.ceil(Date.now() / hourMs) * hourMs + 2 * dayMs;
  const startsAt = new Date(startsAtMs).toISOString();
  const scheduleId = await newSale(books, hall, { startsAt, saleClosesAt: startsAt });
  const fan = await Visitor.arrive({ ...phone, locale });
  await fan.signUp(11_000);
  const client = fan.page.request;
  const { id: holdId } = await holdSeats(client, scheduleId, { seats: [0] });
  const paying = { scheduleId, holdId, method: "wallet", agreement: fullAgreement };
  const { id: orderId } = await post<{ id: string }>(client, "/orders", paying);
  return { ...hall, startsAtMs, fan, orderId };
}

/** As a browser's field has it, by the clock in Seoul. */
const inSeoul = (ms: number) => new Date(ms + 9 * hourMs).toISOString().slice(0, 16);

async function fillMove(page: Page, w: (typeof words)["en"]["adminConcerts"], startsAtMs: number) {
  await page.getByLabel(w.newStart).fill(inSeoul(startsAtMs + 3 * hourMs));
  await page.getByLabel(w.refundUntil).fill(inSeoul(startsAtMs - dayMs).slice(0, 10));
  await page.getByLabel(w.reasonKo).fill("무대 장치를 고쳐야 해요");
  await page.getByLabel(w.reasonEn).fill("The stage has to be mended");
  await page.getByRole("button", { name: w.preview }).click();
}

it("[CH60] an organizer moves a date, and a ticket holder reads why and takes the free refund", async () => {
  const w = words.en.adminConcerts;
  const { concertId, startsAtMs, fan, orderId } = await soldDate("en-US");
  const organizer = await visitAsAdmin(
    { ...desktop, locale: "en-US" },
    `/admin/concerts/${concertId}?lang=en`,
  );
  const { page } = organizer;
  await page.getByRole("button", { name: w.acts.move, exact: true }).click();
  await fillMove(page, w, startsAtMs);
  await page.getByText(w.told("1")).waitFor();
  await page.getByRole("button", { name: w.moveYes }).click();
  await page.getByText(words.en.adminActs.action["schedule.move"]).waitFor();
  await organizer.leave();

  await fan.page.goto(`/orders/${orderId}?lang=en`);
  const note = fan.page.getByRole("note");
  await note.getByText("The stage has to be mended").waitFor();
  expect(await note.textContent()).toContain("including the booking fee");
  const { cancel } = words.en;
  await fan.page.getByRole("button", { name: cancel.open }).click();
  await fan.page.getByRole("dialog").getByText("₩11,000").first().waitFor();
  await fan.page.getByRole("dialog").getByRole("button", { name: cancel.confirm }).click();
  await fan.page.locator(".order--cancelled").waitFor();
  const order = await fan.page.request.get(`/api/v1/orders/${orderId}`);
  expect(await order.json()).toMatchObject({
    status: "cancelled",
    refunded: { amount: 11_000 },
  });
  await fan.leave();
});

const looks = [
  { lang: "en", theme: "dark", device: phone },
  { lang: "ko", theme: "light", device: desktop },
] as const;

it.each(looks)(
  "[CH61] the page of a concert with each of its forms, and a moved order, meet WCAG 2.2 AA and fit 320 pixels ($lang, $device.viewport.width wide)",
  async ({ lang, theme, device }) => {
    const w = words[lang].adminConcerts;
    const { concertId, startsAtMs, fan, orderId } = await soldDate(lang);
    const organizer = await visitAsAdmin(
      { ...device, colorScheme: theme },
      `/admin/concerts/${concertId}?lang=${lang}`,
    );
    const { page } = organizer;
    const { faults, check } = looker(page, theme);
    const wide: string[] = [];
    const size = page.viewportSize();
    const see = async (name: string) => {
      await check(name);
      await page.setViewportSize({ width: 320, height: 800 });
      const spills = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
      );
      if (spills) wide.push(name);
      if (size) await page.setViewportSize(size);
    };
    await page.getByRole("heading", { name: w.dates }).waitFor();
    await see("concert");
    await page.getByRole("button", { name: w.editTexts }).click();
    await see("texts");
    await page.getByRole("button", { name: words[lang].admin.back }).click();
    await page.getByRole("button", { name: w.acts.edit, exact: true }).click();
    await see("date");
    await page.getByRole("button", { name: words[lang].admin.back }).click();
    await page.getByRole("button", { name: w.acts.discounts }).click();
    await see("discounts");
    await page.getByRole("button", { name: words[lang].concertDraft.prices.addMember }).click();
    await see("member discount");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words[lang].admin.back }).click();
    await page.getByRole("button", { name: w.acts.duplicate }).click();
    await see("duplicate");
    await page.getByRole("button", { name: words[lang].admin.back }).click();
    await page.getByRole("button", { name: w.acts.move, exact: true }).click();
    await fillMove(page, w, startsAtMs);
    await page.getByRole("button", { name: w.moveYes }).waitFor();
    await see("move");
    await page.getByRole("button", { name: w.moveYes }).click();
    await page.getByText(words[lang].adminActs.action["schedule.move"]).waitFor();
    await see("moved");
    expect({ ...faults, wide }).toEqual({ wide: [] });
    await organizer.leave();

    const looked = looker(fan.page, theme);
    await fan.page.goto(`/orders/${orderId}?lang=${lang}`);
    await fan.page.getByRole("note").waitFor();
    await looked.check("order");
    await fan.page.goto("/me");
    await fan.page.getByText(words[lang].concert.movedShort).waitFor();
    await looked.check("tickets");
    expect(looked.faults).toEqual({});
    await fan.leave();
  },
);
