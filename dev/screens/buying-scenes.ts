import type { Payment } from "../../src/contract/payments.ts";
import { scheduleOf, signUp } from "./people.ts";
import type { Scene, Visit } from "./scene.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const paymentId = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";

/** From the door to the seats of a concert. */
async function enter(visit: Visit, slug: string): Promise<string> {
  await visit.open("/profile");
  await signUp(visit);
  const id = await scheduleOf(visit, slug);
  await visit.page.goto(`/queue/${id}`);
  await visit.page.waitForURL(/\/schedules\//);
  await visit.page.locator("canvas").first().waitFor();
  await visit.page.waitForTimeout(1_000);
  return id;
}

async function openGrid({ page, words }: Visit): Promise<void> {
  await page.getByRole("button", { name: words.seatList.open }).click();
  await page.locator(".list .opt").first().click();
  await page.getByRole("button", { name: words.seatList.grid }).click();
  await page.locator(".seat[data-look=available]").first().waitFor();
}

async function holdTwo(visit: Visit): Promise<void> {
  const { page, words } = visit;
  await openGrid(visit);
  await page.locator(".seat[data-look=available]").nth(40).click();
  await page.locator(".seat[data-look=mine]").nth(1).waitFor();
  await visit.button(words.common.close).click();
  await page.locator(".tray__go").click();
  await page.waitForURL(/\/checkout\//);
  await page.locator(".sum__total").waitFor();
}

const hallScenes = ["slow-letter", "midnight-parcel", "220v"].map((slug): Scene => ({
  name: `hall-${slug}`,
  play: async (visit) => {
    await enter(visit, slug);
    await visit.camera.shoot(`hall-${slug}`, false);
  },
}));

const choosing: Scene = {
  name: "choosing",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await enter(visit, "slow-letter");
    await visit.button(words.seatList.open).click();
    await page.locator(".list .opt").first().waitFor();
    await camera.shoot("choose-list", false);
    await page.locator(".list .opt").first().click();
    await page.getByRole("button", { name: words.seatList.grid }).click();
    await page.locator(".seat[data-look=available]").nth(40).click();
    await page.locator(".seat[data-look=mine]").nth(1).waitFor();
    await camera.shoot("choose-grid", false);
    await visit.button(words.common.close).click();
    await page.waitForTimeout(600);
    await camera.shoot("choose-chosen", false);
  },
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
    const json = { balance: won(40_000) };
    await visit.pretending("**/api/v1/wallet", { json }, async () => {
      await page.goto(url);
      await page.locator(".use-balance input").check();
      await page.locator(".sum__total").nth(1).waitFor();
      await camera.shoot("checkout-part");
    });
    await page.goto(url);
    await page.locator(".sum__total").waitFor();
    await page.clock.install({ time: Date.now() });
    await page.clock.fastForward(4 * 60_000 + 15_000);
    await page.waitForTimeout(500);
    await camera.shoot("checkout-last-minute", false);
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
  },
};

/** From the hall to the payment. */
export const buyingScenes: Scene[] = [...hallScenes, choosing, checkout, returned];
