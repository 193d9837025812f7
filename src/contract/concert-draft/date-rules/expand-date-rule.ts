import { localMinute } from "../../catalog/calendar.ts";
import { type DateRule, datesMax, type DaySpan, type DayText, type TimeText } from "./date-rule.ts";
import { contains, dayNumber, dayTextAt, weekdayAt } from "./days.ts";

/** The part of the rule that makes a date: `weekly` 0, `dated` 2. */
export type DateSource = { part: "weekly" | "dated"; index: number };

export type RuledDate = {
  day: DayText;
  time: TimeText;
  startsAtMs: number;
  /** The clocks skip the stated time on that day, so the show starts as much later. */
  isMoved: boolean;
  source: DateSource;
};

export type ExpandedRule = {
  dates: RuledDate[];
  /** How many dates each exception takes away, in the order of the rule. */
  leftOut: number[];
  /** The rule makes more dates than are allowed, and the rest is missing. */
  isTooMany: boolean;
};

/** The dates of a rule in order, each moment once, on the clock of the venue. */
export function expandDateRule(rule: DateRule, timeZone: string): ExpandedRule {
  const leftOut = rule.except.map(() => 0);
  const made = new Map<string, Omit<RuledDate, "startsAtMs" | "isMoved">>();
  for (const stated of statedDates(rule)) {
    const { day, time } = stated;
    const name = `${day} ${time}`;
    if (made.has(name)) continue;
    const exception = rule.except.findIndex(
      (span) =>
        contains(span, { from: day, to: day }) &&
        (span.times.length === 0 || span.times.includes(time)),
    );
    if (exception >= 0) leftOut[exception] = (leftOut[exception] ?? 0) + 1;
    else made.set(name, stated);
  }
  const inOrder = [...made].sort(([one], [other]) => (one < other ? -1 : 1));
  const dates = inOrder
    .slice(0, datesMax)
    .map(([, date]) => ({ ...date, ...momentAt(date.day, date.time, timeZone) }));
  return { dates, leftOut, isTooMany: inOrder.length > datesMax };
}

function* statedDates({ weekly, periods, dated }: DateRule) {
  for (const [index, { days, times }] of weekly.entries())
    for (const period of periods)
      for (const day of daysOf(period))
        if (days.includes(weekdayAt(dayNumber(day))))
          for (const time of times) yield { day, time, source: { part: "weekly" as const, index } };
  for (const [index, part] of dated.entries())
    for (const day of daysOf(part))
      for (const time of part.times) yield { day, time, source: { part: "dated" as const, index } };
}

function* daysOf({ from, to }: DaySpan) {
  const last = dayNumber(to);
  for (let day = dayNumber(from); day <= last; day++) yield dayTextAt(day);
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * The moment when the venue's clock shows a time. A time that the clocks skip counts on from before they are changed,
 * and of a time that they show twice it is the first.
 */
export function momentAt(
  day: DayText,
  time: TimeText,
  timeZone: string,
): { startsAtMs: number; isMoved: boolean } {
  const shownMs = Date.parse(`${day}T${time}:00Z`);
  const offsetMs = (atMs: number) => localMinute(atMs, timeZone) * minuteMs - atMs;
  const before = shownMs - offsetMs(shownMs - dayMs);
  const after = shownMs - offsetMs(shownMs + dayMs);
  const isShown = (atMs: number) => localMinute(atMs, timeZone) * minuteMs === shownMs;
  const found = [before, after].find(isShown);
  return { startsAtMs: found ?? before, isMoved: found === undefined };
}
