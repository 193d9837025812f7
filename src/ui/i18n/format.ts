import type { Locale } from "../../contract/people/accounts.ts";
import { moneyText } from "../../contract/money/money-text.ts";
import type { Currency, Money } from "../../contract/money/money.ts";

const tags: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };

export const money = moneyText;

/** Always with its sign, as in a ledger. */
export function signedMoney({ amount, currency }: Money, lang: Locale): string {
  const sign = amount < 0 ? "−" : "+";
  return sign + money({ amount: Math.abs(amount), currency }, lang);
}

export const count = (value: number, lang: Locale): string =>
  new Intl.NumberFormat(tags[lang]).format(value);

/** Adds sums of one currency. */
export function addMoney(sums: readonly Money[], currency: Currency): Money {
  return { amount: sums.reduce((total, { amount }) => total + amount, 0), currency };
}

type Dated = { time: string; timeZone: string; lang: Locale };

export function day({ time, timeZone, lang }: Dated, nowMs = Date.now()): string {
  const { year, ...parts } = dayParts(time, timeZone, nowMs);
  // With a year, Korean formats lose the brackets around the weekday.
  if (lang === "ko" && year !== undefined)
    return `${format(time, lang, { year, timeZone })} ${format(time, lang, { ...parts, timeZone })}`;
  return format(time, lang, { ...parts, ...(year === undefined ? {} : { year }), timeZone });
}

export function hour({ time, timeZone, lang }: Dated): string {
  return format(time, lang, { ...hourParts(lang), timeZone });
}

export function dayAndHour(dated: Dated, nowMs = Date.now()): string {
  return `${day(dated, nowMs)}${between(dated.lang)}${hour(dated)}`;
}

/** What stands between a day and its hour. */
export const between = (lang: Locale): string => (lang === "en" ? ", " : " ");

/**
 * The last minute before a moment that is midnight, since readers do not take midnight for the end of the day before.
 */
export function lastMinuteOfDay({ time, timeZone }: Omit<Dated, "lang">): string | null {
  const clock = format(time, "ko", { ...hourParts("ko"), timeZone });
  return clock === "00:00" ? new Date(Date.parse(time) - 60_000).toISOString() : null;
}

export function dayShort({ time, timeZone, lang }: Dated): string {
  return format(time, lang, { ...shortParts(lang), timeZone });
}

/** In figures, Korean dates are as long and have uneven gaps. */
const shortParts = (lang: Locale): Intl.DateTimeFormatOptions => ({
  month: lang === "ko" ? "long" : "numeric",
  day: "numeric",
  weekday: "short",
});

/** The first and last day of a run, where room is scarce. */
export function dayRangeShort({ time, timeZone, lang }: Dated, last: string): string {
  const options = { ...shortParts(lang), timeZone };
  return new Intl.DateTimeFormat(tags[lang], options).formatRange(new Date(time), new Date(last));
}

/** The first and last day of a run, as short as the language allows. */
export function dayRange(first: Dated, last: string, nowMs = Date.now()): string {
  const { lang, timeZone } = first;
  const options = { ...dayParts(last, timeZone, nowMs), timeZone };
  return new Intl.DateTimeFormat(tags[lang], options).formatRange(
    new Date(first.time),
    new Date(last),
  );
}

/** A day, an hour or a run of days in pieces that stay whole where a line ends: it may end only between them. */
export const inPieces = (text: string): string =>
  text
    .replaceAll(/\s/g, "\u00a0")
    .replace(/~\u00a0?/, (mark) => (mark === "~" ? "~\u200b" : "~ "))
    .replace(/\u00a0–\u00a0/, "\u00a0– ");

/** The zone's name if the venue's clock differs from the viewer's at that time, else null. */
export function zoneNote({ time, timeZone, lang }: Dated, viewerZone?: string): string | null {
  const at = (zone: string | undefined) =>
    format(time, "en", {
      dateStyle: "short",
      timeStyle: "short",
      ...(zone ? { timeZone: zone } : {}),
    });
  if (at(timeZone) === at(viewerZone)) return null;
  const parts = new Intl.DateTimeFormat(tags[lang], { timeZone, timeZoneName: "long" });
  const name = parts.formatToParts(new Date(time)).find((part) => part.type === "timeZoneName");
  return name?.value ?? timeZone;
}

/** 3:07, or 1:03:07 from an hour on. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function dayParts(time: string, timeZone: string, nowMs: number): Intl.DateTimeFormatOptions {
  const yearOf = (ms: number) => format(ms, "en", { year: "numeric", timeZone });
  const isThisYear = yearOf(Date.parse(time)) === yearOf(nowMs);
  return {
    month: "short",
    day: "numeric",
    weekday: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
  };
}

const hourParts = (lang: Locale): Intl.DateTimeFormatOptions =>
  lang === "ko"
    ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
    : { hour: "numeric", minute: "2-digit" };

function format(time: string | number, lang: Locale, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tags[lang], options).format(new Date(time));
}
