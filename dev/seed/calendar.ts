export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const seoulOffsetMs = 9 * hourMs;

/** The next occurrence of a calendar day in Seoul that is far enough ahead to sell seats for. */
export function nextSeoul(now: number, month: number, day: number, hour: number): number {
  const thisYear = new Date(now + seoulOffsetMs).getUTCFullYear();
  const inYear = (year: number) => Date.UTC(year, month - 1, day, hour) - seoulOffsetMs;
  const soon = inYear(thisYear);
  return soon > now + 3 * dayMs ? soon : inYear(thisYear + 1);
}

/** An hour of the day in Seoul, a number of days from now. */
export function seoulIn(now: number, days: number, hour: number): number {
  const midnight = Math.floor((now + seoulOffsetMs) / dayMs) * dayMs - seoulOffsetMs;
  return midnight + days * dayMs + hour * hourMs;
}
