import type { DateFault, TimeText, Weekday } from "./date-rule.ts";

/** A day as it was written; the year may follow from what is around it. */
export type WrittenDay = {
  year: number | null;
  month: number;
  day: number;
  weekday: Weekday | null;
};

type Piece =
  | { kind: "weekdays"; days: Weekday[] }
  | { kind: "day"; day: WrittenDay }
  | { kind: "number"; value: number }
  | { kind: "year"; year: number }
  | { kind: "time"; time: TimeText }
  | { kind: "to" }
  | { kind: "comma" }
  | { kind: "break" }
  | { kind: "except"; isBefore: boolean };

export type Token = Piece & { at: number; length: number };
/** Null is a word that adds nothing; a fault's name is a piece that is no date. */
type Read = Piece | null | "no-such-time" | "half-of-day";
type Seen = { groups: Partial<Record<string, string>>; tokens: readonly Token[]; text: string };
type Reader = [pattern: string, read: (seen: Seen) => Read];

const koreanDays = "일월화수목금토";
const englishDays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month =
  "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
const ordinal = "(?:st|nd|rd|th)?\\b";
const english =
  "(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\\b\\.?";
const ofWeek = `(?:\\s*\\((?<week>[${koreanDays}](?:요일)?|${english})\\))?`;
const meridiem = "(?<half>am\\b|pm\\b|a\\.m\\.|p\\.m\\.)";

const weekdayOf = (name: string): Weekday => {
  const korean = koreanDays.indexOf(name.charAt(0));
  const found = korean >= 0 ? korean : englishDays.indexOf(name.slice(0, 3).toLowerCase());
  return found as Weekday;
};

function dayOf({ groups }: Seen): Piece {
  const { year, name, month, day, week } = groups;
  const number = name ? months.indexOf(name.slice(0, 3).toLowerCase()) + 1 : Number(month);
  const weekday = week === undefined ? null : weekdayOf(week);
  const written = { year: year === undefined ? null : Number(year), month: number, weekday };
  return { kind: "day", day: { ...written, day: Number(day) } };
}

function timeOf({ groups, tokens }: Seen): Read {
  const { hour, half, part, minutes } = groups;
  const minute = groups["minute"] ?? minutes ?? (groups["isHalf"] ? "30" : "0");
  let written = Number(hour);
  if (Number(minute) > 59) return "no-such-time";
  if (half || part) {
    if (written > 12 || (half && written === 0)) return "no-such-time";
    const isMorning = half ? /^a/i.test(half) : ["오전", "아침", "새벽"].includes(part ?? "");
    written = (written % 12) + (isMorning ? 0 : 12);
  } else if (groups["korean"] && written > 0 && written < 12) {
    // As in 오후 2시, 7시: the half of the day is named once for all.
    const before = tokens.findLast(({ kind }) => kind !== "comma" && kind !== "break");
    if (before?.kind !== "time") return "half-of-day";
    written += before.time >= "12:00" ? 12 : 0;
  }
  if (written > 23) return "no-such-time";
  const two = (value: number) => String(value).padStart(2, "0");
  return { kind: "time", time: `${two(written)}:${two(Number(minute))}` };
}

const all: Weekday[] = [1, 2, 3, 4, 5, 6, 0];
const just = (piece: Piece) => () => piece;

/** In this order: what is more exact comes first. */
const readers: Reader[] = [
  ["\\s*(?:[;|\\n]|\\s[·•・]\\s)\\s*", just({ kind: "break" })],
  ["\\s+", () => null],
  [`(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?\\s*${meridiem}`, timeOf],
  [
    "(?<part>오전|오후|아침|새벽|낮|저녁|밤)\\s*(?<hour>\\d{1,2})(?:\\s*:\\s*(?<minute>\\d{2})|시(?:\\s*(?<isHalf>반)|\\s*(?<minutes>\\d{1,2})분)?)",
    timeOf,
  ],
  ["(?<hour>\\d{1,2}):(?<minute>\\d{2})(?!\\d)", timeOf],
  ["(?<hour>\\d{1,2})(?<korean>시)(?:\\s*(?<isHalf>반)|\\s*(?<minute>\\d{1,2})분)?", timeOf],
  ["noon\\b|정오", just({ kind: "time", time: "12:00" })],
  [
    `(?<year>\\d{4})\\s?[-./]\\s?(?<month>\\d{1,2})\\s?[-./]\\s?(?<day>\\d{1,2})(?!\\d)${ofWeek}`,
    dayOf,
  ],
  [`(?:(?<year>\\d{4})년\\s*)?(?<month>\\d{1,2})월\\s*(?<day>\\d{1,2})일?${ofWeek}`, dayOf],
  [
    `(?<day>\\d{1,2})${ordinal}\\s+(?:of\\s+)?${month}(?:,?\\s+(?<year>\\d{4})\\b)?${ofWeek}`,
    dayOf,
  ],
  [`${month}\\s+(?<day>\\d{1,2})${ordinal}(?:,?\\s+(?<year>\\d{4})\\b)?${ofWeek}`, dayOf],
  [`(?<month>\\d{1,2})(?:/|\\.\\s?)(?<day>\\d{1,2})(?!\\d)${ofWeek}`, dayOf],
  ["(?<year>\\d{4})(?:년|\\b)", ({ groups }) => ({ kind: "year", year: Number(groups["year"]) })],
  [
    "(?<value>\\d{1,2})(?:일|st\\b|nd\\b|rd\\b|th\\b)?(?![\\d:])",
    ({ groups }) => ({ kind: "number", value: Number(groups["value"]) }),
  ],
  ["매일|every\\s?day\\b|daily\\b", just({ kind: "weekdays", days: all })],
  ["평일|weekdays?\\b", just({ kind: "weekdays", days: [1, 2, 3, 4, 5] })],
  ["주말|weekends?\\b", just({ kind: "weekdays", days: [6, 0] })],
  ["(?:제외|휴무|휴관)\\s*:", just({ kind: "except", isBefore: true })],
  ["제외|빼고|휴무|휴관|쉼", just({ kind: "except", isBefore: false })],
  [
    "(?:but\\s+)?(?:not|except|excluding|without|skip|no)\\b(?:\\s+(?:on|for)\\b)?",
    just({ kind: "except", isBefore: true }),
  ],
  [
    `[${koreanDays}](?:요일)?(?=$|[^가-힣]|[${koreanDays}]|에|은|부터|까지|제외|과|와|및)|${english}`,
    ({ text }) => ({ kind: "weekdays", days: [weekdayOf(text)] }),
  ],
  ["[-–—~〜]|부터|to\\b|until\\b|till\\b|through\\b|thru\\b", just({ kind: "to" })],
  ["[,、&+/·•・]|and\\b|및|그리고|[와과](?=\\s)", just({ kind: "comma" })],
  [
    "매주|에는?(?=\\s|$)|은|는|까지|공연|every\\b|each\\b|at\\b|on\\b|from\\b|the\\b|@|[.:()]",
    () => null,
  ],
];

const patterns = readers.map(([pattern, read]) => [new RegExp(pattern, "iuy"), read] as const);
/** The whole of a word that nothing reads. */
const unknown = /[^\s,;·|]+|./uy;

/** Cuts the text into pieces. What nothing reads is a fault, and the rest is still read. */
export function tokensOf(text: string): { tokens: Token[]; faults: DateFault[] } {
  const tokens: Token[] = [];
  const faults: DateFault[] = [];
  for (let at = 0; at < text.length;) {
    const { length, read } = readAt(text, at, tokens);
    if (read === "unknown-word" || read === "no-such-time" || read === "half-of-day")
      faults.push({ kind: read, at, length });
    else if (read !== null) tokens.push({ ...read, at, length });
    at += length;
  }
  return { tokens, faults };
}

function readAt(text: string, at: number, tokens: readonly Token[]) {
  for (const [pattern, read] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) continue;
    const [whole] = found;
    return {
      length: whole.length,
      read: read({ groups: found.groups ?? {}, tokens, text: whole }),
    };
  }
  unknown.lastIndex = at;
  return { length: unknown.exec(text)?.[0].length ?? 1, read: "unknown-word" as const };
}
