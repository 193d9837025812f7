import { words } from "../state/language.ts";
import { isOnline } from "../state/online.ts";
import { Icon } from "./icon.tsx";

export function OfflineBanner() {
  return (
    <div role="status">
      {isOnline.value ? null : (
        <p class="offline wrap">
          <Icon name="offline" size={20} />
          {words().common.offline}
        </p>
      )}
    </div>
  );
}
