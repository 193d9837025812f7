import { readFileSync } from "node:fs";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page's current violations of WCAG 2.2 AA. */
export async function faultsOf(page: Page): Promise<string[]> {
  await settled(page);
  return judge(page, tags);
}

/** The contrast faults: everything that another theme can break. */
export async function paleTextsOf(page: Page): Promise<string[]> {
  await settled(page);
  return judge(page, { type: "rule", values: ["color-contrast"] });
}

/** Checks a page in its current state, and its colors in the other theme; collects the faults by name. */
export function looker(page: Page, theme: "light" | "dark" = "light") {
  const faults: Record<string, string[]> = {};
  const check = async (name: string) => {
    const found = await faultsOf(page);
    await page.emulateMedia({ colorScheme: theme === "light" ? "dark" : "light" });
    const pale = await paleTextsOf(page);
    await page.emulateMedia({ colorScheme: theme });
    if (found.length + pale.length > 0) faults[name] = [...found, ...pale];
  };
  return { faults, check };
}

/** An element that is fading in, or between two themes, does not have its final colors yet. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const isEndless = (a: Animation) => a.effect?.getTiming().iterations === Infinity;
    const ending = document.getAnimations().filter((a) => !isEndless(a));
    await Promise.allSettled(ending.map((a) => a.finished));
  });

/**
 * Loads the rules into a page once and reports only violations, since naming the passes would take most of the time.
 * No page has frames.
 */
async function judge(page: Page, runOnly: NonNullable<RunOptions["runOnly"]>): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return await page.evaluate(async (wanted) => {
    const { axe } = window as unknown as {
      axe: { run(root: Document, options: RunOptions): Promise<AxeResults> };
    };
    const { violations } = await axe.run(document, {
      runOnly: wanted,
      resultTypes: ["violations"],
      selectors: false,
      iframes: false,
      preload: false,
    });
    const shown = (html: string) => html.replace(/\s+/g, " ").slice(0, 160);
    return violations.flatMap(({ id, nodes }) => [
      ...nodes.slice(0, 4).map(({ html }) => `${id}: ${shown(html)}`),
      ...(nodes.length > 4 ? [`${id}: ${nodes.length - 4} more`] : []),
    ]);
  }, runOnly);
}
