import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
} as const;
export type Size = keyof typeof sizes;
export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

export type Picture = { name: string; size: Size; theme: Theme; file: string };

const tallestPx = 2_600;

/** Takes a picture of the page in its current state, at every size and in both themes, without leaving that state. */
export class Camera {
  pictures: Picture[] = [];
  readonly page: Page;
  readonly #folder: string;
  readonly #wanted: readonly Size[];

  constructor(page: Page, folder: string, wanted: readonly Size[]) {
    this.page = page;
    this.#folder = folder;
    this.#wanted = wanted;
    mkdirSync(folder, { recursive: true });
  }

  /** The same film, another page. */
  of(page: Page): Camera {
    const other = new Camera(page, this.#folder, this.#wanted);
    other.pictures = this.pictures;
    return other;
  }

  /** The whole page, or only the window's part of it: for maps, dialogs and anything fixed to an edge. */
  async shoot(name: string, isWhole = true, only: readonly Size[] = this.#wanted): Promise<void> {
    for (const size of this.#wanted.filter((each) => only.includes(each))) {
      const { width, height } = sizes[size];
      await this.page.setViewportSize({ width, height });
      await growWithWindow(this.page, !isWhole);
      // The window is as tall as the page, so elements fixed to an edge appear at the page's end.
      const whole = isWhole ? Math.min(tallestPx, await heightOf(this.page)) : height;
      if (whole > height) await this.page.setViewportSize({ width, height: whole });
      for (const theme of themes) {
        await this.page.emulateMedia({ colorScheme: theme });
        await settled(this.page);
        const file = join(this.#folder, `${name}.${size}.${theme}.png`);
        await this.page.screenshot({ path: file, caret: "hide" });
        this.pictures.push({ name, size, theme, file });
      }
    }
    await growWithWindow(this.page, true);
    await this.page.emulateMedia({ colorScheme: "light" });
  }
}

/** A page that is as tall as its window would push its footer out of every window. */
const growWithWindow = (page: Page, doesGrow: boolean): Promise<void> =>
  page.evaluate((doesGrow) => {
    const style = document.querySelector("main")?.style;
    if (doesGrow) style?.removeProperty("min-height");
    else style?.setProperty("min-height", "0", "important");
  }, doesGrow);

const heightOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollHeight);

/** Waits until nothing is fading in or loading. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const isEndless = (a: Animation) => a.effect?.getTiming().iterations === Infinity;
    const ending = document.getAnimations().filter((a) => !isEndless(a));
    const images = [...document.images].filter((i) => i.loading !== "lazy" && !i.complete);
    const loaded = images.map((i) => new Promise((done) => i.addEventListener("load", done)));
    const patience = new Promise((over) => setTimeout(over, 1_500));
    await Promise.race([
      patience,
      Promise.allSettled([...ending.map(({ finished }) => finished), ...loaded]),
    ]);
  });
}
