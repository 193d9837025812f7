import { randomUUID } from "node:crypto";
import type { BrowserContextOptions } from "playwright-core";
import { expect, inject, it } from "vitest";
import { createPresale } from "../../src/db/sale/presales.ts";
import { pageWords } from "../../src/worker/queue/page/page-words.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { elementMoment } from "../support/browser/moments.ts";
import { nobody } from "../support/books.ts";
import { siteBooks } from "../support/browser/site-books.ts";
import { newHallSale } from "../support/sales.ts";

const toldWithinMs = 5_000;

const books = siteBooks();

it("[E8] a waiting fan sees the number and the count of fans ahead, hears within seconds when the turn comes, and enters by the button", async () => {
  const { scheduleId, inside, leave } = await saleForOne();
  const next = await fan(phone);
  await next.page.goto(`/queue/${scheduleId}`);
  await next.page.locator("body[data-state=waiting]").waitFor();
  const last = await fan(desktop);
  await last.page.goto(`/queue/${scheduleId}`);
  await last.page.locator("body[data-state=waiting]").waitFor();
  expect(await shown(next)).toEqual([pageWords.ko.number.replace("{n}", "2"), "0"]);
  expect(await shown(last)).toEqual([pageWords.en.number.replace("{n}", "3"), "1"]);

  const called = elementMoment(next.page, "body[data-state=called]");
  const leftAt = Date.now();
  await leave();
  expect((await called) - leftAt).toBeLessThan(toldWithinMs);
  await last.page.getByText(/^0$/).and(last.page.locator("#ahead")).waitFor();
  expect(await last.page.locator("body").getAttribute("data-state")).toBe("waiting");

  await next.page.getByRole("button", { name: pageWords.ko.enter }).click();
  await next.page.waitForURL(`**/schedules/${scheduleId}`);
  await next.page.getByRole("heading", { level: 1, name: words.ko.choose.title }).waitFor();
  for (const visitor of [inside, next, last]) await visitor.leave();
});

it("[E9] a lost connection grays the page and keeps the number, and the page recovers without a reload", async () => {
  const { scheduleId, inside } = await saleForOne();
  const visitor = await fan(phone);
  const { page } = visitor;
  await page.goto(`/queue/${scheduleId}`);
  await page.locator("body[data-state=waiting]").waitFor();
  const before = await shown(visitor);
  const color = () => page.locator("#ahead").evaluate((found) => getComputedStyle(found).color);
  const lively = await color();
  await page.context().setOffline(true);
  await page.getByText(pageWords.ko.lostTitle).waitFor();
  expect(await shown(visitor)).toEqual(before);
  expect(await color()).not.toBe(lively);
  await page.context().setOffline(false);
  await page.locator("body:not([data-lost])[data-state=waiting]").waitFor();
  expect(await shown(visitor)).toEqual(before);
  expect(await color()).toBe(lively);
  for (const each of [inside, visitor]) await each.leave();
});

it("[E10] without script a fan joins the queue with a form, the page reloads by itself, and another form enters", async () => {
  const { scheduleId, inside, leave } = await saleForOne();
  const visitor = await fan({ ...desktop, javaScriptEnabled: false });
  const { page } = visitor;
  await page.goto(`/queue/${scheduleId}`);
  await page.getByRole("button", { name: pageWords.en.take }).click();
  await page.locator("body[data-state=waiting]").waitFor();
  expect(await shown(visitor)).toEqual([pageWords.en.number.replace("{n}", "2"), "0"]);
  await leave();
  await page.locator("body[data-state=called]").waitFor();
  await page.getByRole("button", { name: pageWords.en.enter }).click();
  await page.waitForURL(`**/schedules/${scheduleId}`);
  for (const each of [inside, visitor]) await each.leave();
});

it("[E11] of two tabs one polls and the other shows the same, until the fan continues in the other", async () => {
  const { scheduleId, inside } = await saleForOne();
  const visitor = await fan(desktop);
  await visitor.page.goto(`/queue/${scheduleId}`);
  await visitor.page.locator("body[data-state=waiting]").waitFor();
  const second = await visitor.page.context().newPage();
  const asked: string[] = [];
  second.on("request", (request) => asked.push(request.url()));
  await second.goto(`/queue/${scheduleId}`);
  await second.getByText(pageWords.en.mirror).waitFor();
  await second.getByText(pageWords.en.number.replace("{n}", "2")).waitFor();
  expect(asked.filter((url) => url.includes("/api/"))).toEqual([]);
  await second.getByRole("button", { name: pageWords.en.mirrorHere }).click();
  await visitor.page.getByText(pageWords.en.mirror).waitFor();
  await second.locator("body:not([data-mirror])[data-state=waiting]").waitFor();
  for (const each of [inside, visitor]) await each.leave();
});

it("[V353] the theme can be switched in the waiting room, and applies to every page", async () => {
  const { scheduleId, inside } = await saleForOne();
  const waiting = await fan(desktop);
  const { page } = waiting;
  await page.goto(`/queue/${scheduleId}`);
  const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole("button", { name: pageWords.en.theme }).click();
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(dark).not.toBe(light);
  await page.goto("/");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark);
  for (const each of [inside, waiting]) await each.leave();
});

it("[V354] after a lost connection the page shows the count of fans ahead, now and before", async () => {
  const { scheduleId, inside, leave } = await saleForOne();
  const next = await fan(desktop);
  await next.page.goto(`/queue/${scheduleId}`);
  await next.page.locator("body[data-state=waiting]").waitFor();
  const last = await fan(desktop);
  const { page } = last;
  await page.goto(`/queue/${scheduleId}`);
  await page.locator("body[data-state=waiting]").waitFor();
  await page.context().setOffline(true);
  await page.locator("body[data-lost]").waitFor();
  await leave();
  await next.page.locator("body[data-state=called]").waitFor();
  await page.context().setOffline(false);
  const told = pageWords.en.returned.replace("{n}", "1").replace("{m}", "0");
  await page.getByText(told).waitFor();
  for (const visitor of [inside, next, last]) await visitor.leave();
});

it("[V355] a fan taken for a robot, or with an unusable code, sees that reason, and not that no answer came", async () => {
  const scheduleId = await saleWithPresale();
  const visitor = await fan(desktop);
  const { page } = visitor;
  const refuse = (path: string, code: string) =>
    page.route(`**/api/v1/schedules/*/${path}`, (route) =>
      route.request().method() === "GET"
        ? route.fallback()
        : route.fulfill({ status: 403, json: { code, status: 403 } }),
    );
  await refuse("queue", "bot-check-failed");
  await page.goto(`/queue/${scheduleId}`);
  await page.locator("body[data-state=trouble]").waitFor();
  await page.getByText(pageWords.en.robot).waitFor();
  await refuse("queue", "presale-only");
  await refuse("presale", "code-not-valid");
  await page.reload();
  await page.getByLabel(pageWords.en.code).fill("NOT-MINE");
  await page.getByRole("button", { name: pageWords.en.verify }).click();
  await page.getByText(pageWords.en.wrongCode).waitFor();
  await visitor.leave();
});

/** A sale with room for one shopper, and a shopper inside. */
async function saleForOne() {
  const scheduleId = await newHallSale(books, 2, { shoppersMax: 1 });
  const inside = await fan(desktop);
  const { request } = inside.page.context();
  const queue = `/api/v1/schedules/${scheduleId}/queue`;
  const headers = { origin: inject("siteUrl") };
  const turn = await request.post(queue, { headers, data: {} });
  expect(await turn.json()).toMatchObject({ state: "admitted", number: 1 });
  const leave = async () => {
    expect((await request.delete(queue, { headers })).status()).toBe(204);
  };
  return { scheduleId, inside, leave };
}

/** A sale that opens tomorrow, with a presale now. */
async function saleWithPresale(): Promise<string> {
  const after = (ms: number) => new Date(Date.now() + ms).toISOString();
  const scheduleId = await newHallSale(books, 1, { saleOpensAt: after(86_400_000) });
  const presale = {
    name: { ko: "팬클럽 선예매", en: "Fan club presale" },
    opensAt: after(-60_000),
    closesAt: after(3_600_000),
    seatsMax: null,
    codes: [],
    emails: [],
  };
  const made = await createPresale(books.db, { id: randomUUID(), scheduleId, by: nobody, presale });
  expect(made).toMatchObject({ ok: true });
  return scheduleId;
}

/** A visitor with a new account, signed in. */
async function fan(options: BrowserContextOptions): Promise<Visitor> {
  const visitor = await Visitor.arrive(options);
  await visitor.signUp();
  return visitor;
}

/** The number and the count of fans ahead, as the page shows them. */
const shown = ({ page }: Visitor): Promise<string[]> =>
  Promise.all([page.locator("#number").innerText(), page.locator("#ahead").innerText()]);
