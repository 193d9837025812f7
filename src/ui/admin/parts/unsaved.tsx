import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { navigate } from "../../state/router.ts";
import { words } from "../../state/language.ts";
import { AskDialog } from "./confirm-dialog.tsx";

/** Asks before somebody follows a link away from unsaved changes, and has the browser ask before it closes the page. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const w = words().adminVenues;
  const to = useSignal<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!link || !isPlain || link.target !== "" || link.origin !== location.origin) return;
      if (link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      to.value = link.pathname + link.search + link.hash;
    };
    addEventListener("beforeunload", stay);
    document.addEventListener("click", ask, true);
    return () => {
      removeEventListener("beforeunload", stay);
      document.removeEventListener("click", ask, true);
    };
  }, [isDirty]);
  const { value } = to;
  if (value === null) return null;
  return (
    <AskDialog
      title={w.leaveTitle}
      text={w.leaveText}
      yes={w.leave}
      isDanger
      onClose={() => (to.value = null)}
      onYes={() => navigate(value)}
    />
  );
}
