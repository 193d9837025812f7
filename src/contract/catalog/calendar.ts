/** Days and clocks at the venue. A day is counted from 1970-01-01, so that days can be subtracted. */

const dayMs = 86_400_000;
const minuteMs = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The current day in a time zone. */
export function localDay(epochMs: number, timeZone: string): number {
  return Math.floor(clockAt(epochMs, timeZone) / dayMs);
}

/** What a time zone's clock shows, in minutes counted from 1970-01-01 on that clock. */
export function localMinute(epochMs: number, timeZone: string): number {
  return Math.floor(clockAt(epochMs, timeZone) / minuteMs);
}

/** The moment when a time zone's clock shows this many minutes after midnight of a day. */
export function localMoment(day: number, minute: number, timeZone: string): number {
  const shown = day * dayMs + minute * minuteMs;
  // The offset depends on the moment, which depends on the offset: a second pass is enough around a change of clocks.
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: number): number {
  // 1970-01-01 was a Thursday.
  return (((day + 4) % 7) + 7) % 7;
}

/** A day as in 2027-01-16. */
export function dayName(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

function offsetAt(epochMs: number, timeZone: string): number {
  return clockAt(epochMs, timeZone) - Math.floor(epochMs / 1_000) * 1_000;
}

// The time zone's clock reading, taken as if it were UTC.
function clockAt(epochMs: number, timeZone: string): number {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(epochMs))
    shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

// Making a formatter takes far longer than using it.
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(timeZone, made);
  return made;
}
