import { expect, it } from "vitest";
import { desktop, Visitor, withMotion, words } from "../support/browser/browser.ts";
import { ownScheduleOf } from "../support/browser/schedules.ts";

const w = words.en;

/** A new fan with two seats of the chamber concert held, at the checkout. */
async function atCheckout(): Promise<Visitor> {
  const fan = await Visitor.arrive({ ...desktop, ...withMotion });
  const { page } = fan;
  await fan.signUp();
  await page.goto(`/schedules/${await ownScheduleOf("far-mountain")}`);
  await page.getByRole("button", { name: w.seatList.open }).click();
  await page.getByRole("button", { name: /^Section A/ }).click();
  await page.locator("dialog.list .chip").first().click();
  await page.locator("dialog.list .list__step > .opt").first().click();
  await page.locator(".pick li").nth(1).waitFor();
  await page.getByRole("button", { name: /^Hold seats/ }).click();
  await page.waitForURL(/\/checkout\//);
  await page.locator(".sum__total").waitFor();
  await page.getByRole("checkbox", { name: w.agreements.all }).check();
  return fan;
}

it("[N9] a fan buys two seats by card, pays once despite a reload on the way back, and cancels one for the amount shown", async () => {
  const fan = await atCheckout();
  const { page } = fan;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const total = await page.locator(".sum__total dd").innerText();
  // A fan with an empty wallet has nothing to choose.
  expect(await page.getByRole("radio", { name: w.payWith.method.card }).isChecked()).toBe(true);
  await button(`Pay ${total}`).click();
  await page.waitForURL(/\/checkout\?/);
  // The answers of the first visit are lost after they took effect; the reload repeats the very same requests.
  await page.route("**/api/v1/payments/**", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await button("결제하기 · Pay").click();
  await page.waitForURL(/\/payment\/return/);
  await page.getByRole("heading", { level: 1, name: w.payment.asking }).waitFor();
  await page.getByText(w.payment.unknownText).waitFor();
  await page.unrouteAll({ behavior: "wait" });
  await page.reload();
  await page.getByRole("heading", { level: 1, name: w.order.thanks }).waitFor();
  expect(await page.locator(".ticket").count()).toBe(2);

  await button(w.cancel.open).click();
  const dialog = page.getByRole("dialog");
  const shown = dialog.locator(".sum__total dd");
  await shown.waitFor();
  expect(await shown.innerText()).toBe(total);
  await dialog.getByRole("checkbox").first().uncheck();
  await shown.filter({ hasNotText: total }).waitFor();
  const part = await shown.innerText();
  await dialog.getByRole("button", { name: w.cancel.confirm }).click();
  await dialog.waitFor({ state: "detached" });
  const won = (text: string) => Number(text.replaceAll(/\D/g, ""));
  expect(won(part) * 2).toBe(won(total));
  expect(await page.locator(".order__details").innerText()).toContain(part);
  expect(await page.locator(".ticket").count()).toBe(1);

  await page.goto("/payments");
  const lines = page.locator(".paid li");
  await lines.first().waitFor();
  expect(await lines.count()).toBe(1);
  const line = await lines.first().innerText();
  expect(line).toContain(total);
  expect(line).toContain(`${w.payments.back.original} ${part}`);
  await fan.leave();
});

it("[N19] a fan who cancels the payment or goes back keeps the seats for the time left, and can pay another way", async () => {
  const fan = await atCheckout();
  const { page } = fan;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const pay = page.locator(".pay button");
  await page.getByLabel(w.coupon.code).fill("no-such-code");
  await button(w.coupon.use).click();
  await page.getByText(w.problem["coupon-not-valid"]).waitFor();
  await pay.click();
  await page.waitForURL(/\/checkout\?/);
  await button("취소 · Cancel").click();
  await page.getByText(w.payment.why["called-off"]).waitFor();
  expect(await page.getByRole("timer").innerText()).toMatch(/^4:|^5:00/);
  await page.getByRole("link", { name: w.payment.payAgain }).click();
  await page.waitForURL(/\/checkout\//);
  await page.locator(".sum__total").waitFor();
  await page.getByRole("radio", { name: w.payWith.method.transfer }).check();
  await pay.click();
  await page.waitForURL(/\/checkout\?/);
  // The browser's own back button finds the payment under way, and may cancel it.
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: w.openPayment.title }).waitFor();
  await button(w.openPayment.another).click();
  await page.locator(".sum__total").waitFor();
  await page.getByRole("radio", { name: w.payWith.method.easyPay }).check();
  await pay.click();
  await page.waitForURL(/\/checkout\?/);
  await button("결제하기 · Pay").click();
  await page.getByRole("heading", { level: 1, name: w.order.thanks }).waitFor();
  await fan.leave();
});
