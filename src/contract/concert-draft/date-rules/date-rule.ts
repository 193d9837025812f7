import { draftLimits } from "../draft-limits.ts";

/** A calendar day at the venue, such as 2027-09-03. */
export type DayText = string;
/** A time of day on the venue's clock, such as 19:30. */
export type TimeText = string;
/** 0 for Sunday to 6 for Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export type DaySpan = { from: DayText; to: DayText };

/**
 * The dates of a run, as an organizer states them: times on weekdays within periods, further days with times of their
 * own, and what is left out.
 */
export type DateRule = {
  weekly: { days: Weekday[]; times: TimeText[] }[];
  periods: DaySpan[];
  /** Shows on each of these days, whatever the weekday. */
  dated: (DaySpan & { times: TimeText[] })[];
  /** Without times the whole day is left out. */
  except: (DaySpan & { times: TimeText[] })[];
};

export const weekdaysFromMonday: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];

/** The most dates that one rule makes: as many as a draft may have. */
export const datesMax = draftLimits.dates;
/** The longest period, in days. */
export const periodDaysMax = 1_100;

/** The rule with its weekdays and times in order, each once. */
export function tidyRule({ weekly, periods, dated, except }: DateRule): DateRule {
  const inOrder = (times: readonly TimeText[]) => [...new Set(times)].sort();
  return {
    weekly: weekly.map(({ days, times }) => ({
      days: weekdaysFromMonday.filter((day) => days.includes(day)),
      times: inOrder(times),
    })),
    periods,
    dated: dated.map((part) => ({ ...part, times: inOrder(part.times) })),
    except: except.map((part) => ({ ...part, times: inOrder(part.times) })),
  };
}

export type DateFaultKind =
  | "unknown-word"
  | "no-such-day"
  | "no-such-time"
  | "half-of-day"
  | "weekday-mismatch"
  | "days-without-time"
  | "day-without-time"
  | "time-without-days"
  | "backwards"
  | "too-long"
  | "nothing-left-out"
  | "no-period"
  | "no-days"
  | "too-many";

/** A piece of the text that makes no date, with its place in the text. */
export type DateFault = { kind: DateFaultKind; at: number; length: number };
