import { dayName, weekday } from "../../catalog/calendar.ts";
import type { DaySpan, DayText, Weekday } from "./date-rule.ts";
import type { WrittenDay } from "./tokens.ts";

const dayMs = 86_400_000;

/** A day counted from 1970-01-01. */
export const dayNumber = (day: DayText): number => Date.parse(`${day}T00:00:00Z`) / dayMs;
export const weekdayAt = (day: number): Weekday => weekday(day) as Weekday;
export const dayTextAt = dayName;

/** The day of a calendar, or null if the month has no such day. */
export function dayIn(year: number, { month, day }: MonthDay): DayText | null {
  const at = Date.UTC(year, month - 1, day);
  if (month < 1 || month > 12 || year < 1900 || year > 9998) return null;
  const made = new Date(at);
  return made.getUTCMonth() === month - 1 ? made.toISOString().slice(0, 10) : null;
}

export type MonthDay = Pick<WrittenDay, "month" | "day">;
type Written = Pick<WrittenDay, "year" | "month" | "day">;

const yearOf = (day: DayText): number => Number(day.slice(0, 4));
const isLater = (one: MonthDay, other: MonthDay): boolean =>
  one.month - other.month > 0 || (one.month === other.month && one.day > other.day);

/** Years in which a day without one may be: soon, and far enough for a leap day. */
const yearsFrom = (first: number) => Array.from({ length: 9 }, (_, index) => first + index);

/** Gives a day its year: the first in which it is not over. */
export function soonest(written: Written, today: DayText): DayText | null {
  if (written.year !== null) return dayIn(written.year, written);
  const days = yearsFrom(yearOf(today)).flatMap((year) => dayIn(year, written) ?? []);
  return days.find((day) => day >= today) ?? null;
}

/** Gives a span its years: what is written decides, and otherwise the first in which it is not over. */
export function soonestSpan(from: Written, to: Written, today: DayText): DaySpan | null {
  const isOverNewYear = isLater(from, to) ? 1 : 0;
  const at = (fromYear: number, toYear: number): DaySpan | null => {
    const [first, last] = [dayIn(fromYear, from), dayIn(toYear, to)];
    return first !== null && last !== null ? { from: first, to: last } : null;
  };
  if (from.year !== null) return at(from.year, to.year ?? from.year + isOverNewYear);
  if (to.year !== null) return at(to.year - isOverNewYear, to.year);
  const spans = yearsFrom(yearOf(today) - 1).flatMap(
    (year) => at(year, year + isOverNewYear) ?? [],
  );
  return spans.find((span) => span.to >= today) ?? null;
}

/** Gives a left-out span the years in which one of these contains it, if there are any. */
export function within(
  from: Written,
  to: Written,
  { spans, today }: { spans: readonly DaySpan[]; today: DayText },
): DaySpan | null {
  const usual = soonestSpan(from, to, today);
  if (from.year !== null || to.year !== null) return usual;
  const isOverNewYear = isLater(from, to) ? 1 : 0;
  for (const span of spans)
    for (let year = yearOf(span.from); year <= yearOf(span.to); year++) {
      const [first, last] = [dayIn(year, from), dayIn(year + isOverNewYear, to)];
      if (first !== null && last !== null && contains(span, { from: first, to: last }))
        return { from: first, to: last };
    }
  return usual;
}

export const contains = (outer: DaySpan, inner: DaySpan): boolean =>
  outer.from <= inner.from && inner.to <= outer.to;
