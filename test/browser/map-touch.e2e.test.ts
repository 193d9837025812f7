import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { desktop, words } from "../support/browser/browser.ts";
import { ownScheduleOf } from "../support/browser/schedules.ts";
import { shopper } from "../support/browser/shopper.ts";

let scheduleId = "";

beforeAll(async () => {
  // No other test buys there, so that only this test changes the picture.
  scheduleId = await ownScheduleOf("slow-letter");
});

const w = words.ko;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("[V43] with reduced motion, the map jumps instead of flying", async () => {
  const fan = await shopper(scheduleId, { ...desktop, reducedMotion: "reduce" });
  const { page } = fan;
  const picture = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              const canvas = document.querySelector<HTMLCanvasElement>(".map__canvas");
              resolve(canvas?.toDataURL() ?? "");
            }),
          ),
        ),
    );
  const fitted = await picture();
  await page.getByRole("button", { name: w.map.zoomIn }).click();
  const zoomed = await picture();
  await pause(400);
  expect(zoomed).not.toBe(fitted);
  expect((await picture()) === zoomed).toBe(true);
  await fan.leave();
});

it("[V44] a tap from afar zooms in, a tap on a seat selects enough for the party, and a tap elsewhere moves the selection", async () => {
  const fan = await shopper(scheduleId, desktop);
  const { page } = fan;
  const box = await page.locator(".map__canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  await tapAt(page, box.x + box.width * 0.5, box.y + box.height * 0.75);
  expect(await page.locator(".pick li").count()).toBe(0);
  await tapSeat(page, box);
  await fan.leave();
});

it("[V339] the frame that follows a touch shows the seat's new state", async () => {
  const fan = await shopper(scheduleId, desktop);
  const { page } = fan;
  const box = await page.locator(".map__canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  const at = await tapSeat(page, box);
  // A handle, since the page must listen before the finger comes.
  const shows = await page.evaluateHandle(watchNextFrame, { x: at.x - box.x, y: at.y - box.y });
  await page.mouse.click(at.x, at.y);
  expect(await shows.evaluate(({ isShown }) => isShown)).toBe(true);
  await fan.leave();
});

/** Runs within the page, and listens from then on: true if the first frame after a touch has another picture there. */
function watchNextFrame(at: { x: number; y: number }): { isShown: Promise<boolean> } {
  const canvas = document.querySelector<HTMLCanvasElement>(".map__canvas");
  const context = canvas?.getContext("2d");
  if (!canvas || !context) throw new Error("there is no map");
  const ratio = canvas.width / canvas.clientWidth;
  const reach = 24 * ratio;
  const look = () =>
    context
      .getImageData(at.x * ratio - reach, at.y * ratio - reach, 2 * reach, 2 * reach)
      .data.join();
  const before = look();
  const isShown = new Promise<boolean>((resolve) => {
    canvas.addEventListener(
      "pointerup",
      () => requestAnimationFrame(() => setTimeout(() => resolve(look() !== before))),
      { once: true, capture: true },
    );
  });
  return { isShown };
}

async function tapAt(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.click(x, y);
  await pause(500);
}

/** Taps here and there until a seat is selected, and returns the place. */
async function tapSeat(page: Page, box: { x: number; y: number; width: number; height: number }) {
  const picks = page.locator(".pick li");
  const at = { x: 0, y: 0 };
  for (let step = 0; step < 20 && (await picks.count()) === 0; step++) {
    at.x = box.x + box.width * (0.35 + (step % 5) * 0.06);
    at.y = box.y + box.height * (0.35 + Math.floor(step / 5) * 0.07);
    await tapAt(page, at.x, at.y);
  }
  expect(await picks.count()).toBeGreaterThan(0);
  return at;
}
