/** Days of a filter, in the viewer's time zone; the last day is included. */
export type Days = { since: string; until: string };

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Invalid days in the address are ignored. */
export function readDays(query: URLSearchParams): Days {
  const day = (name: string) => {
    const text = (query.get(name) ?? "").trim();
    return isDay(text) ? text : "";
  };
  return { since: day("since"), until: day("until") };
}

/** The moments that bound the days, as the API takes them. */
export function boundsOf({ since, until }: Days): { since?: string; until?: string } {
  return {
    ...(since === "" ? {} : { since: startOf(since) }),
    ...(until === "" ? {} : { until: startOf(until, 1) }),
  };
}

function startOf(day: string, later = 0): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
