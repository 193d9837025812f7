import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type Bridge, startBridge } from "../dev/bridge.ts";
import { connect } from "../src/db/connect.ts";
import type { Books } from "./books.ts";
import { desktop, openBrowser, phone, Visitor, words } from "./browser.ts";
import { newHouseSale } from "./sales.ts";

let browser: Browser;
let bridge: Bridge;
let books: Pick<Books, "db">;

beforeAll(async () => {
  browser = await openBrowser();
  const url = inject("siteDatabaseUrl");
  bridge = await startBridge({ postgresUrl: url });
  books = { db: connect({ DATABASE_URL: url, NEON_LOCAL_PROXY: `127.0.0.1:${bridge.port}` }) };
});
afterAll(async () => {
  await browser.close();
  await bridge.stop();
});

/** Opens a page of the admin's screens with the form in its place, as the one admin that every shop here has. */
async function admin(options: Parameters<typeof Visitor.arrive>[1], path: string) {
  const visitor = await Visitor.arrive(browser, options);
  await visitor.page.goto(path);
  await visitor.signIn("admin@frontrow.test", "frontrow-admin-1");
  return visitor;
}

it("[AD24] an organiser pauses a queue with a word, those who wait read it, and going on takes it away", async () => {
  const w = words.ko.adminQueue;
  const scheduleId = await newHouseSale(books, 2, { shoppersMax: 1 });
  const inside = await Visitor.arrive(browser, desktop);
  await inside.signUp();
  const headers = { origin: inject("siteUrl") };
  await inside.page.context().request.post(`/api/v1/schedules/${scheduleId}/queue`, {
    headers,
    data: {},
  });
  const fan = await Visitor.arrive(browser, phone);
  await fan.signUp();
  await fan.page.goto(`/queue/${scheduleId}`);
  await fan.page.locator("body[data-state=waiting]").waitFor();

  const { page, leave } = await visit();
  await page.getByText("1", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: w.pause }).click();
  await page.getByLabel(w.inKorean).fill("음향을 손보고 있어요");
  await page.getByLabel(w.inEnglish).fill("We are mending the sound");
  await page.locator("dialog [type=submit]").click();
  await page.getByRole("button", { name: w.resume }).waitFor();
  await fan.page.locator("body[data-state=paused]").waitFor();
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

it("[AD25] an admin finds a payment by the fan's address, sees it beside the company's record, and asks again", async () => {
  const w = words.en.adminPayments;
  const fan = await Visitor.arrive(browser, phone);
  await fan.signUp(20_000);
  const me = await fan.page.context().request.get("/api/v1/me");
  const { email } = (await me.json()) as { email: string };
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
