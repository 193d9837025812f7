import { useRef } from "preact/hooks";
import { words } from "../../state/public-words.ts";
import { dismissToast, keepToast, letToastGo, toast } from "../../state/toast.ts";
import { focusHeading } from "../heading-focus.ts";
import { Icon } from "../icon.tsx";

/**
 * The one polite voice of the page. Its region is there from the start, so that readers hear what comes into it. What
 * lies beneath a dialog is neither heard nor reached: a dialog has one of its own.
 */
export function Toaster() {
  const shown = toast.value;
  const before = useRef<EventTarget | null>(null);
  /** What is pressed here goes away: the focus returns to where it came from. */
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
