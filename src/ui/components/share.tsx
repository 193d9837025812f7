import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { showToast } from "../state/toast.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { Icon } from "./icon.tsx";

/** The phone's share sheet; without one, the address is copied. */
export function Share({ title }: { title: LocalText }) {
  const w = words().concert;
  const share = async () => {
    const url = location.href;
    try {
      if (navigator.share) await navigator.share({ title: local(title), url });
      else {
        await navigator.clipboard.writeText(url);
        showToast({ text: w.copied });
      }
    } catch {
      // Canceled by the user, or not allowed: say nothing.
    }
  };
  return (
    <button
      class="icon-btn needs-script"
      type="button"
      aria-label={w.share}
      onClick={() => void share()}
    >
      <Icon name="share" />
    </button>
  );
}
