import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import { clockText } from "../i18n/format.ts";
import { secondsUntil } from "../state/clock.ts";
import { words } from "../state/language.ts";
import { recallJson, rememberJson } from "../state/storage.ts";
import { useClock } from "../state/use-clock.ts";

export const warnSeconds = 60;

type Timed = Pick<Hold, "expiresAt" | "serverTime" | "isPaused">;

/** The seconds left by the server's clock. During a pause they stay at their last value. */
export const secondsLeft = ({ expiresAt, serverTime, isPaused }: Timed, nowMs: number): number =>
  secondsUntil(expiresAt, isPaused ? Date.parse(serverTime) : nowMs);

export function useSecondsLeft(hold: Timed): number {
  const { expiresAt, serverTime, isPaused } = hold;
  return useClock((nowMs) => secondsLeft(hold, nowMs()), [expiresAt, serverTime, isPaused]);
}

/** The time left of a hold; it never restarts. */
export function HoldClock({ hold, onExpired }: { hold: Hold; onExpired?: () => void }) {
  const w = words().hold;
  const seconds = useSecondsLeft(hold);
  const isOver = seconds === 0;
  const isLast = seconds <= warnSeconds && hold.phase === "choosing";
  useEffect(() => {
    if (isOver) onExpired?.();
  }, [isOver]);
  const tone = isOver ? "hold--over" : isLast ? "hold--warn" : "";
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
          stroke={isLast ? "currentColor" : "var(--brand)"}
          stroke-dasharray={`${around * share} ${around}`}
        />
      </svg>
      <b>{clockText(seconds)}</b>
      <span class="hold__text">
        {hold.isPaused ? w.stopped : hold.phase === "paying" ? w.whilePaying : w.within}
      </span>
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
