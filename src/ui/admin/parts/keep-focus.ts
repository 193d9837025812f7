import { useEffect } from "preact/hooks";

/** A focused element, and the parts of the page around it, the nearest first. */
type Trail = { element: HTMLElement; around: (Element | null)[] };

/**
 * Browsers drop the focus to the top of the page when its element is disabled or removed. On the admin pages it returns
 * to a button that can be pressed again, or goes to the heading of the section whose button is gone.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let inPage: Trail | null = null;
    let last: Trail | null = null;
    const remember = ({ target }: FocusEvent) => {
      const element = target as HTMLElement;
      last = { element, around: ["section", "main"].map((part) => element.closest(part)) };
      if (!element.closest("dialog")) inPage = last;
    };
    // A press of the mouse beside every control is meant to leave the control.
    const forget = () => (inPage = last = null);
    const restore = () => {
      if (!last || document.activeElement !== document.body) return;
      if (last.element.isConnected) return last.element.focus({ preventScroll: true });
      const headings = [...(inPage?.around ?? []), ...last.around].map(
        (part) => part?.isConnected && part.querySelector<HTMLElement>("h1, h2, h3"),
      );
      // Another page has taken the place of the whole.
      const heading = headings.find((found) => found) ?? document.querySelector("main");
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus();
    };
    const observer = new MutationObserver(() => setTimeout(restore));
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["disabled"],
    });
    addEventListener("focusin", remember);
    addEventListener("pointerdown", forget);
    return () => {
      forget();
      observer.disconnect();
      removeEventListener("focusin", remember);
      removeEventListener("pointerdown", forget);
    };
  }, []);
}
