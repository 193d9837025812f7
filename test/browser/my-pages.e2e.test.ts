import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Payment } from "../../src/contract/money/payments.ts";
import type { WaitlistEntry } from "../../src/contract/sale/waitlist.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { buyTwo } from "../support/browser/orders.ts";

const id = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";
const after = (ms: number) => new Date(Date.now() + ms).toISOString();
const won = (amount: number) => ({ amount, currency: "KRW" as const });

/** These addresses return these answers while `what` runs. */
async function pretending(page: Page, url: string, json: object, what: () => Promise<void>) {
  await page.route(url, (route) => route.fulfill({ json }));
  await what();
  await page.unroute(url);
}

const place = (state: WaitlistEntry["state"], title: string): WaitlistEntry => ({
  scheduleId: id,
  concert: {
    id,
    slug: title,
    title: { ko: title, en: title },
    poster: "/posters/08-fifty-nine.svg",
  },
  venue: { name: { ko: "하늘극장", en: "Sky Theatre" }, timeZone: "Asia/Seoul" },
  startsAt: after(9 * 86_400_000),
  closesAt: after(8 * 86_400_000),
  zones: [],
  count: 2,
  together: true,
  state,
  ahead: state === "waiting" ? { from: 10, to: 20 } : null,
  missed: state === "waiting" ? 1 : 3,
  joinedAt: `${title}T00:00:00Z`,
  offer:
    state === "offered"
      ? { holdId: id, expiresAt: after(1_200_000), zoneId: "r", seatKeys: ["A/3/8", "A/3/9"] }
      : null,
});

it("[V390] every state of the tickets and orders pages meets WCAG 2.2 AA, in both themes", async () => {
  const fan = await Visitor.arrive(phone);
  const { page } = fan;
  const w = words.ko;
  const { faults, check } = looker(page);
  await fan.signUp(66_000);
  const orderId = await buyTwo(page.request);
  const states = ["offered", "waiting", "missed"] as const;
  const waits = { items: states.map((state) => place(state, state)), serverTime: after(0) };
  await pretending(page, "**/me/waitlist", waits, async () => {
    await page.goto("/me?tab=waitlist");
    await page.getByText(w.waitlist.state.missed).waitFor();
    await page.evaluate(() => dispatchEvent(new Event("beforeinstallprompt")));
    await page.getByRole("button", { name: w.app.installNow }).waitFor();
    await page.getByRole("complementary", { name: w.waitlist.title }).waitFor();
    await check("tickets, places in line, an offer, the hint to install");
  });
  await page.goto(`/orders/${orderId}?new=1`);
  await page.getByRole("heading", { level: 1, name: w.order.thanks }).waitFor();
  await check("bought");
  const real = await page.request.get(`/api/v1/orders/${orderId}/refund`);
  const byAccount = { targets: ["wallet", "original"], needsAccount: true };
  const preview = { ...((await real.json()) as object), ...byAccount };
  const dialog = page.getByRole("dialog", { name: w.cancel.title });
  await pretending(page, "**/refund?**", preview, async () => {
    await page.getByRole("button", { name: w.cancel.open }).click();
    await dialog.getByRole("radio", { name: w.cancel.toAccount }).check();
    await dialog.getByRole("button", { name: w.cancel.confirm }).click();
    await dialog.getByText(w.cancel.account.fault.bank).waitFor();
    await check("where the money goes");
    await dialog.getByRole("button", { name: w.cancel.keep }).click();
  });
  await page.getByRole("button", { name: w.cancel.open }).click();
  await dialog.locator(".sum__total").waitFor();
  await check("giving back");
  await dialog.getByRole("button", { name: w.cancel.confirm }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText(w.cancel.done("66,000원")).waitFor();
  await check("given back");
  // The button that had the focus is gone with the tickets.
  await expect.poll(() => fan.focused()).toBe(await page.locator("main h1").innerText());
  await page.goto("/wallet");
  await page.getByRole("row").nth(2).waitFor();
  await check("a wallet with its ledger");
  await page.route("**/api/v1/payments**", (route) => route.abort());
  await page.goto("/payments");
  await page.getByRole("alert").first().waitFor();
  await check("no answer");
  expect(faults).toEqual({});
  await fan.leave();
});

const payment: Payment = {
  id,
  purpose: "order",
  status: "ready",
  method: "card",
  amount: won(264_000),
  walletPart: won(0),
  refunded: won(0),
  reason: null,
  orderId: null,
  scheduleId: id,
  holdId: id,
  checkoutUrl: "https://pay.test/1",
  deposit: null,
  cashReceipt: null,
  createdAt: after(0),
  settledAt: null,
  refunds: [],
};
const deposit = {
  bank: "88",
  accountNumber: "110-384-902817",
  holder: "Frontrow",
  dueAt: after(86_400_000),
};

it("[V391] every outcome of a payment or a top-up meets WCAG 2.2 AA, in both themes", async () => {
  const fan = await Visitor.arrive({ ...desktop, colorScheme: "dark" });
  const { page } = fan;
  const w = words.en;
  const { faults, check } = looker(page, "dark");
  await fan.signUp();
  const ends: [Partial<Payment>, string][] = [
    [{ status: "refused", reason: "PAY_PROCESS_CANCELED" }, w.payment.calledOff],
    [{ status: "unknown" }, w.payment.asking],
    [{ status: "awaiting-deposit", method: "virtualAccount", deposit }, w.payment.deposit],
    [{ status: "to-refund", reason: "seats-gone" }, w.payment.givenBack],
    [{}, w.payment.open],
  ];
  for (const [change, title] of ends)
    await pretending(page, "**/api/v1/payments/**", { ...payment, ...change }, async () => {
      await page.goto(`/payment/return?payment=${id}`);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await check(title);
    });
  const topUp = { id, status: "paid", amount: won(50_000), checkoutUrl: null };
  for (const [status, title] of [
    ["paid", w.topUp.paid],
    ["refused", w.topUp.refused],
    ["unknown", w.topUp.unknown],
  ] as const)
    await pretending(page, "**/wallet/top-ups/**", { ...topUp, status }, async () => {
      await page.goto(`/wallet/top-up?topUp=${id}`);
      await page.getByText(title).waitFor();
      await check(`topped up: ${title}`);
    });
  await page.goto("/wallet?need=123456&back=%2Fme");
  await page
    .getByRole("button", { name: /124,000/ })
    .first()
    .waitFor();
  await check("what is missing");
  expect(faults).toEqual({});
  await fan.leave();
});
