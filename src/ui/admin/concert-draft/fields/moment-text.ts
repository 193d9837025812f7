import { localMinute } from "../../../../contract/catalog/calendar.ts";
import { momentAt } from "../../../../contract/concert-draft/date-rules/expand-date-rule.ts";

/** A moment as the venue's clock shows it, in the form of a browser's field: 2027-09-03T19:30. */
export function localTextOf(time: string, timeZone: string): string {
  return new Date(localMinute(Date.parse(time), timeZone) * 60_000).toISOString().slice(0, 16);
}

/** The moment when the venue's clock shows what was chosen in a browser's field; null for an empty one. */
export function momentOfText(text: string, timeZone: string): string | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  return new Date(momentAt(day, time, timeZone).startsAtMs).toISOString();
}
