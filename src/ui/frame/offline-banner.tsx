import { words } from "../state/public-words.ts";
import { isOnline } from "../state/online.ts";
import { address } from "../state/router.ts";
import { Icon } from "../components/icon.tsx";

/** A ticket has its own note that it works offline. */
const hasOwn = (path: string) => path.startsWith("/orders/");

export function OfflineBanner() {
  return (
    <div role="status">
      {isOnline.value || hasOwn(address.value.path) ? null : (
        <p class="offline">
          <Icon name="offline" size={20} />
          {words().common.offline}
        </p>
      )}
    </div>
  );
}
