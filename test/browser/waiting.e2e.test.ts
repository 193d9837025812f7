import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, inject, it } from "vitest";
import { rowsOf } from "../../src/db/connection/database.ts";
import { purchase } from "../../src/db/money/purchase.ts";
import { clientOf, openAccount } from "../support/browser/accounts.ts";
import { purchaseOf } from "../support/books.ts";
import { phone, Visitor, withServiceWorker, words } from "../support/browser/browser.ts";
import { siteBooks } from "../support/browser/site-books.ts";
import { newHall, newSale } from "../support/sales.ts";

const books = siteBooks();

const w = words.ko.waitlist;

/** A date of ten seats, all bought by one account, and its concert's page. */
async function soldOut() {
  const owner = await openAccount({ balanceMinor: 110_000 });
  const client = await clientOf(owner);
  const site: string = inject("siteUrl");
  const hall = await newHall(books, 1);
  const scheduleId = await newSale(books, hall, { seatsPerAccount: 10 });
  const order = purchaseOf(owner.id, scheduleId, ...Array.from({ length: 10 }, (_, seat) => seat));
  expect(await purchase(books.db, order)).toMatchObject({ ok: true });
  const giveBack = async (seats: number[]) => {
    const headers = { origin: site, "idempotency-key": randomUUID() };
    const path = `/api/v1/orders/${order.orderId}/cancellation`;
    const sent = { headers, data: { seats } };
    expect((await client.post(site + path, sent)).status()).toBe(200);
  };
  const path = `/concerts/night-${hall.concertId}?date=${scheduleId}`;
  return { path, giveBack, leave: () => client.dispose() };
}

it("[WL40] on a phone a fan waits for a sold-out date, is offered the seat that comes back, and buys it", async () => {
  const { path, giveBack, leave } = await soldOut();
  const fan = await Visitor.arrive(phone);
  await fan.signUp(11_000);
  const { page } = fan;
  const bar = page.locator(".buybar");
  await page.goto(path);
  await bar.getByRole("button", { name: w.join }).click();
  const dialog = page.getByRole("dialog", { name: w.title });
  await dialog.getByRole("button", { name: "R석" }).click();
  await dialog.getByRole("button", { name: w.submit }).click();
  await page.getByText(w.joined).waitFor();
  await bar.getByRole("button", { name: w.waiting }).waitFor();

  await page.goto("/me?tab=waitlist");
  const place = page.getByRole("region", { name: w.title });
  await place.getByText(w.first).waitFor();
  await giveBack([4]);
  // The page reloads its data whenever it comes to the front.
  const pay = page.getByRole("complementary", { name: w.title }).getByRole("link", { name: w.pay });
  await expect
    .poll(
      async () => {
        await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
        return await pay.isVisible();
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(true);
  // The mail about it has been sent as well.
  const offerId = (await pay.getAttribute("href"))?.split("/").at(-1);
  const told = sql`SELECT FROM outbox WHERE lane = 'mail' AND payload ->> 'offerId' = ${offerId}
    AND delivered_at IS NOT NULL`;
  await expect.poll(() => rowsOf(books.db, told), { timeout: 15_000 }).toHaveLength(1);
  await pay.click();
  await page.waitForURL(/\/checkout\//);
  await page.getByRole("radio", { name: /^지갑/ }).check();
  await page.getByRole("checkbox", { name: words.ko.agreements.all }).check();
  await page.getByRole("button", { name: "11,000원 결제하기" }).click();
  await page.getByRole("heading", { level: 1, name: words.ko.order.thanks }).waitFor();
  await page.goto("/me?tab=waitlist");
  await place.getByText(w.state.bought).waitFor();
  await fan.leave();
  await leave();
});

it("[PN23] the service worker shows a message that arrives by push, and passes it to the open page", async () => {
  const permissions = ["notifications"];
  const fan = await Visitor.arrive({ ...phone, ...withServiceWorker, permissions });
  const { page } = fan;
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const told = page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data));
        navigator.serviceWorker.startMessages();
      }),
  );
  const notice = { title: "취소표", body: "2석", path: "/me", tag: "offer", lang: "ko" };
  await deliver(page, JSON.stringify(notice));
  expect(await told).toBe("told");
  const shown = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, body, tag, lang, data }) => ({
      title,
      body,
      tag,
      lang,
      path: data as string,
    }));
  });
  expect(shown).toEqual([notice]);
  await fan.leave();
});

/** As the browser's own push service would. */
async function deliver(page: Page, data: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registrationId = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [registration] = registrations;
      if (registration) resolve(registration.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const { origin } = new URL(page.url());
  const message = { origin, registrationId: await registrationId, data };
  await session.send("ServiceWorker.deliverPushMessage", message);
}
