import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Looks within the page alone: none of ours has frames of others, whose faults would have to be gathered elsewhere. */
export const axeOf = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

/** Where the page breaks the rules of WCAG 2.2 AA as it stands now. */
export async function faultsOf(page: Page): Promise<string[]> {
  await settled(page);
  return told(axeOf(page).withTags(tags));
}

/** What is hard to read: all that another theme can break. */
export async function paleTextsOf(page: Page): Promise<string[]> {
  await settled(page);
  return told(axeOf(page).withRules("color-contrast"));
}

/** What is still fading in, or on its way from one theme to the other, has not its final colours. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const isEndless = (a: Animation) => a.effect?.getTiming().iterations === Infinity;
    const ending = document.getAnimations().filter((a) => !isEndless(a));
    await Promise.allSettled(ending.map((a) => a.finished));
  });

async function told(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
