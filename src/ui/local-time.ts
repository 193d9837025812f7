const formats = new Map<string, Intl.DateTimeFormat>();

/** Writes a moment with the offset that a time zone has then, as search engines want it: 2027-01-16T18:00:00+09:00. */
export function localTime(epochMs: number, timeZone: string): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(epochMs)) parts[type] = value;
  const { year, month, day, hour, minute, second, timeZoneName } = parts;
  const offset = timeZoneName?.slice("GMT".length) || "+00:00";
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

// Making a format takes far longer than using it, and there are only a few hundred zones.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  });
  formats.set(timeZone, made);
  return made;
}
