import { useEffect } from "preact/hooks";

/** Repeats it while the page is visible, and at once when the page becomes visible again. */
export function usePolling(act: () => Promise<void>, everyMs: number): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const next = () => {
      clearTimeout(timer);
      if (!isOver && !document.hidden) timer = setTimeout(() => void turn(), everyMs);
    };
    const turn = async () => {
      await act();
      next();
    };
    const seen = () => {
      clearTimeout(timer);
      if (!document.hidden) void turn();
    };
    next();
    document.addEventListener("visibilitychange", seen);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [act, everyMs]);
}
