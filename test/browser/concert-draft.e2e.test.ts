import { expect, inject, it } from "vitest";
import { theatrePlan } from "../../dev/seed/plans/theatre.ts";
import type { Organization } from "../../src/contract/admin/organizations.ts";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";

const w = words.en.concertDraft;
const dayMs = 86_400_000;
const dayAfter = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

it("[CW22] an organizer makes a concert with twelve dates by one rule, previews and publishes it, and a fan reads it", async () => {
  const visitor = await visitAsAdmin({ ...desktop, colorScheme: "dark" }, "/admin/concerts");
  const { page } = visitor;
  const { faults, check } = looker(page, "dark");
  const identified = await page.request.get("/api/v1/admin/organization");
  const {
    id: _,
    approvesInvitations: __,
    revision,
    ...organization
  } = (await identified.json()) as Organization;
  const identity = {
    legalName: "주식회사 달",
    representative: "김하늘",
    businessNumber: "123-45-67890",
    mailOrderNumber: null,
    address: "서울 온빛구 예술길 4",
    email: "moon@frontrow.test",
    phone: "02-000-0000",
  };
  const told = await page.request.put("/api/v1/admin/organization", {
    headers: { origin: inject("siteUrl"), "if-match": `"${revision}"` },
    data: { ...organization, identity: organization.identity ?? identity },
  });
  expect(told.status()).toBe(200);

  const at = (pointer: string) => page.locator(`[id="at${pointer}"]`);
  const go = async (step: keyof typeof w.steps) => {
    await page.getByRole("navigation", { name: w.stepList }).getByText(w.steps[step]).click();
    await page.getByRole("heading", { level: 2, name: w.steps[step], exact: true }).waitFor();
  };
  const slug = `twelve-evenings-${Date.now().toString(36)}`;
  const title = `Twelve Evenings ${slug.slice(-4)}`;
  await page.getByRole("button", { name: w.list.create }).click();
  await at("/title-ko").fill(`열두 저녁 ${slug.slice(-4)}`);
  await at("/title-en").fill(title);
  await at("/artist-ko").fill("극단 달");
  await at("/artist-en").fill("Company Moon");
  await at("/category").selectOption("exhibition");
  await at("/slug").fill(slug);
  await check("basics");

  await go("venue");
  const hall = theatrePlan().name.en;
  const option = at("/venueId").locator("option", { hasText: hall }).first();
  await at("/venueId").selectOption(await option.getAttribute("value"));
  await page.locator("canvas.draft__plan").waitFor();
  await check("venue");

  await go("dates");
  await at("/dates/rule").fill(`daily 19:30, ${dayAfter(60)} – ${dayAfter(71)}`);
  await page.getByText(w.dates.dateCount(12)).first().waitFor();
  await check("dates");

  await go("prices");
  for (const { name } of theatrePlan().zones) {
    await page.getByLabel(w.prices.priceOf(name.en), { exact: true }).fill("50,000");
    await page.getByLabel(w.prices.feeOf(name.en), { exact: true }).fill("1,000");
  }
  await check("prices");
  await go("sale");
  await at("/sale/opensAt").fill(`${dayAfter(2)}T20:00`);
  await check("sale");
  await page.getByText(w.save.saved, { exact: true }).waitFor();

  await page.getByRole("link", { name: w.viewAsFan }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByText(w.preview.text).waitFor();
  expect(await page.locator("a[href^='/schedules/'], .buybar").count()).toBe(0);
  expect(await page.getByRole("button", { name: w.preview.notForSale }).isDisabled()).toBe(true);
  await page.getByRole("link", { name: w.preview.back }).click();

  await go("publish");
  await check("publish");
  const publish = page.getByRole("button", { name: w.publish.publish });
  await page.getByText(w.publish.ready).first().waitFor();
  await publish.first().click();
  await page.locator("dialog").getByRole("button", { name: w.publish.publish }).click();
  await page.waitForURL(/\/admin\/concerts\/[0-9a-f-]{36}$/);
  expect(faults).toEqual({});
  await visitor.leave();

  const fan = await Visitor.arrive({ ...phone, locale: "en-US" });
  await fan.page.goto(`/concerts/${slug}`);
  await fan.page.getByRole("heading", { level: 1, name: title }).waitFor();
  const dates = await fan.page.request.get(`/api/v1/concerts/${slug}/schedules`);
  expect(((await dates.json()) as { items: unknown[] }).items).toHaveLength(12);
  await fan.leave();
});
