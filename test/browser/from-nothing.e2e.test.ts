import { expect, it } from "vitest";
import { phone, Visitor, words } from "../support/browser/browser.ts";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";

const w = words.ko;
const tablet = {
  viewport: { width: 1180, height: 820 },
  hasTouch: true,
  locale: "ko-KR",
  timezoneId: "Asia/Seoul",
};
const dayAfter = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it("[E12] on a tablet and in Korean an owner makes an organization, a venue, a plan and a concert with a presale, and a fan buys a seat of it", async () => {
  const owner = await visitAsAdmin({ ...tablet, colorScheme: "light" }, "/admin/organization");
  const { page } = owner;
  const { faults, check } = looker(page);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const field = (id: string) => page.locator(`[id="${id}"]`);
  const mark = Date.now().toString(36).slice(-5);

  // The organization, and who it is in law.
  await page.getByText(w.adminStaff.addOrganization).click();
  await field("field-new-ko").fill(`푸른 극장 ${mark}`);
  await field("field-new-en").fill(`Blue Theater ${mark}`);
  await button(w.adminStaff.add).click();
  await page.getByText(w.adminStaff.added).waitFor();
  await page.goto("/admin/organization");
  await field("field-ko").waitFor();
  expect(await field("field-ko").inputValue()).toBe(`푸른 극장 ${mark}`);
  for (const [name, value] of [
    ["legalName", "주식회사 푸른 극장"],
    ["representative", "김하늘"],
    ["businessNumber", "123-45-67890"],
    ["address", "서울 온빛구 예술길 4"],
    ["email", "blue@frontrow.test"],
    ["phone", "02-000-0000"],
  ])
    await field(`field-${name}`).fill(String(value));
  await button(w.adminStaff.save).click();
  await page.getByText(w.adminStaff.saved).waitFor();
  await check("organization");

  // Nothing of the first organization is in the new one.
  await page.goto("/admin/concerts");
  await page.getByText(w.concertDraft.list.none).waitFor();
  await page.goto("/admin/venues");
  await page.getByText(w.adminVenues.none).waitFor();
  await page.getByRole("link", { name: w.adminVenues.add }).first().click();
  for (const name of ["name", "city", "address"]) {
    await field(`venue-${name}-ko`).fill(`푸른 ${name}`);
    await field(`venue-${name}-en`).fill(`Blue ${name}`);
  }
  await button(w.adminVenues.create).click();
  await page.getByText(w.adminVenues.created).waitFor();
  await page.getByRole("link", { name: w.adminVenues.openPlans }).click();

  // A plan of 800 seats, drawn by hand.
  await button(w.adminPlans.empty).click();
  await page.waitForURL(/\/admin\/plans\/drafts\//);
  const canvas = page.locator(".pe__canvas");
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  const middle = {
    x: (box?.x ?? 0) + (box?.width ?? 0) / 2,
    y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
  };
  await canvas.focus();
  for (let times = 0; times < 6; times += 1) await page.keyboard.press("-");
  await page.getByRole("button", { name: w.planEditor.tools.block, exact: true }).click();
  await page.locator("#new-rows").fill("20");
  await page.locator("#new-seats").fill("20");
  await page.locator("#new-seats").press("Enter");
  await page.mouse.click(middle.x - 100, middle.y + 80);
  await page.mouse.click(middle.x + 100, middle.y + 80);
  await page.keyboard.press("Escape");
  await page.getByText(w.planEditor.confirmed(800)).waitFor();
  await button(w.planEditor.tools.accessible).click();
  await page.mouse.move(middle.x - 120, middle.y + 70);
  await page.mouse.down();
  await page.mouse.move(middle.x - 90, middle.y + 90, { steps: 3 });
  await page.mouse.up();
  await button(w.planEditor.publish).click();
  await page.getByRole("dialog").getByRole("button", { name: w.planEditor.publishing.yes }).click();
  await page.getByText(w.planEditor.publishing.doneText(800)).waitFor();

  // The concert, step by step.
  await page.goto("/admin/concerts");
  await button(w.concertDraft.list.create).click();
  const at = (pointer: string) => field(`at${pointer}`);
  const go = async (step: keyof typeof w.concertDraft.steps) => {
    // The list of steps opens below the current one.
    await page.locator(".draft__current").click();
    const rail = page.getByRole("navigation", { name: w.concertDraft.stepList });
    await rail.getByRole("link", { name: w.concertDraft.steps[step] }).click();
    await page
      .getByRole("heading", { level: 2, name: w.concertDraft.steps[step], exact: true })
      .waitFor();
  };
  const slug = `blue-evenings-${mark}`;
  await at("/title-ko").fill(`푸른 저녁 ${mark}`);
  await at("/title-en").fill(`Blue Evenings ${mark}`);
  await at("/artist-ko").fill("극단 푸른");
  await at("/artist-en").fill("Company Blue");
  await at("/ageLimit").fill("8");
  await at("/runningMinutes").fill("120");
  await at("/category").selectOption("exhibition");
  await at("/slug").fill(slug);
  await go("venue");
  await at("/venueId").selectOption({ label: "푸른 name · 푸른 city" });
  await page.getByRole("img", { name: /800/ }).waitFor();
  await go("dates");
  await at("/dates/rule").fill(`매일 19:30 · ${dayAfter(60)}–${dayAfter(71)}`);
  await page
    .getByText(w.concertDraft.dates.dateCount(12))
    .filter({ visible: true })
    .first()
    .waitFor();
  await go("prices");
  const { priceOf, feeOf } = w.concertDraft.prices;
  await page.getByLabel(priceOf("R석"), { exact: true }).fill("50,000");
  await page.getByLabel(feeOf("R석"), { exact: true }).fill("1,000");
  await check("prices");
  await go("sale");
  await at("/sale/opensAt").fill(`${dayAfter(9)}T20:00`);
  await button(w.concertDraft.sale.addPresale).click();
  await at("/presales/0/opensAt").fill(`${dayAfter(5)}T20:00`);
  await at("/presales/0/closesAt").fill(`${dayAfter(6)}T20:00`);
  await at("/presales/0/codes").fill("FANCLUB 500");
  await go("publish");
  await check("publish");
  await button(w.concertDraft.publish.publish).first().click();
  await page
    .locator("dialog")
    .getByRole("button", { name: w.concertDraft.publish.publish })
    .click();
  await page.waitForURL(/\/admin\/concerts\/[0-9a-f-]{36}$/);

  const { items } = (await (
    await page.request.get(`/api/v1/concerts/${slug}/schedules`)
  ).json()) as {
    items: { id: string; presales: unknown[] }[];
  };
  expect(items.map(({ presales }) => presales.length)).toEqual(Array<number>(12).fill(1));
  const scheduleId = items[0]?.id ?? "";
  // Nobody can wait nine days for the opening here.
  await page.goto(`/admin/sales/${scheduleId}`);
  await button(w.adminQueue.open).click();
  await page.locator("dialog").getByRole("button", { name: w.adminQueue.open }).click();
  await page.getByText(w.adminSale.state.open, { exact: true }).first().waitFor();
  expect(faults).toEqual({});
  await owner.leave();

  const fan = await Visitor.arrive(phone);
  await fan.signUp(1_000_000);
  const its = fan.page;
  await its.goto(`/schedules/${scheduleId}?lang=ko`);
  await its.getByRole("button", { name: w.seatList.open }).click();
  await its.locator(".list .opt").first().click();
  await its.getByRole("button", { name: w.seatList.grid }).click();
  await its.locator(".seat[data-look=available]").first().click();
  await its.getByRole("button", { name: w.common.close }).click();
  await its.locator(".tray__go").click();
  await its.waitForURL(/\/checkout\//);
  await its.getByRole("radio", { name: /^지갑/ }).check();
  await its.getByRole("checkbox", { name: w.agreements.all }).check();
  await its.locator(".pay button").click();
  await its.getByRole("heading", { level: 1, name: w.order.thanks }).waitFor();
  await its.getByText(`푸른 저녁 ${mark}`).first().waitFor();
  await fan.leave();
});
