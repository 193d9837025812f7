import type { Locale } from "../../people/accounts.ts";
import {
  type DateRule,
  type DaySpan,
  type DayText,
  type TimeText,
  type Weekday,
  weekdaysFromMonday,
} from "./date-rule.ts";
import { soonest, soonestSpan, within } from "./days.ts";

const weekdayNames: Record<Locale, string[]> = {
  ko: ["일", "월", "화", "수", "목", "금", "토"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The rule as an organizer would type it. Reading it again on the same day gives the same rule. */
export function formatDateRule(rule: DateRule, lang: Locale, today: DayText): string {
  const { weekly, periods, dated, except } = rule;
  const usual = (span: DaySpan) => (isSpan: boolean) => {
    const [from, to] = [yearless(span.from), yearless(span.to)];
    if (isSpan) return soonestSpan(from, to, today);
    const day = soonest(from, today);
    return day === null ? null : { from: day, to: day };
  };
  const spans = [...periods, ...dated];
  const inside = (span: DaySpan) => () =>
    within(yearless(span.from), yearless(span.to), { spans, today });
  const whole = except.filter(({ times }) => times.length === 0);
  const timed = except.filter(({ times }) => times.length > 0);
  const isKorean = lang === "ko";
  const leftOut = (text: string) => (isKorean ? `${text} 제외` : `not ${text}`);
  return [
    ...weekly.map(({ days, times }) => `${daysText(days, lang)} ${timesText(times, lang)}`),
    ...periods.map((span) => spanText(span, { lang, resolve: usual(span), isSpan: true })),
    ...dated.map((span) => {
      const isSpan = span.from !== span.to;
      const days = spanText(span, { lang, resolve: usual(span), isSpan });
      return `${days} ${timesText(span.times, lang)}`;
    }),
    ...clausesOf(whole).map((spans) =>
      leftOut(
        spans
          .map((span) =>
            spanText(span, { lang, resolve: inside(span), isSpan: span.from !== span.to }),
          )
          .join(", "),
      ),
    ),
    ...timed.map((span) => {
      const isSpan = span.from !== span.to;
      const days = spanText(span, { lang, resolve: inside(span), isSpan });
      return leftOut(`${days} ${timesText(span.times, lang)}`);
    }),
  ].join(isKorean ? " · " : ", ");
}

/** Single days share a clause. Beside them a longer span would read as a period that contains them. */
function clausesOf(spans: readonly DaySpan[]): DaySpan[][] {
  const isOneDay = (span: DaySpan | undefined) => span !== undefined && span.from === span.to;
  const clauses: DaySpan[][] = [];
  for (const span of spans) {
    const clause = clauses.at(-1);
    if (clause && isOneDay(span) && isOneDay(clause[0])) clause.push(span);
    else clauses.push([span]);
  }
  return clauses;
}

/** As in 화–금, or Sat and Sun. */
export function daysText(days: readonly Weekday[], lang: Locale): string {
  if (days.length === 7) return lang === "ko" ? "매일" : "daily";
  const names = weekdayNames[lang];
  const inOrder = weekdaysFromMonday.filter((day) => days.includes(day));
  const runs: Weekday[][] = [];
  for (const day of inOrder) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && (last + 1) % 7 === day) run.push(day);
    else runs.push([day]);
  }
  const texts = runs.flatMap((run) =>
    run.length < 3
      ? run.map((day) => names[day] ?? "")
      : [`${names[run[0] ?? 0]}–${names[run.at(-1) ?? 0]}`],
  );
  return listed(texts, lang === "ko" ? "·" : ", ", lang);
}

export const timesText = (times: readonly TimeText[], lang: Locale): string =>
  listed(times, ", ", lang);

function listed(texts: readonly string[], mark: string, lang: Locale): string {
  if (lang === "ko" || texts.length < 2) return texts.join(mark);
  return `${texts.slice(0, -1).join(mark)} and ${texts.at(-1)}`;
}

type Resolving = {
  lang: Locale;
  /** The days that reading gives without a year. */
  resolve: (isSpan: boolean) => DaySpan | null;
  isSpan: boolean;
};

/** A span of days, with its years only where reading would give others. */
function spanText(span: DaySpan, { lang, resolve, isSpan }: Resolving): string {
  const soon = resolve(isSpan);
  const isUsual = soon?.from === span.from && soon.to === span.to;
  const [from, to] = [dayText(span.from, lang, !isUsual), dayText(span.to, lang, !isUsual)];
  return isSpan ? `${from}–${to}` : from;
}

export function dayText(day: DayText, lang: Locale, hasYear: boolean): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  if (lang === "ko") return hasYear ? `${year}/${month}/${date}` : `${month}/${date}`;
  return `${date} ${months[month - 1]}${hasYear ? ` ${year}` : ""}`;
}

function yearless(day: DayText) {
  const [, month = 1, date = 1] = day.split("-").map(Number);
  return { year: null, month, day: date };
}
