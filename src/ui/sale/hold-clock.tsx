import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import { clockText } from "../i18n/format.ts";
import { secondsUntil } from "../state/clock.ts";
import { words } from "../state/language.ts";
import { recallJson, rememberJson } from "../state/storage.ts";
import { useClock } from "../state/use-clock.ts";

export const warnSeconds = 60;

/** The time left of a hold by the server's clock; it never restarts. */
export function HoldClock({ hold, onExpired }: { hold: Hold; onExpired?: () => void }) {
  const seconds = useClock((nowMs) => secondsUntil(hold.expiresAt, nowMs()), [hold.expiresAt]);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) onExpired?.();
  }, [isOver]);
  const tone = isOver ? "hold--over" : seconds <= warnSeconds ? "hold--warn" : "";
  const around = 56.5;
  const share = seconds / Math.max(1, wholeOf(hold.id, seconds));
  return (
    <p class={`hold ${tone}`} role="timer">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" stroke="var(--hair-2)" />
        <circle
          cx="12"
          cy="12"
          r="9"
          stroke={seconds <= warnSeconds ? "currentColor" : "var(--brand)"}
          stroke-dasharray={`${around * share} ${around}`}
        />
      </svg>
      <b>{clockText(seconds)}</b>
      <span class="hold__text">{words().hold.within}</span>
    </p>
  );
}

/** The longest time ever seen for this hold, kept so that a reloaded page does not start with a full ring. */
function wholeOf(id: string, seconds: number): number {
  const kept = recallJson<{ id: string; seconds: number }>("hold-whole");
  if (kept?.id === id && kept.seconds >= seconds) return kept.seconds;
  rememberJson("hold-whole", { id, seconds });
  return seconds;
}
