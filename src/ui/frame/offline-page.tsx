import { useEffect } from "preact/hooks";
import { ApiError } from "../api/problem.ts";
import { Trouble } from "../components/feedback/trouble.tsx";
import { words } from "../state/public-words.ts";

/** Replaces a page that this device does not have; it loads by itself when the network is back. */
export function OfflinePage() {
  useEffect(() => {
    const again = () => location.reload();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  return (
    <main id="main" class="wrap page">
      <h1 class="sr">{words().common.offline}</h1>
      <Trouble error={new ApiError("offline")} onRetry={() => location.reload()} />
    </main>
  );
}
