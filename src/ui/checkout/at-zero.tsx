import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import { Empty } from "../components/feedback/empty.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { language, words } from "../state/language.ts";

const askMs = 2_000;

/**
 * The local clock is at zero. A pause may have stopped the fan's clock meanwhile, so only the server can end the
 * hold.
 */
export function AtZero({ hold, onAsk }: { hold: Hold; onAsk: () => Promise<void> }) {
  const w = words().atZero;
  useEffect(() => {
    void onAsk();
    const timer = setInterval(() => void onAsk(), askMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <Empty icon="clock" title={w.title} isPage>
      <p class="num semi">{seatsText(hold.seats, language.value)}</p>
      <p class="c-2" role="status">
        {w.text}
      </p>
    </Empty>
  );
}
