import type { DateFault, TimeText, Weekday } from "./date-rule.ts";
import { weekdaysFromMonday } from "./date-rule.ts";
import type { Token, WrittenDay } from "./tokens.ts";

export type WrittenSpan = { from: WrittenDay; to: WrittenDay; isSpan: boolean };

/** What the pieces of a text say together: spans of days, weekdays, times, and the marks between them. */
export type Phrase = { at: number; length: number } & (
  | { kind: "weekdays"; days: Weekday[] }
  | ({ kind: "span" } & WrittenSpan)
  | { kind: "time"; time: TimeText }
  | { kind: "comma" }
  | { kind: "break" }
  | { kind: "except"; isBefore: boolean }
);

const end = ({ at, length }: { at: number; length: number }) => at + length;

/** Puts together what belongs together: Tue–Fri, 9/3–10/12, 25 and 26 Sep. */
export function phrasesOf(given: readonly Token[]): { phrases: Phrase[]; faults: DateFault[] } {
  const faults: DateFault[] = [];
  const tokens = withWholeDays(given, faults);
  const phrases: Phrase[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const [to, next] = [tokens[index + 1], tokens[index + 2]];
    const isRun = to?.kind === "to" && next?.kind === token.kind;
    const place = { at: token.at, length: (isRun ? end(next) : end(token)) - token.at };
    if (token.kind === "weekdays") {
      const [first = 0] = token.days;
      const last = isRun && next.kind === "weekdays" ? next.days[0] : undefined;
      const days = last === undefined ? token.days : weekdaysBetween(first, last);
      phrases.push({ kind: "weekdays", days, ...place });
    } else if (token.kind === "day") {
      const last = isRun && next.kind === "day" ? next.day : token.day;
      phrases.push({ kind: "span", from: token.day, to: last, isSpan: isRun, ...place });
    } else if (token.kind === "to" || token.kind === "number" || token.kind === "year") {
      faults.push({ kind: "unknown-word", at: token.at, length: token.length });
      continue;
    } else {
      phrases.push(token);
      continue;
    }
    if (isRun) index += 2;
  }
  return { phrases, faults };
}

/** The weekdays of a run, over Sunday if it has to be. */
function weekdaysBetween(first: Weekday, last: Weekday): Weekday[] {
  const [start, stop] = [first, last].map((day) => weekdaysFromMonday.indexOf(day));
  if (start === undefined || stop === undefined) return [];
  const length = ((stop - start + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => weekdaysFromMonday[(start + step) % 7] as Weekday);
}

/** A bare number is a day of the month named beside it, and a bare year belongs to the day after it. */
function withWholeDays(tokens: readonly Token[], faults: DateFault[]): Token[] {
  const whole: Token[] = [];
  let pendingYear: Token | null = null;
  for (const [index, token] of tokens.entries()) {
    const isNumber = token.kind === "number";
    if (token.kind === "year") {
      pendingYear = token;
      continue;
    }
    if (token.kind === "day" && pendingYear?.kind === "year") {
      const day = { ...token.day, year: token.day.year ?? pendingYear.year };
      const length = end(token) - pendingYear.at;
      whole.push({ kind: "day", day, at: pendingYear.at, length });
      pendingYear = null;
      continue;
    }
    if (pendingYear) {
      faults.push({ kind: "unknown-word", at: pendingYear.at, length: pendingYear.length });
      pendingYear = null;
    }
    const beside = isNumber ? (dayBefore(whole) ?? dayAfter(tokens, index)) : null;
    if (isNumber && beside) {
      const day = { ...beside, day: token.value, weekday: null };
      whole.push({ kind: "day", day, at: token.at, length: token.length });
    } else whole.push(token);
  }
  if (pendingYear) whole.push(pendingYear);
  return whole;
}

function dayBefore(whole: readonly Token[]): WrittenDay | null {
  const [day, mark] = whole.slice(-2);
  const isJoined = mark?.kind === "comma" || mark?.kind === "to";
  return isJoined && day?.kind === "day" ? day.day : null;
}

function dayAfter(tokens: readonly Token[], index: number): WrittenDay | null {
  for (const token of tokens.slice(index + 1)) {
    if (token.kind === "day") return token.day;
    if (token.kind !== "comma" && token.kind !== "to" && token.kind !== "number") return null;
  }
  return null;
}
