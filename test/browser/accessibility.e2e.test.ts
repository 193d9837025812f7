import { expect, it } from "vitest";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { leap } from "../support/browser/leap.ts";

const looks = [
  { lang: "ko", theme: "light", device: phone },
  { lang: "en", theme: "dark", device: desktop },
] as const;

it.each(looks)(
  "[E7] no page breaks the rules of WCAG 2.2 AA, and no text is too pale in either theme ($lang, $device.viewport.width wide)",
  async ({ lang, theme, device }) => {
    const fan = await Visitor.arrive({ ...device, colorScheme: theme });
    const { page } = fan;
    const w = words[lang];
    const { faults, check } = looker(page, theme);
    const visit = async (path: string, title: string | RegExp) => {
      await leap(page, path);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await check(path);
    };
    const link = (name: string | RegExp) => page.getByRole("link", { name });

    await page.goto(`/?lang=${lang}`);
    await link(/59/).first().waitFor();
    await check("home");
    await visit("/no-such-page", w.notFound.title);
    await visit("/reset-password", w.reset.title);
    await visit("/terms", w.footer.terms);
    await visit("/privacy", w.footer.privacy);
    await visit("/sign-in", w.signIn.title);
    await fan.signIn("fan@frontrow.test", "frontrow-fan-1");
    await link(/59/).first().waitFor();
    await visit("/me", w.tickets.title);
    await visit("/wallet", w.wallet.title);
    await visit("/payments", w.payments.title);
    await visit("/profile", w.profile.title);
    // Sold out, still to open, and on sale.
    await visit("/concerts/fifty-nine", /59/);
    await leap(page, "/concerts/june-garden");
    await link(w.concert.lobby).waitFor();
    await check("upcoming");
    await link(w.concert.lobby).click();
    await page.waitForURL(/\/queue\//);
    await page.locator("#clock").waitFor();
    await check("lobby");
    await page.goto("/concerts/moon-bicycle");
    await link(w.concert.book).waitFor();
    await check("on sale");
    await link(w.concert.book).click();
    await page.getByRole("heading", { level: 1, name: w.choose.title }).waitFor();
    const list = page.getByRole("button", { name: w.seatList.open });
    await list.waitFor();
    await check("hall");
    await list.click();
    await page.locator(".list .opt").first().click();
    await page.getByRole("button", { name: w.seatList.grid }).click();
    const seat = page.locator(".seat[data-look=available]");
    await seat.first().click();
    await check("seats");
    await page.getByRole("button", { name: w.common.close }).click();
    await page.locator(".tray__go").click();
    await page.waitForURL(/\/checkout\//);
    await page.getByRole("heading", { level: 1, name: w.checkout.title }).waitFor();
    await page.locator(".pay button").click();
    await page.getByText(w.agreements.fault).waitFor();
    await page.getByRole("radio", { name: w.payWith.method.transfer }).check();
    await page.getByRole("radio", { name: w.receipt.type.expense }).check();
    await check("checkout");
    await page.getByRole("radio", { name: w.payWith.method.card }).check();
    await page.getByRole("checkbox", { name: w.agreements.all }).check();
    await page.locator(".pay button").click();
    await page.getByRole("button", { name: "취소 · Cancel" }).click();
    await page.getByText(w.payment.why["called-off"]).waitFor();
    await page.getByRole("timer").waitFor();
    await check("not paid");
    await link(w.expired.map).click();
    await page.getByRole("button", { name: w.held.release }).click();
    await list.waitFor();
    expect(faults).toEqual({});
    await fan.leave();
  },
);

it("[V452] with reduced motion every text has its new color at once when the theme changes", async () => {
  const fan = await Visitor.arrive({ ...desktop, reducedMotion: "reduce" });
  const { page } = fan;
  await page.goto("/");
  await page.getByRole("link", { name: /59/ }).first().waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  const moving = await page.evaluate(() =>
    document.getAnimations().map((each) => (each as CSSTransition).transitionProperty),
  );
  expect(moving).toEqual([]);
  await fan.leave();
});
