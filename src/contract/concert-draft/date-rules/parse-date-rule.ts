import {
  type DateFault,
  type DateFaultKind,
  type DateRule,
  type DaySpan,
  type DayText,
  periodDaysMax,
  tidyRule,
  type TimeText,
  type Weekday,
} from "./date-rule.ts";
import { contains, dayIn, dayNumber, soonest, soonestSpan, weekdayAt, within } from "./days.ts";
import { type Phrase, phrasesOf } from "./phrases.ts";
import { tokensOf } from "./tokens.ts";

type Place = { at: number; length: number };
type Span = Extract<Phrase, { kind: "span" }>;
type Group = Place & { days: Weekday[]; times: TimeText[] };
type Dated = { spans: Span[]; times: TimeText[] };
/** Collected so far, before days have years. */
type Collected = {
  groups: Group[];
  spans: Span[];
  dated: Dated[];
  except: Dated[];
  closed: Weekday[];
  faults: DateFault[];
};

export type ParsedDateRule =
  | { rule: DateRule; faults: [] }
  | { rule: null; faults: [DateFault, ...DateFault[]] };

/**
 * Reads a rule in Korean or English. A day without a year is in the first year in which it is not over; `today` is
 * the day at the venue. Faults point at the pieces of the text that make no date.
 */
export function parseDateRule(text: string, today: DayText): ParsedDateRule {
  const { tokens, faults: unread } = tokensOf(text);
  const { phrases, faults: loose } = phrasesOf(tokens);
  const collected = collect(phrases);
  const { rule, faults: undated } = datedRule(collected, today);
  // A piece that was not read also leaves its neighbors incomplete, which would only repeat the fault.
  const unclear = [...unread, ...loose];
  const faults = unclear.length > 0 ? unclear : [...collected.faults, ...undated];
  faults.sort((one, other) => one.at - other.at);
  const whole = { at: 0, length: text.length };
  if (faults.length === 0 && rule.weekly.length === 0 && rule.dated.length === 0)
    faults.push({ kind: "no-days", ...whole });
  if (faults.length === 0 && rule.weekly.length > 0 && rule.periods.length === 0)
    faults.push({ kind: "no-period", ...whole });
  const [first, ...others] = faults;
  return first ? { rule: null, faults: [first, ...others] } : { rule: tidyRule(rule), faults: [] };
}

/** Goes through the phrases once and gives each time to the days that it belongs to. */
function collect(phrases: readonly Phrase[]): Collected {
  const all: Collected = { groups: [], spans: [], dated: [], except: [], closed: [], faults: [] };
  /** The list that the next time of this run joins. */
  let times: TimeText[] | null = null;
  let leavesOut: Place | null = null;
  let before: Phrase | undefined;
  /** The phrase before, apart from commas and the like. */
  let meant: Phrase | undefined;
  /** The days since the last time, mark or break. */
  let run: Phrase[] = [];
  const fault = (kind: DateFaultKind, { at, length }: Place) =>
    all.faults.push({ kind, at, length });
  const finish = () => {
    for (const phrase of run) {
      if (phrase.kind !== "span") continue;
      if (leavesOut) all.except.push({ spans: [phrase], times: [] });
      else all.spans.push(phrase);
    }
    run = [];
  };
  const openGroup = () => {
    const group = all.groups.at(-1);
    return group && group.times.length === 0 ? group : undefined;
  };

  for (const phrase of phrases) {
    switch (phrase.kind) {
      case "comma":
        break;
      case "break":
        finish();
        leavesOut = null;
        break;
      case "weekdays":
        if (leavesOut) all.closed.push(...phrase.days);
        else {
          const group = meant?.kind === "weekdays" ? openGroup() : undefined;
          group?.days.push(...phrase.days);
          if (!group) all.groups.push({ ...phrase, days: [...phrase.days], times: [] });
        }
        run.push(phrase);
        times = null;
        break;
      case "span":
        run.push(phrase);
        times = null;
        break;
      case "time": {
        const last = run.at(-1);
        if (times) times.push(phrase.time);
        else if (last?.kind === "span" && before === last) {
          const spans = last.isSpan ? [last] : singlesAtEnd(run);
          const entry = { spans, times: [phrase.time] };
          (leavesOut ? all.except : all.dated).push(entry);
          ({ times } = entry);
          run = run.filter((each) => !spans.includes(each as Span));
          finish();
        } else if (last?.kind === "weekdays" && leavesOut) {
          // As in "not Mon, Sun 15:00": what has a time is not left out.
          all.closed = all.closed.filter((day) => !last.days.includes(day));
          const group = { ...last, days: [...last.days], times: [phrase.time] };
          all.groups.push(group);
          ({ times } = group);
          run = run.filter((each) => each !== last);
          finish();
          leavesOut = null;
        } else {
          const group = openGroup() ?? everyDay(all.groups, phrase);
          if (group) ({ times } = group);
          if (group) group.times.push(phrase.time);
          else fault("time-without-days", phrase);
          finish();
        }
        break;
      }
      case "except":
        if (phrase.isBefore) {
          finish();
          leavesOut = phrase;
        } else if (!leaveOut(all, run, before)) fault("nothing-left-out", phrase);
        run = [];
        times = null;
        break;
    }
    before = phrase;
    if (phrase.kind !== "comma" && phrase.kind !== "break") meant = phrase;
  }
  finish();
  for (const group of all.groups) if (group.times.length === 0) fault("days-without-time", group);
  return all;
}

/** Times that name no days are of every day, as long as no weekdays are named. */
function everyDay(groups: Group[], { at, length }: Place): Group | undefined {
  if (groups.length > 0) return undefined;
  const group: Group = { days: [1, 2, 3, 4, 5, 6, 0], times: [], at, length };
  groups.push(group);
  return group;
}

/** The single days at the end of a run, which share the time that follows. */
function singlesAtEnd(run: readonly Phrase[]): Span[] {
  const last = run.findLastIndex((phrase) => phrase.kind !== "span" || phrase.isSpan);
  return run.slice(last + 1) as Span[];
}

/** Applies a mark that stands after what it leaves out; false if there is nothing before it. */
function leaveOut(all: Collected, run: readonly Phrase[], before: Phrase | undefined): boolean {
  if (run.length === 0) {
    // As in 9/25 14:00 제외: the last entry was no addition.
    const entry = before?.kind === "time" ? all.dated.pop() : undefined;
    if (entry) all.except.push(entry);
    return entry !== undefined;
  }
  const spans = run.filter((phrase) => phrase.kind === "span");
  const closed = run.filter((phrase) => phrase.kind === "weekdays");
  if (closed.length > 0) {
    all.closed.push(...closed.flatMap(({ days }) => days));
    all.groups = all.groups.filter(({ times }) => times.length > 0);
  }
  const start = periodsBefore(spans);
  all.spans.push(...spans.slice(0, start));
  for (const span of spans.slice(start)) all.except.push({ spans: [span], times: [] });
  return true;
}

/** How many of these are periods, as in 9/3–10/12, 9/25 제외: those that contain all the others. */
function periodsBefore(spans: readonly Span[]): number {
  const anyDay = "2027-01-01";
  const isInside = (span: Span, outer: Span) => {
    const period = soonestSpan(outer.from, outer.to, anyDay);
    const inner = period && within(span.from, span.to, { spans: [period], today: anyDay });
    return period !== null && inner !== null && contains(period, inner);
  };
  const start = spans.findIndex((_, index) => {
    const periods = spans.slice(0, index).filter(({ isSpan }) => isSpan);
    return (
      index > 0 && spans.slice(index).every((span) => periods.some((each) => isInside(span, each)))
    );
  });
  return Math.max(0, start);
}

/** Gives the days their years, and checks them. */
function datedRule(collected: Collected, today: DayText): { rule: DateRule; faults: DateFault[] } {
  const faults: DateFault[] = [];
  const checked = (span: Span, resolve: () => DaySpan | null): DaySpan[] => {
    const found = resolve();
    const { at, length } = span;
    const fault = (kind: DateFaultKind) => {
      faults.push({ kind, at, length });
      return [];
    };
    if (!found || !isDay(span.from) || !isDay(span.to)) return fault("no-such-day");
    if (found.to < found.from) return fault("backwards");
    if (dayNumber(found.to) - dayNumber(found.from) >= periodDaysMax) return fault("too-long");
    const isOtherWeekday = [[span.from, found.from] as const, [span.to, found.to] as const].some(
      ([{ weekday }, day]) => weekday !== null && weekday !== weekdayAt(dayNumber(day)),
    );
    return isOtherWeekday ? fault("weekday-mismatch") : [found];
  };
  const usual = (span: Span) => () => {
    if (span.isSpan) return soonestSpan(span.from, span.to, today);
    const day = soonest(span.from, today);
    return day === null ? null : { from: day, to: day };
  };
  for (const { isSpan, at, length } of collected.spans)
    if (!isSpan) faults.push({ kind: "day-without-time", at, length });
  const periods = collected.spans.flatMap((span) => checked(span, usual(span)));
  const dated = collected.dated.flatMap(({ spans, times }) =>
    spans.flatMap((span) => checked(span, usual(span)).map((days) => ({ ...days, times }))),
  );
  const spans = [...periods, ...dated];
  const except = collected.except.flatMap(({ spans: left, times }) =>
    left.flatMap((span) =>
      checked(span, () => within(span.from, span.to, { spans, today })).map((days) => ({
        ...days,
        times,
      })),
    ),
  );
  const weekly = collected.groups
    .map(({ days, times }) => ({
      days: days.filter((day) => !collected.closed.includes(day)),
      times,
    }))
    .filter(({ days }) => days.length > 0);
  return { rule: { weekly, periods, dated, except }, faults };
}

/** Whether some year has such a day. */
const isDay = (day: { month: number; day: number }): boolean => dayIn(2028, day) !== null;
