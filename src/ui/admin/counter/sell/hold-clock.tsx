import { useEffect } from "preact/hooks";
import { Icon } from "../../../components/icon.tsx";
import { clockText } from "../../../i18n/format.ts";
import { secondsUntil } from "../../../state/clock.ts";
import { words } from "../../../state/language.ts";
import { useClock } from "../../../state/use-clock.ts";
import type { Holding } from "./holding.ts";

const shortSeconds = 60;

/** How long the seats are kept. At zero they are let go of, unless their payment is under way. */
export function HoldClock({ holding, isPaying }: { holding: Holding; isPaying: boolean }) {
  const w = words().counter.sell;
  const until = holding.hold.value?.expiresAt ?? null;
  const seconds = useClock((now) => (until === null ? null : secondsUntil(until, now())), [until]);
  useEffect(() => {
    if (seconds === 0 && !isPaying) holding.expire();
  }, [seconds, isPaying]);
  if (seconds === null) return null;
  return (
    <span
      class={`sell__kept ${seconds <= shortSeconds ? "is-short" : ""}`}
      role="timer"
      aria-label={w.keptLabel}
    >
      <Icon name="clock" size={20} />
      {w.kept(clockText(seconds))}
      {holding.hold.value?.canExtend ? (
        <button class="btn btn--quiet btn--sm" type="button" onClick={() => void holding.extend()}>
          {w.extend}
        </button>
      ) : null}
    </span>
  );
}
