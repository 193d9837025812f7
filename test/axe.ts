import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Looks within the page alone: none of ours has frames of others, whose faults would have to be gathered elsewhere. */
export const axeOf = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

/** Where the page breaks the rules of WCAG 2.2 AA as it stands now. */
export async function faultsOf(page: Page): Promise<string[]> {
  // What is still fading in has not its final colours.
  await page.evaluate(() => {
    const isEndless = (a: Animation) => a.effect?.getTiming().iterations === Infinity;
    const ending = document.getAnimations().filter((a) => !isEndless(a));
    return Promise.allSettled(ending.map((a) => a.finished));
  });
  return told(axeOf(page).withTags(tags));
}

/** What is hard to read: all that another theme can break. */
export const paleTextsOf = (page: Page): Promise<string[]> =>
  told(axeOf(page).withRules("color-contrast"));

async function told(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
