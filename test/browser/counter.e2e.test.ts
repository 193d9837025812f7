import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { CounterHold, CounterReceipt } from "../../src/contract/admin/counter.ts";
import type { Shift } from "../../src/contract/admin/counter-shifts.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, Visitor, words } from "../support/browser/browser.ts";
import { answerMoment, elementMoment } from "../support/browser/moments.ts";
import { ownScheduleOf } from "../support/browser/schedules.ts";
import { shopper } from "../support/browser/shopper.ts";

const w = words.ko.counter;
const tablet: BrowserContextOptions = {
  viewport: { width: 1024, height: 768 },
  hasTouch: true,
  // The map comes near at once, so that a touch never meets a moving map.
  reducedMotion: "reduce",
  locale: "ko-KR",
  timezoneId: "Asia/Seoul",
};
const float = 200_000;
let scheduleId = "";

beforeAll(async () => {
  // A test that counts every seat has its own date.
  scheduleId = await ownScheduleOf("slow-letter");
});

/** A clerk with a new shift, in front of the map. */
async function clerk(options: BrowserContextOptions = tablet): Promise<Visitor> {
  const visitor = await Visitor.arrive(options);
  await visitor.signUp(0, "admin");
  const { page } = visitor;
  await page.addInitScript(() => (window.print = () => {}));
  await page.goto(`/admin/counter?date=${scheduleId}&lang=ko`);
  await page.getByLabel(w.start.name).fill(`창구 ${crypto.randomUUID().slice(0, 8)}`);
  await page.getByLabel(w.start.float).fill(String(float));
  await page.getByRole("button", { name: w.start.begin }).click();
  await page.locator(".ctr__map .map[data-fitted]").waitFor();
  await page.locator(".sell__zones small", { hasText: "석" }).first().waitFor();
  return visitor;
}

type Point = { x: number; y: number };

/** Where a section is from afar, and where one of its seats is from near: found by trying, and left as it was. */
async function findSeat(page: Page): Promise<{ section: Point; seat: Point }> {
  const box = await page.locator(".ctr__map .map__canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  const section = { x: box.x + box.width / 2, y: box.y + box.height * 0.46 };
  await page.touchscreen.tap(section.x, section.y);
  await page.locator(".ctr__map .map:not([data-fitted])").waitFor();
  for (let step = 0; step < 40; step++) {
    // Far enough apart that no two touches are a double one.
    const seat = {
      x: box.x + box.width * (0.3 + (step % 5) * 0.09),
      y: box.y + box.height * (0.3 + Math.floor(step / 5) * 0.06),
    };
    await page.touchscreen.tap(seat.x, seat.y);
    const isHeld = await page.evaluate(
      (asked) =>
        new Promise<boolean>((done) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => done(document.querySelector(asked) !== null)),
          ),
        ),
      ".ctr__map[aria-busy=true], .sell__line",
    );
    if (!isHeld) continue;
    await page.locator(".sell__line").waitFor();
    const released = page.waitForResponse((answer) => answer.request().method() === "DELETE");
    await page.getByRole("button", { name: w.sell.clear }).click();
    await released;
    await page.getByRole("button", { name: words.ko.map.fit }).click();
    await page.locator(".ctr__map .map[data-fitted]").waitFor();
    return { section, seat };
  }
  throw new Error("no touch came to a seat");
}

/** Two touches: the section comes near, and the seat is held. */
async function touchSeat(page: Page, { section, seat }: { section: Point; seat: Point }) {
  const held = page.waitForResponse(
    (answer) => answer.url().endsWith("/counter/holds") && answer.status() === 201,
  );
  await page.touchscreen.tap(section.x, section.y);
  await page.locator(".ctr__map .map:not([data-fitted])").waitFor();
  await page.touchscreen.tap(seat.x, seat.y);
  return (await (await held).json()) as CounterHold;
}

const go = (page: Page) => page.locator(".ctr__go");

it("[CU29] a walk-in pays cash in four touches from the open map, a fan's open map shows the seat as taken within a second, and the shift is closed to the won", async () => {
  const [box, fan] = await Promise.all([clerk(), shopper(scheduleId, phone)]);
  const { page } = box;
  await fan.page.getByRole("button", { name: words.ko.seatList.open }).click();
  await fan.page.locator("dialog.list .opts .opt").nth(1).click();
  await fan.page.getByRole("button", { name: words.ko.seatList.grid }).click();
  const places = await findSeat(page);
  // The map that is loaded anew knows that the seat is free again.
  await page.reload();
  await page.locator(".ctr__map .map[data-fitted]").waitFor();
  await page.evaluate(() => {
    const counted = window as unknown as { touches: number };
    counted.touches = 0;
    addEventListener("pointerup", () => counted.touches++, true);
  });
  const hold = await touchSeat(page, places);
  const seat = hold.seats[0];
  if (!seat) throw new Error("nothing is held");
  const due = seat.price.amount;
  await fan.page.locator(`[data-seat="${seat.seat}"][data-look="held"]`).waitFor();
  const received = Math.ceil(due / 50_000) * 50_000;
  await page.getByRole("radio", { name: received.toLocaleString("ko-KR"), exact: true }).click();
  const taken = elementMoment(fan.page, `[data-seat="${seat.seat}"][data-look="taken"]`);
  await go(page).click();
  await page.locator(".paid__change").waitFor();
  expect((await taken) - (await answerMoment(page, "/counter/sales", 201))).toBeLessThan(1_000);
  expect(await page.evaluate(() => (window as unknown as { touches: number }).touches)).toBe(4);
  const change = (received - due).toLocaleString("ko-KR");
  expect(await page.locator(".paid__change dd").innerText()).toBe(`${change}원`);
  await go(page).click();

  const cash = (float + due).toLocaleString("ko-KR");
  await page.locator(".ctr__shift", { hasText: `현금 ${cash}원` }).click();
  await page.getByRole("button", { name: w.shift.toCount }).click();
  await page.locator("#count-cash").fill(String(float + due - 500));
  await page.getByText(w.shift.off("−500원")).waitFor();
  const closed = page.waitForResponse((answer) => answer.url().endsWith("/shift/close"));
  await page.getByLabel(w.shift.explanation).fill("500원을 더 거슬러 줬어요");
  await page.locator("dialog [type=submit]").click();
  const shift = (await (await closed).json()) as Shift;
  expect(shift.lines.find(({ kind }) => kind === "cash")).toMatchObject({
    expected: { amount: float + due },
    counted: { amount: float + due - 500 },
    difference: { amount: -500 },
  });
  await page.getByRole("button", { name: w.shift.print }).waitFor();
  await page.getByRole("button", { name: w.shift.leave }).click();
  await page.getByRole("heading", { name: w.start.title }).waitFor();
  await fan.leave();
  await box.leave();
});

it("[CU30] without a network the counter says so at once and keeps the seats, and a sale whose answer was lost is found by its key and made once", async () => {
  const box = await clerk();
  const { page } = box;
  await page.locator(".sell__zones button").first().click();
  await page.locator(".sell__line").waitFor();
  await page.context().setOffline(true);
  await page.getByText(w.offline).waitFor();
  expect(await go(page).getAttribute("aria-disabled")).toBe("true");
  expect(await page.locator(".sell__line").count()).toBe(1);
  await page.context().setOffline(false);
  await page.locator(".ctr__go:not([aria-disabled=true])").waitFor();

  // The server sells, and its answer is lost with the network.
  const orders: string[] = [];
  await page.route("**/counter/sales", async (route) => {
    const answer = await route.fetch();
    orders.push(((await answer.json()) as CounterReceipt).orderId);
    await page.context().setOffline(true);
    await route.abort();
  });
  await go(page).click();
  await page.getByText(w.offline).waitFor();
  await page.unroute("**/counter/sales");
  await page.context().setOffline(false);
  await page.goto(`/admin/counter?date=${scheduleId}`);
  await page.locator(".paid").waitFor();
  await page.getByText(w.found).waitFor();
  expect(new Set(orders).size).toBe(1);
  const shift = (await (await page.request.get("/api/v1/admin/counter/shift")).json()) as {
    shift: Shift;
  };
  expect(shift.shift.sales).toBe(1);
  await box.leave();
});

const looks = [
  { lang: "ko", theme: "light", device: { ...phone } },
  { lang: "en", theme: "dark", device: { ...desktop } },
] as const;

it.each(looks)(
  "[CU31] no state of the counter breaks the rules of WCAG 2.2 AA ($lang, $device.viewport.width wide)",
  async ({ lang, theme, device }) => {
    const text = words[lang].counter;
    const box = await Visitor.arrive({ ...device, colorScheme: theme });
    await box.signUp(0, "admin");
    const { page } = box;
    await page.addInitScript(() => (window.print = () => {}));
    const { faults, check } = looker(page, theme);
    await page.goto(`/admin/counter?lang=${lang}`);
    await page.locator(".dates__one").first().waitFor();
    await page.getByRole("button", { name: text.start.byNote }).click();
    await check("start");
    await page.goto(`/admin/counter?date=${scheduleId}`);
    await page.getByLabel(text.start.name).fill(`${lang} ${crypto.randomUUID().slice(0, 8)}`);
    await page.getByRole("button", { name: text.start.begin }).click();
    await page.locator(".sell__zones button").first().click();
    await page.locator(".sell__line").waitFor();
    await page.getByRole("radio", { name: text.tender.own }).click();
    await check("cash");
    await page.getByRole("radio", { name: text.tender.kinds.terminal }).click();
    await check("card");
    await page.locator(".ctr__go").click();
    await page.locator(".paid").waitFor();
    await check("paid");
    const number = (await page.locator(".paid .num").first().innerText()).slice(0, 12);
    await page.getByRole("button", { name: text.findTab }).click();
    await page.getByRole("searchbox").fill(number);
    await page.locator(".will__hit").click();
    await check("found");
    await page.locator(".ctr__shift").click();
    await check("shift");
    await page.getByRole("button", { name: text.shift.toCount }).click();
    await check("count");
    expect(faults).toEqual({});
    await box.leave();
  },
);
