import { useRef } from "preact/hooks";
import { words } from "../../state/public-words.ts";
import { dismissToast, keepToast, letToastGo, toast } from "../../state/toast.ts";
import { focusHeading } from "../heading-focus.ts";
import { Icon } from "../icon.tsx";

/**
 * The page's only polite live region. It exists from the start, so that screen readers announce what enters it. Nothing
 * beneath an open dialog is announced or reachable, so each dialog has its own.
 */
export function Toaster() {
  const shown = toast.value;
  const before = useRef<EventTarget | null>(null);
  /** A pressed button here disappears, so the focus returns to where it was. */
  const close = () => {
    dismissToast();
    const from = before.current;
    if (from instanceof HTMLElement && from.isConnected) from.focus();
    else if (from) focusHeading();
    before.current = null;
  };
  return (
    <div
      class="toaster"
      role="status"
      aria-live="polite"
      onPointerEnter={keepToast}
      onPointerLeave={letToastGo}
      onFocusIn={({ currentTarget, relatedTarget }) => {
        keepToast();
        if (!currentTarget.contains(relatedTarget as Node | null)) before.current = relatedTarget;
      }}
      onFocusOut={letToastGo}
    >
      {shown === null ? null : (
        <div class="toast">
          <span class="grow">{shown.text}</span>
          {shown.action ? (
            <button
              class="btn"
              type="button"
              onClick={() => {
                close();
                shown.action?.run();
              }}
            >
              {shown.action.label}
            </button>
          ) : null}
          <button class="icon-btn" type="button" aria-label={words().common.close} onClick={close}>
            <Icon name="close" size={20} />
          </button>
        </div>
      )}
    </div>
  );
}
