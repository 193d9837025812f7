import { clockTime } from "../../contract/sale/queue-times.ts";
import { language } from "../state/language.ts";
import { clock, secondsUntil } from "../state/clock.ts";
import { words } from "../state/public-words.ts";
import { viewerZone } from "../state/viewer-zone.ts";

/** The parts of a long wait, without days if there are none. */
function countdownParts(seconds: number) {
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3_600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}

const two = (value: number) => String(value).padStart(2, "0");

/** 7d 00:36:37 in one line, for bars and buttons. */
export function CountdownLine({ until }: { until: string }) {
  const { days, hours, minutes, seconds } = countdownParts(secondsUntil(until, clock.now.value));
  return (
    <span class="num" role="timer">
      {days > 0 ? `${days}${words().countdown.dayMark} ` : ""}
      {two(hours)}:{two(minutes)}:{two(seconds)}
    </span>
  );
}

/** The large clock before an opening. A screen reader hears it once, to the minute, not every second. */
export function Countdown({ until }: { until: string }) {
  const w = words().countdown;
  const parts = countdownParts(secondsUntil(until, clock.now.value));
  const shown = [
    ...(parts.days > 0 ? [[String(parts.days), w.days] as const] : []),
    [two(parts.hours), w.hours] as const,
    [two(parts.minutes), w.minutes] as const,
    [two(parts.seconds), w.seconds] as const,
  ];
  return (
    <p class="count" role="timer" aria-label={w.left(parts)}>
      {shown.map(([value, unit], index) => (
        <span key={unit} aria-hidden="true" class={index > 0 ? "count__next" : ""}>
          {value}
          <small>{unit}</small>
        </span>
      ))}
    </p>
  );
}

/** The server's clock, which decides. */
export function ServerClock() {
  const w = words().countdown;
  const timeZone = viewerZone.value ?? "Asia/Seoul";
  return (
    <p class="clock">
      {w.serverClock} {clockTime(clock.now.value, language.value, timeZone)}
      <small>{w.clockCounts}</small>
    </p>
  );
}
