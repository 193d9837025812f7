import type { Locale } from "../../../contract/people/accounts.ts";
import { clock } from "../../state/clock.ts";
import { language } from "../../state/language.ts";

const tags: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };

/** A moment to the second in the viewer's time zone, for comparison with logs. */
export function momentText(time: string, lang: Locale): string {
  return new Intl.DateTimeFormat(tags[lang], {
    month: "numeric",
    day: "numeric",
    hour: lang === "ko" ? "2-digit" : "numeric",
    minute: "2-digit",
    second: "2-digit",
    hour12: lang === "en",
  }).format(new Date(time));
}

export function Moment({ time }: { time: string }) {
  return (
    <time class="num nowrap" dateTime={time}>
      {momentText(time, language.value)}
    </time>
  );
}

/** A moment to the minute, for what people arrange and nobody compares with a log. */
export function minuteText(time: string, lang: Locale): string {
  return new Intl.DateTimeFormat(tags[lang], {
    month: "numeric",
    day: "numeric",
    hour: lang === "ko" ? "2-digit" : "numeric",
    minute: "2-digit",
    hour12: lang === "en",
  }).format(new Date(time));
}

export function Minute({ time }: { time: string }) {
  return (
    <time class="num nowrap" dateTime={time}>
      {minuteText(time, language.value)}
    </time>
  );
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** As in "3 minutes ago". */
export function agoText(time: string, nowMs: number, lang: Locale): string {
  const seconds = Math.round((Date.parse(time) - nowMs) / 1_000);
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  const format = new Intl.RelativeTimeFormat(tags[lang], { numeric: "auto" });
  return format.format(Math.trunc(seconds / size), unit);
}

export function Ago({ time }: { time: string }) {
  return (
    <time class="num" dateTime={time} title={momentText(time, language.value)}>
      {agoText(time, clock.now.value, language.value)}
    </time>
  );
}
