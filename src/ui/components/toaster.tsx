import { words } from "../state/public-words.ts";
import { dismissToast, toast } from "../state/toast.ts";
import { Icon } from "./icon.tsx";

/** The one polite voice of the page. Its region is there from the start, so that readers hear what comes into it. */
export function Toaster() {
  const shown = toast.value;
  return (
    <div class="toaster" role="status" aria-live="polite">
      {shown === null ? null : (
        <div class="toast">
          <span class="grow">{shown.text}</span>
          {shown.action ? (
            <button
              class="btn"
              type="button"
              onClick={() => {
                dismissToast();
                shown.action?.run();
              }}
            >
              {shown.action.label}
            </button>
          ) : null}
          <button
            class="icon-btn"
            type="button"
            aria-label={words().common.close}
            onClick={dismissToast}
          >
            <Icon name="close" size={20} />
          </button>
        </div>
      )}
    </div>
  );
}
