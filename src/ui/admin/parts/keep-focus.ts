import { useEffect } from "preact/hooks";

/** A focused element with everything around it, the nearest first. */
type Trail = { element: HTMLElement; around: HTMLElement[] };

/**
 * Browsers drop the focus to the top of the page when its element is disabled or removed. On the admin pages it returns
 * to a button that can be pressed again, or goes to the heading of the section whose button is gone.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let inPage: Trail | null = null;
    let last: Trail | null = null;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      last = { element: target, around: aroundOf(target) };
      if (!target.closest("dialog")) inPage = last;
    };
    // A press of the mouse beside every control is meant to leave the control.
    const forget = () => (inPage = last = null);
    const restore = () => {
      if (!last || document.activeElement !== document.body) return;
      if (last.element.isConnected) return last.element.focus({ preventScroll: true });
      headingIn([...last.around, ...(inPage?.around ?? [])])?.focus();
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
      observer.disconnect();
      removeEventListener("focusin", remember);
      removeEventListener("pointerdown", forget);
    };
  }, []);
}

function aroundOf(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let each = element.parentElement; each; each = each.parentElement) found.push(each);
  return found;
}

/** The heading of the nearest of these that is still there and has one. */
function headingIn(around: readonly HTMLElement[]): HTMLElement | null {
  for (const each of around) {
    if (!each.isConnected) continue;
    const heading = each.querySelector<HTMLElement>("h1, h2, h3");
    if (!heading) continue;
    heading.tabIndex = -1;
    return heading;
  }
  return null;
}
