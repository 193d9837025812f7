import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { desktop, phone, Visitor } from "../support/browser/browser.ts";
import { buyTwo } from "../support/browser/orders.ts";

const devices = [
  ["phone", phone],
  ["desktop", desktop],
] as const;

type Box = { x: number; y: number; width: number; height: number };

const boxes = async (all: Locator): Promise<Box[]> => {
  const found = await Promise.all((await all.all()).map((each) => each.boundingBox()));
  return found.flatMap((box) => (box === null ? [] : [box]));
};
const overlap = (a: Box, b: Box) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.5 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.5;

/** Chips that are higher than one line, or narrower than their text. */
const misshapen = (page: Page) =>
  page.locator(".filters .chip:visible").evaluateAll((chips) =>
    chips.flatMap((chip) => {
      const { height } = chip.getBoundingClientRect();
      const isWhole = height >= 40 && height <= 44 && chip.scrollWidth <= chip.clientWidth;
      return isWhole ? [] : [`${chip.textContent} ${height}`];
    }),
  );

it.each(devices)(
  "[V480] the chips of the list keep their shape beside the open choice of days, on a %s",
  async (_, device) => {
    const visitor = await Visitor.arrive(device);
    const { page } = visitor;
    await page.goto("/concerts");
    await page.locator(".filters .chip").first().waitFor();
    const before = await boxes(page.locator(".filters .chip:visible"));
    expect(await misshapen(page)).toEqual([]);
    await page.locator(".filters__pick > summary").click();
    await page.locator(".filters__range input").first().waitFor();
    expect(await misshapen(page)).toEqual([]);
    const after = await boxes(page.locator(".filters .chip:visible"));
    const sizes = (all: Box[]) => all.map(({ width, height }) => [width, height]);
    expect(sizes(after)).toEqual(sizes(before));
    await visitor.leave();
  },
);

it.each(devices)("[V481] no heart covers a poster, on a %s", async (_, device) => {
  const visitor = await Visitor.arrive(device);
  const { page } = visitor;
  for (const path of ["/", "/concerts", "/concerts/slow-letter"]) {
    await page.goto(path);
    const hearts = page.locator("main .heart .i:visible");
    await hearts.first().waitFor();
    const posters = await boxes(page.locator("main .poster:visible"));
    const covering = (await boxes(hearts)).filter((heart) =>
      posters.some((poster) => overlap(heart, poster)),
    );
    expect([path, posters.length > 0, covering]).toEqual([path, true, []]);
  }
  await visitor.leave();
});

it.each(devices)("[V482] a toast covers no ticket, on a %s", async (_, device) => {
  const fan = await Visitor.arrive(device);
  const { page } = fan;
  await fan.signUp(66_000);
  await buyTwo(page.request);
  await page.goto("/");
  await page.locator("main .heart:visible").first().click();
  await page.locator(".toast").waitFor();
  // The next page keeps the toast. Resting on it keeps it for as long as the test takes.
  await page.locator(".toast").hover();
  await page
    .locator("a[href='/me']:visible")
    .first()
    .evaluate((link: HTMLElement) => link.click());
  const tickets = page.locator("main a[href^='/orders/']:visible");
  await tickets.first().waitFor();
  const [toast] = await boxes(page.locator(".toast"));
  if (!toast) throw new Error("the toast is gone");
  const covered = (await boxes(tickets)).filter((ticket) => overlap(ticket, toast));
  expect(covered).toEqual([]);
  await tickets.first().evaluate((link: HTMLElement) => link.click());
  await page.locator(".ticket").first().waitFor();
  const cards = await boxes(page.locator(".ticket:visible"));
  expect(cards.filter((ticket) => overlap(ticket, toast))).toEqual([]);
  await fan.leave();
});
