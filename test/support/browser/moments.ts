import type { Page } from "playwright-core";

/**
 * The time of an event in a page, in milliseconds of the machine's own clock. The page records it itself, so that it
 * does not include the driver's delay.
 */
export type Moment = Promise<number>;

/** When a text begins this way; start watching before it may come. */
export const textMoment = (page: Page, selector: string, text: string): Moment =>
  momentOf(
    page.waitForFunction(
      ([where, wanted]) =>
        [...document.querySelectorAll(where)].some((e) => e.textContent?.startsWith(wanted)) &&
        performance.timeOrigin + performance.now(),
      [selector, text] as const,
      { polling: 16 },
    ),
  );

/** When a matching element is first in the page; start watching before it may come. */
export const elementMoment = (page: Page, selector: string): Moment =>
  momentOf(
    page.waitForFunction(
      (where) =>
        document.querySelector(where) !== null && performance.timeOrigin + performance.now(),
      selector,
      { polling: 16 },
    ),
  );

/** When the page noticed that the network is back; start watching before it may come. */
export const onlineMoment = (page: Page): Moment =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const note = () => resolve(performance.timeOrigin + performance.now());
        addEventListener("online", note, { once: true });
      }),
  );

/** When the last answer of this status from such an address had arrived. */
export const answerMoment = (page: Page, ending: string, status: number): Moment =>
  page.evaluate(
    ([wanted, wantedStatus]) => {
      const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const found = all.findLast(
        (entry) => entry.name.endsWith(wanted) && entry.responseStatus === wantedStatus,
      );
      if (!found) throw new Error(`no answer ${wantedStatus} of ${wanted}`);
      return performance.timeOrigin + found.responseEnd;
    },
    [ending, status] as const,
  );

const momentOf = async (found: ReturnType<Page["waitForFunction"]>): Moment =>
  Number(await (await found).jsonValue());
