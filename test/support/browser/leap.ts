import type { Page } from "playwright-core";

/**
 * Goes to another page within the app, which requests what it needs by itself. It costs a third of a new document, but
 * the page before stays until then: wait for something that only the new one has.
 */
export const leap = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
