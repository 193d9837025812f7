import { localDay } from "../catalogue/calendar.ts";
import type { Locale } from "../people/accounts.ts";

/** An opening further away than this is shown in days, since nobody waits at the page that long. */
const farMs = 86_400_000;

/** A day and an hour by the venue's clock. */
export const momentText = (epochMs: number, language: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone,
    month: "long",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    ...(language === "ko" ? { hourCycle: "h23" as const } : {}),
  }).format(epochMs);

/** How many days it is until then by the venue's calendar, in words; null where the hours count. */
export function daysTo(
  thenMs: number,
  nowMs: number,
  { language, timeZone }: { language: Locale; timeZone: string },
): string | null {
  if (!(thenMs - nowMs > farMs)) return null;
  const style = { style: "unit", unit: "day", unitDisplay: "long" } as const;
  const days = localDay(thenMs, timeZone) - localDay(nowMs, timeZone);
  return new Intl.NumberFormat(language, style).format(days);
}
