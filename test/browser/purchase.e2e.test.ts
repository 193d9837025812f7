import { expect, it } from "vitest";
import { newAccount, openAccount } from "../support/browser/accounts.ts";
import {
  desktop,
  phone,
  Visitor,
  withMotion,
  withServiceWorker,
  words,
} from "../support/browser/browser.ts";

it("[E5] on a phone and in Korean a fan signs up, picks two seats, tops up, pays and gets the tickets, and another fan sees the seats taken", async () => {
  const fan = await Visitor.arrive({ ...phone, ...withServiceWorker, ...withMotion });
  const { page } = fan;
  const w = words.ko;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const link = (name: string | RegExp) => page.getByRole("link", { name });

  await page.goto("/");
  await link("서이안 콘서트 〈느린 편지〉").first().click();
  await page.getByRole("heading", { level: 1, name: "서이안 콘서트 〈느린 편지〉" }).waitFor();
  await link(w.concert.book).click();
  await button(w.signIn.submitNew).click();
  await page.getByLabel(w.signIn.name).fill("박바다");
  await page.getByLabel(w.signIn.consent.all).check();
  const { email, password } = newAccount();
  await fan.signIn(email, password);

  await page.getByRole("heading", { level: 1, name: w.choose.title }).waitFor();
  await page.reload();
  await button(w.seatList.open).click();
  await button(/^B구역/).click();
  await button(w.seatList.grid).click();
  // One touch takes two neighbors for the two fans; then the second seat is swapped for another.
  const free = page.locator(".seat[data-look=available]");
  const mine = page.locator(".seat[data-look=mine]");
  await free.nth(40).click();
  await mine.nth(1).click();
  await free.nth(0).click();
  await mine.nth(1).waitFor();
  const seats = await mine.evaluateAll((found) => found.map((seat) => seat.dataset["seat"]));
  expect(seats).toHaveLength(2);
  await button(w.common.close).click();
  const scheduleUrl = page.url();
  await button(/264,000원 · 좌석 잡기/).click();

  await page.waitForURL(/\/checkout\//);
  expect(await page.getByRole("timer").innerText()).toMatch(/^4:5\d|^5:00/);
  const checkoutUrl = page.url();
  await page.reload();
  await page.getByRole("radio", { name: /^지갑/ }).check();
  await link("264,000원 충전하고 결제하기").click();
  await button("264,000원 충전하기").click();
  await button("결제하기 · Pay").click();
  // The way back to paying needs no press.
  await page.waitForURL(checkoutUrl);
  await page.getByRole("checkbox", { name: w.agreements.all }).check();
  await button("264,000원 결제하기").click();
  await page.getByRole("heading", { level: 1, name: w.order.thanks }).waitFor();
  const codes = page.getByRole("img", { name: /입장 QR 코드$/ });
  await codes.nth(1).waitFor();
  expect(await codes.count()).toBe(2);

  await page.goBack();
  await page.goto("/me");
  await link("서이안 콘서트 〈느린 편지〉").first().waitFor();
  await page.goto("/wallet");
  await page.getByRole("row", { name: /예매 결제.*264,000원/ }).waitFor();
  expect(await page.getByRole("row", { name: /충전/ }).count()).toBe(1);
  expect(await page.locator(".bal__n").innerText()).toBe("0원");
  await fan.leave();

  const other = await Visitor.arrive(desktop);
  await other.signUp();
  await other.page.goto(scheduleUrl);
  await other.page.getByRole("button", { name: words.en.seatList.open }).click();
  await other.page.getByRole("button", { name: /^Section B/ }).click();
  await other.page.getByRole("button", { name: words.en.seatList.grid }).click();
  for (const seat of seats) {
    const look = other.page.locator(`[data-seat="${seat}"][data-look=taken]`);
    await look.waitFor();
    expect(await look.getAttribute("aria-label")).toContain(words.en.seat.taken);
  }
  await other.leave();
});

const looks = [
  { lang: "en", device: desktop, size: "desktop" },
  { lang: "ko", device: phone, size: "phone" },
] as const;

it.each(looks)(
  "[E6] a fan can go the whole way by keyboard alone, and nothing moves for a fan who wants no motion ($lang, $size)",
  async ({ lang, device }) => {
    const { email, password } = await openAccount({ balanceMinor: 110_000 });
    const fan = await Visitor.arrive({ ...device, reducedMotion: "reduce" });
    const { page } = fan;
    const w = words[lang];
    const press = (key: string) => page.keyboard.press(key);
    const go = async (name: string | RegExp) => {
      await fan.tabTo(name);
      await press("Enter");
    };
    const heading = async (name: string | RegExp) => {
      await page.getByRole("heading", { level: 1, name }).waitFor();
      expect(await page.evaluate(longMotions)).toEqual([]);
    };
    const concert = lang === "ko" ? /^먼산합주단[^찜]*$/ : /^Meonsan Ensemble/;

    await page.goto("/");
    await page.getByRole("link", { name: concert }).waitFor();
    await go(concert);
    await heading(concert);
    await go(w.concert.book);
    await page.getByLabel(w.signIn.email).waitFor();
    await fan.tabTo(w.signIn.email);
    await page.keyboard.type(email);
    await fan.tabTo(w.signIn.password);
    await page.keyboard.type(password);
    await press("Enter");

    await heading(w.choose.title);
    await go(w.seatList.open);
    await go(/^(Section A|A구역)/);
    await go(w.seatList.grid);
    await page.locator(".seat[data-look=available]").first().waitFor();
    await fan.tabTo(/^(Section A, row|A구역 \S+열)/);
    // The arrows lead to a free seat; one touch takes it and its neighbor.
    for (let step = 0; step < 40 && !(await fan.focused()).includes(w.seat.available); step++)
      await press("ArrowRight");
    await press("Space");
    await page.locator("[data-look=mine]").nth(1).waitFor();
    await press("Escape");
    await go(lang === "ko" ? /좌석 잡기$/ : /^Hold seats/);

    await page.waitForURL(/\/checkout\//);
    await heading(w.checkout.title);
    await fan.tabTo(w.agreements.all);
    await press("Space");
    // Until the price is known the button has nothing to pay.
    await go(lang === "ko" ? /\d원 결제하기$/ : /^Pay ₩\d/);
    await heading(w.order.thanks);
    await page.reload();
    await page
      .getByRole("img", { name: lang === "ko" ? /입장 QR 코드$/ : /^Entry QR code/ })
      .first()
      .waitFor();
    expect(await page.locator(".ticket").count()).toBe(2);
    await fan.leave();
  },
);

/** Runs within the page: finds elements that move for longer than the eye can see. */
const longMotions = () =>
  document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
    .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 90));
