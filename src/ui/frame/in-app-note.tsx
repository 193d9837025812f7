import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type InApp, inAppBrowser, wayOut } from "./in-app.ts";
import { words } from "../state/public-words.ts";
import { showToast } from "../state/toast.ts";
import { Icon } from "../components/icon.tsx";

/** Offers the phone's own browser before the queue, since switching during it would lose time. */
export function InAppNote() {
  const w = words().inApp;
  const app = useSignal<InApp | null>(null);
  useEffect(() => {
    app.value = inAppBrowser(navigator.userAgent);
  }, []);
  if (app.value === null) return null;
  const out = wayOut(app.value, location.href, navigator.userAgent);
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => showToast({ text: w.copied }),
      () => showToast({ text: location.href }),
    );
  return (
    <div class="note note--warn">
      <Icon name="alert" />
      <div class="stack-2">
        <p>{w.text(app.value)}</p>
        {out === null ? (
          <button class="btn btn--secondary btn--sm" type="button" onClick={() => void copy()}>
            {w.copy}
          </button>
        ) : (
          <a class="btn btn--secondary btn--sm" href={out}>
            {w.open}
          </a>
        )}
      </div>
    </div>
  );
}
