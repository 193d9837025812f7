import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import { clockText } from "../i18n/format.ts";
import { secondsUntil } from "../state/clock.ts";
import { words } from "../state/language.ts";
import { recallJson, rememberJson } from "../state/storage.ts";
import { useClock } from "../state/use-clock.ts";

export const warnSeconds = 60;

/** How long the seats are still mine, by the server's clock; it never starts again by itself. */
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

/** The most of it that was ever seen, kept so that a page that is loaded again does not begin with a full ring. */
function wholeOf(id: string, seconds: number): number {
  const kept = recallJson<{ id: string; seconds: number }>("hold-whole");
  if (kept?.id === id && kept.seconds >= seconds) return kept.seconds;
  rememberJson("hold-whole", { id, seconds });
  return seconds;
}
