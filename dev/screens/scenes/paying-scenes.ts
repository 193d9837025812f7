import type { Page } from "playwright-core";
import type { Hold } from "../../../src/contract/sale/holds.ts";
import type { Payment } from "../../../src/contract/money/payments.ts";
import { enter, holdTwo } from "./buying-scenes.ts";
import { adminPost, scheduleOf, signUp } from "../people.ts";
import type { Scene, Visit } from "../scene.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const paymentId = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";
const name = (ko: string, en: string) => ({ ko, en });
const problem = (code: string, status: number) => ({
  status,
  json: { code, status, title: "", type: "", instance: "" },
});

const reopened = async (page: Page, url: string) => {
  await page.goto(url);
  await page.locator(".sum__total").waitFor();
};

const checkout: Scene = {
  name: "checkout",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await enter(visit, "slow-letter");
    await holdTwo(visit);
    await camera.shoot("checkout");
    await page.getByLabel(words.coupon.code).fill("no-such-code");
    await visit.button(words.coupon.use).click();
    await page.getByText(words.problem["coupon-not-valid"]).waitFor();
    await camera.shoot("checkout-coupon");
    await page.getByRole("radio", { name: words.payWith.method.transfer }).check();
    await page.getByRole("radio", { name: words.receipt.type.income }).check();
    await page.getByLabel(words.receipt.number.income).fill("02-123-4567");
    await page.locator(".pay button").click();
    await page.getByText(words.agreements.fault).waitFor();
    await page.getByText(words.agreements.read).last().click();
    await camera.shoot("checkout-faults");
    const url = page.url();
    await page.goto(url.replace(/\/checkout\/([^/]+)\/.*/, "/schedules/$1"));
    await visit.button(words.held.release).waitFor();
    await camera.shoot("choose-held", false);
    await page.goto(url.replace(/[^/]+$/, paymentId));
    await page.locator("h1").waitFor();
    await camera.shoot("checkout-gone");
    const wallet = "**/api/v1/wallet";
    await visit.pretending(wallet, { json: { balance: won(40_000) } }, async () => {
      await reopened(page, url);
      await page.locator(".use-balance input").check();
      await page.locator(".sum__total").nth(1).waitFor();
      await camera.shoot("checkout-part");
      await page.getByRole("radio", { name: words.payWith.method.wallet }).check();
      await camera.shoot("checkout-top-up");
    });
    await visit.pretending(wallet, { json: { balance: won(500_000) } }, async () => {
      await reopened(page, url);
      await page.getByRole("radio", { name: words.payWith.method.wallet, checked: true }).waitFor();
      await camera.shoot("checkout-wallet");
    });
    await page.goto(`/wallet?need=224000&back=${encodeURIComponent(new URL(url).pathname)}`);
    await page.locator(".bal__n").waitFor();
    await page.getByText(words.voucher.title).click();
    await page.getByLabel(words.voucher.code).fill("NO-SUCH-ONE");
    await page.locator(".voucher button").click();
    await page.getByText(words.voucher.unknown).waitFor();
    await camera.shoot("wallet-needed");
  },
};

/** The outcomes of paying other than success. */
const pressing: Scene = {
  name: "checkout-pressing",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await enter(visit, "slow-letter");
    await holdTwo(visit);
    const url = page.url();
    const pay = async () => {
      await reopened(page, url);
      await page.getByRole("checkbox", { name: words.agreements.all }).check();
      await page.locator(".pay button").click();
    };
    await visit.pretending("**/api/v1/orders", problem("price-changed", 409), async () => {
      await pay();
      await page.getByText(words.problem["price-changed"]).waitFor();
      await camera.shoot("checkout-price-changed");
    });
    await visit.pretending("**/api/v1/orders", problem("outcome-unknown", 503), async () => {
      await pay();
      await page.getByText(words.checkout.checkingText).waitFor({ timeout: 60_000 });
      await camera.shoot("checkout-unknown");
    });
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.includes("payment.")) localStorage.removeItem(key);
    });
    await pay();
    await page.waitForURL((address) => !address.href.includes("/checkout/"));
    await page.goto(url);
    await visit.button(words.openPayment.another).waitFor();
    await camera.shoot("checkout-open-payment");
    await visit.button(words.openPayment.another).click();
    await page.locator(".sum__total").waitFor();
    await runningOut(visit, url);
  },
};

/** The last minute, and the time after it. */
async function runningOut(visit: Visit, url: string): Promise<void> {
  const { page, camera, words } = visit;
  const holds = url.replace(/\/checkout\/([^/]+)\/.*/, "/api/v1/schedules/$1/holds");
  const { items } = (await (await page.request.get(holds)).json()) as { items: Hold[] };
  const ending = (inMs: number, canExtend: boolean) => ({
    json: {
      items: items.map((hold) => {
        const expiresAt = new Date(Date.now() + inMs).toISOString();
        return { ...hold, expiresAt, canExtend, serverTime: new Date().toISOString() };
      }),
    },
  });
  await visit.pretending("**/holds", ending(55_000, true), async () => {
    await reopened(page, url);
    await camera.shoot("checkout-last-minute", false);
  });
  await visit.pretending("**/holds", ending(1_500, false), async () => {
    await page.goto(url);
    await page.getByText(words.atZero.title).waitFor();
    // The end comes only with the server's word.
    await visit.pretending("**/holds", { json: { items: [] } }, async () => {
      const { title, goneTitle } = words.expired;
      await page.getByText(title).or(page.getByText(goneTitle)).waitFor();
      await camera.shoot("checkout-expired");
    });
  });
}

/** Price types, a discount and an accepted coupon; and a sale that takes no deposits. */
const terms: Scene = {
  name: "checkout-terms",
  play: async (visit, browser) => {
    const { page, camera, words } = visit;
    const id = await enter(visit, "moon-bicycle");
    const youth = { id: "youth", name: name("청소년", "Youth"), cut: { percent: 30 } };
    const note = name("입장할 때 학생증을 확인해요.", "A student card is checked at the door.");
    const early = { id: "early", kind: "early-bird", name: name("조기 예매", "Early bird") };
    const automatic = [{ ...early, cut: { percent: 10 } }];
    const discounts = { priceTypes: [{ ...youth, note }], automatic };
    const origin = new URL(page.url()).origin;
    await adminPost(browser, origin, `/admin/schedules/${id}/terms`, {
      discounts,
      depositMinutes: 0,
    });
    const code = `HELLO-${Date.now()}`;
    const coupon = { code, name: name("첫 공연 쿠폰", "First show"), cut: { amountMinor: 5_000 } };
    await adminPost(browser, origin, "/admin/coupons", coupon);
    await holdTwo(visit);
    await page.locator(".kinds select").first().selectOption({ index: 1 });
    await page.getByLabel(words.coupon.code).fill(code);
    await visit.button(words.coupon.use).click();
    await page.getByText(words.coupon.used(code)).waitFor();
    await camera.shoot("checkout-terms");
  },
};

const returned: Scene = {
  name: "returned",
  play: async (visit) => {
    const { page, camera } = visit;
    await visit.open("/profile");
    await signUp(visit);
    const scheduleId = await scheduleOf(visit, "slow-letter");
    const base: Payment = {
      id: paymentId,
      purpose: "order",
      status: "ready",
      method: "card",
      amount: won(264_000),
      walletPart: won(0),
      refunded: won(0),
      reason: null,
      orderId: null,
      scheduleId,
      holdId: paymentId,
      checkoutUrl: null,
      deposit: null,
      cashReceipt: null,
      createdAt: new Date().toISOString(),
      settledAt: null,
      refunds: [],
    };
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    const deposit = { bank: "88", accountNumber: "110-384-902817", holder: "앞줄공연", dueAt };
    const standings: Record<string, Partial<Payment>> = {
      refused: { status: "refused", reason: "PAY_PROCESS_CANCELED" },
      unknown: { status: "unknown" },
      deposit: { status: "awaiting-deposit", method: "virtualAccount", deposit },
      "given-back": { status: "to-refund", reason: "seats-gone" },
    };
    const seats = ["7", "8"].map((number) => ({ section: "B", row: "다", number }));
    const kept = { id: paymentId, scheduleId, phase: "choosing", seats, isPaused: false };
    await page.evaluate(
      ([name, hold]) => localStorage.setItem(`frontrow.hold.${name}`, hold ?? ""),
      [scheduleId, JSON.stringify(kept)] as const,
    );
    // After a canceled payment the fan chooses on with the time that is left.
    const [serverTime, expiresAt] = [0, 212_000].map((ms) =>
      new Date(Date.now() + ms).toISOString(),
    );
    const holds = { json: { items: [{ ...kept, serverTime, expiresAt }] } };
    await page.route("**/holds", (route) => route.fulfill(holds));
    for (const [name, change] of Object.entries(standings)) {
      const json = { ...base, ...change };
      await visit.pretending("**/api/v1/payments/**", { json }, async () => {
        await page.goto(
          `/payment/return?payment=${paymentId}&paymentKey=k&orderId=${paymentId}&amount=264000`,
        );
        await page.locator("h1").waitFor();
        await page.waitForTimeout(700);
        await camera.shoot(`returned-${name}`);
      });
    }
    await page.unroute("**/holds");
  },
};

/** From the seats to the payment and back. */
export const payingScenes: Scene[] = [checkout, pressing, terms, returned];
