import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Gives the height of a page's own bar at the bottom to the style, so that notices lie above it. The bar has more lines
 * in some languages, on narrow screens and with large letters.
 */
export function useBarHeight(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const bar = ref.current;
    if (!bar || typeof ResizeObserver === "undefined") return;
    const { style } = document.documentElement;
    const tell = () => style.setProperty("--bar", `${bar.offsetHeight}px`);
    const observer = new ResizeObserver(tell);
    observer.observe(bar);
    return () => {
      observer.disconnect();
      style.removeProperty("--bar");
    };
  }, []);
}
