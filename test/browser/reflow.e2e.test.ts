import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { desktop, phone, Visitor } from "../support/browser/browser.ts";

/** A window of 1280 px at 400 % is one of 320 px. */
const narrow = { width: 320, height: 640 };

/** The elements that extend past the side of the window, except those in a scrolling box. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isBoxed = (element: Element | null): boolean => {
      if (element === null || element === document.body) return false;
      const { overflowX } = getComputedStyle(element);
      return overflowX !== "visible" || isBoxed(element.parentElement);
    };
    const found = [...document.body.querySelectorAll("*")].filter((element) => {
      const { right, left, width: own } = element.getBoundingClientRect();
      const isOut = own > 1 && (right > width + 1 || left < -1) && right > 0;
      return isOut && !isBoxed(element) && element.closest("[hidden], .skip, .sr, svg") === null;
    });
    const sideways = document.documentElement.scrollWidth > width + 1 ? ["the page scrolls"] : [];
    return [...sideways, ...found.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 90))];
  });
}

it("[V313] at 320 px, and on a phone with doubled text size, no page scrolls sideways and nothing is cut off", async () => {
  const fan = await Visitor.arrive({ ...phone, viewport: narrow });
  const { page } = fan;
  const found: Record<string, string[]> = {};
  const look = async (path: string) => {
    await page.goto(path);
    await page.locator("h1, .empty").first().waitFor();
    for (const [size, window] of [
      ["100%", narrow],
      ["200%", phone.viewport],
    ] as const) {
      await page.setViewportSize(window ?? narrow);
      await page.evaluate((value) => (document.documentElement.style.fontSize = value), size);
      const faults = await stickingOut(page);
      if (faults.length > 0) found[`${path} ${size}`] = faults;
    }
  };
  const concerts = ["/concerts", "/concerts/high-waves", "/concerts/moon-bicycle"];
  for (const path of ["/", ...concerts, "/terms", "/privacy", "/sign-in"]) await look(path);
  await page.goto("/sign-in");
  await fan.signIn("fan@frontrow.test", "frontrow-fan-1");
  await page.waitForURL(/\/$/);
  for (const path of ["/me", "/wallet", "/payments", "/profile", "/no-such-page"]) await look(path);
  expect(found).toEqual({});
  await fan.leave();
});

it("[V314] the focus is visible at every stop of the Tab key", async () => {
  const fan = await Visitor.arrive(desktop);
  const { page } = fan;
  const unseen: string[] = [];
  for (const path of ["/", "/concerts", "/concerts/moon-bicycle", "/sign-in", "/profile"]) {
    await page.goto(path);
    await page.getByRole("contentinfo").waitFor();
    for (let stop = 0; stop < 25; stop++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        // A link that covers its whole card has the ring around the card.
        const isRinged = [null, "::after"].some((part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        });
        const { width, height } = element.getBoundingClientRect();
        const isSeen = isRinged && width > 0 && height > 0;
        return { isSeen, html: element.outerHTML.slice(0, 90) };
      });
      if (at === null) break;
      if (!at.isSeen) unseen.push(`${path}: ${at.html}`);
    }
  }
  expect(unseen).toEqual([]);
  await fan.leave();
});

/** Runs within the page: finds a focused element with no point in sight. */
function hiddenFocus(): string | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  const isSeen = [0.1, 0.3, 0.5, 0.7, 0.9].some((share) => {
    const at = document.elementFromPoint(left + width * share, top + height * share);
    const control = at?.closest("label")?.control;
    return at !== null && (element.contains(at) || at.contains(element) || control === element);
  });
  return isSeen ? null : element.outerHTML.slice(0, 120);
}

it("[V399] on a phone no focused element is completely beneath a bar while Tab moves back and forth", async () => {
  const fan = await Visitor.arrive(phone);
  const { page } = fan;
  await fan.signUp();
  const hidden: string[] = [];
  for (const path of ["/", "/concerts/moon-bicycle", "/concerts/june-garden", "/profile"]) {
    await page.goto(path);
    await page.locator("main h1").waitFor();
    for (const key of ["Tab", "Shift+Tab"])
      for (let stop = 0; stop < 40; stop++) {
        await page.keyboard.press(key);
        if ((await page.evaluate(hiddenFocus)) === null) continue;
        // An element that is sliding over it, or into place, may still be moving.
        await page.waitForTimeout(300);
        const found = await page.evaluate(hiddenFocus);
        if (found) hidden.push(`${path} ${key}: ${found}`);
      }
  }
  expect(hidden).toEqual([]);
  await fan.leave();
});
