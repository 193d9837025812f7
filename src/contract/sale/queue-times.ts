import type { Locale } from "../people/accounts.ts";

/** An opening further away than this is shown in days, since no fan keeps the page open that long. */
const dayMs = 86_400_000;

/** A day and an hour by the venue's clock. */
export const momentText = (epochMs: number, language: Locale, timeZone: string): string =>
  new Date(epochMs).toLocaleString(language, {
    timeZone,
    dateStyle: "full",
    timeStyle: "short",
    hour12: language === "en",
  });

/** An hour to the second, by the clock of 12 hours in English and of 24 in Korean. */
export const clockTime = (epochMs: number, language: Locale, timeZone: string): string =>
  // The British way of writing has 24 hours with two digits each, as Korean dates do here.
  new Date(epochMs).toLocaleTimeString(language === "en" ? language : "en-GB", {
    timeZone,
    timeStyle: "medium",
  });

/** The number of days until then by the venue's calendar, in words; null if the hours count. */
export function daysTo(
  thenMs: number,
  nowMs: number,
  language: Locale,
  timeZone: string,
): string | null {
  if (!(thenMs - nowMs > dayMs)) return null;
  const style = { style: "unit", unit: "day", unitDisplay: "long" } as const;
  // The Swedish locale writes a day as YYYY-MM-DD, which can be parsed: the page has no room for a calendar library.
  const dayOf = (ms: number) =>
    Date.parse(new Date(ms).toLocaleDateString("sv", { timeZone })) / dayMs;
  return (dayOf(thenMs) - dayOf(nowMs)).toLocaleString(language, style);
}
