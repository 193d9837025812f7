import fc from "fast-check";
import { expect, it } from "vitest";
import { type DateRule, datesMax, tidyRule, type Weekday } from "./date-rule.ts";
import { dayTextAt } from "./days.ts";
import { expandDateRule } from "./expand-date-rule.ts";
import { formatDateRule } from "./format-date-rule.ts";
import { holidayOn } from "./holidays.ts";
import { parseDateRule } from "./parse-date-rule.ts";

const today = "2026-11-30";
const seoul = "Asia/Seoul";

const sample: DateRule = {
  weekly: [
    { days: [2, 3, 4, 5], times: ["19:30"] },
    { days: [6], times: ["14:00", "19:00"] },
  ],
  periods: [{ from: "2027-09-03", to: "2027-10-12" }],
  dated: [],
  except: [{ from: "2027-09-25", to: "2027-09-25", times: [] }],
};

function parsed(text: string): DateRule {
  const { rule, faults } = parseDateRule(text, today);
  expect(faults, text).toEqual([]);
  return rule as DateRule;
}

const faultsOf = (text: string) =>
  parseDateRule(text, today).faults.map(
    ({ kind, at, length }) => `${kind} ${text.slice(at, at + length)}`,
  );
const datesOf = (text: string, timeZone = seoul) =>
  expandDateRule(parsed(text), timeZone).dates.map(({ day, time }) => `${day} ${time}`);

it("[DR1] one rule reads the same in Korean and in English", () => {
  const texts = [
    "화–금 19:30 · 토 14:00, 19:00 · 9/3–10/12 · 9/25 제외",
    "화-금 19:30, 토 14:00, 19:00, 9/3-10/12, 9/25 제외",
    "화요일부터 금요일까지 오후 7시 30분, 토요일 오후 2시, 7시, 9월 3일부터 10월 12일까지, 9월 25일 빼고",
    "화·수·목·금 저녁 7시 반; 토 14:00/19:00; 2027.9.3 ~ 2027.10.12; 제외: 9.25(토)",
    "화수목금 19:30 토 14:00·19:00 2027년 9/3–10/12 9/25 제외",
    "Tue–Fri 19:30, Sat 14:00 and 19:00, 3 Sep–12 Oct, not 25 Sep",
    "Tuesday to Friday at 7:30pm, Saturdays 2 pm & 7 p.m., from September 3rd until October 12th, except 25th of Sep",
    "Tue, Wed, Thu and Fri 19:30\nSat 14:00, 19:00\n2027-09-03 to 2027-10-12\nexcluding Sep 25 (Sat)",
  ];
  for (const text of texts) expect(parsed(text), text).toEqual(sample);
});

it("[DR2] a rule names all days, weekdays, weekends, several periods, closed weekdays, single days and single shows", () => {
  const weekly = (text: string) => parsed(`${text} · 9/3–10/12`).weekly;
  expect(weekly("매일 19:30")).toEqual([{ days: [1, 2, 3, 4, 5, 6, 0], times: ["19:30"] }]);
  expect(weekly("평일 19시 30분")).toEqual([{ days: [1, 2, 3, 4, 5], times: ["19:30"] }]);
  expect(weekly("주말 낮 2시")).toEqual([{ days: [6, 0], times: ["14:00"] }]);
  expect(weekly("every day at noon")).toEqual([{ days: [1, 2, 3, 4, 5, 6, 0], times: ["12:00"] }]);
  expect(weekly("매일 19:30, 월 제외")).toEqual([{ days: [2, 3, 4, 5, 6, 0], times: ["19:30"] }]);
  expect(weekly("daily 19:30, not Mon")).toEqual([{ days: [2, 3, 4, 5, 6, 0], times: ["19:30"] }]);
  expect(weekly("금–월 20:00")).toEqual([{ days: [1, 5, 6, 0], times: ["20:00"] }]);
  expect(weekly("20:00")).toEqual([{ days: [1, 2, 3, 4, 5, 6, 0], times: ["20:00"] }]);
  expect(parsed("Sat 14:00, 3–12 Sep, 1 Oct–5 Oct").periods).toEqual([
    { from: "2027-09-03", to: "2027-09-12" },
    { from: "2027-10-01", to: "2027-10-05" },
  ]);
  expect(datesOf("9/25, 26 15:00 · 9/28 11:00, 14:00")).toEqual([
    "2027-09-25 15:00",
    "2027-09-26 15:00",
    "2027-09-28 11:00",
    "2027-09-28 14:00",
  ]);
  expect(datesOf("토 14:00, 19:00 · 9/18–9/25 · 9/25 14:00 제외")).toEqual([
    "2027-09-18 14:00",
    "2027-09-18 19:00",
    "2027-09-25 19:00",
  ]);
});

it("[DR3] a day without a year is in the first year in which it is not over, also across New Year", () => {
  expect(parsed("토 14:00 · 12/1–12/20").periods).toEqual([
    { from: "2026-12-01", to: "2026-12-20" },
  ]);
  expect(parsed("토 14:00 · 11/1–12/20").periods).toEqual([
    { from: "2026-11-01", to: "2026-12-20" },
  ]);
  const over = parsed("daily 19:00, 20 Dec–10 Jan, not 1 Jan");
  expect(over.periods).toEqual([{ from: "2026-12-20", to: "2027-01-10" }]);
  expect(over.except).toEqual([{ from: "2027-01-01", to: "2027-01-01", times: [] }]);
  expect(parsed("daily 19:00, 20 Dec–10 Jan 2029").periods).toEqual([
    { from: "2028-12-20", to: "2029-01-10" },
  ]);
  expect(parsed("2/29 19:00").dated).toEqual([
    { from: "2028-02-29", to: "2028-02-29", times: ["19:00"] },
  ]);
});

it("[DR4] a fault points at the piece of the text that makes no date", () => {
  expect(faultsOf("화–금 19:30 · 샌드위치 · 9/3–10/12")).toEqual(["unknown-word 샌드위치"]);
  expect(faultsOf("Tue 19:30, blue, 3 Sep–12 Oct")).toEqual(["unknown-word blue"]);
  expect(faultsOf("토 25:00 · 9/3–10/12")).toEqual(["no-such-time 25:00"]);
  expect(faultsOf("토 7시 · 9/3–10/12")).toEqual(["half-of-day 7시"]);
  expect(faultsOf("토 14:00 · 9/31–10/12")).toEqual(["no-such-day 9/31–10/12"]);
  expect(faultsOf("토 14:00 · 2027-10-12 – 2027-09-03")).toEqual([
    "backwards 2027-10-12 – 2027-09-03",
  ]);
  expect(faultsOf("토 14:00 · 2027-01-01–2031-01-01")).toEqual(["too-long 2027-01-01–2031-01-01"]);
  expect(faultsOf("토 · 9/3–10/12")).toEqual(["days-without-time 토"]);
  expect(faultsOf("토 14:00 · 9/3")).toEqual(["day-without-time 9/3"]);
  expect(faultsOf("9/3(토) 14:00")).toEqual(["weekday-mismatch 9/3(토)"]);
  expect(faultsOf("토 14:00 · 9/3–10/12 · 제외")).toEqual(["nothing-left-out 제외"]);
  expect(faultsOf("토 14:00")).toEqual(["no-period 토 14:00"]);
  expect(faultsOf("9/3–10/12")).toEqual(["no-days 9/3–10/12"]);
  expect(faultsOf("")).toEqual(["no-days "]);
});

it("[DR5] the dates are in order, each once, and never more than a draft may have", () => {
  const { dates, leftOut, isTooMany } = expandDateRule(sample, seoul);
  expect([dates.length, leftOut, isTooMany]).toEqual([32, [2], false]);
  expect(dates[0]).toEqual({
    day: "2027-09-03",
    time: "19:30",
    startsAtMs: Date.parse("2027-09-03T19:30:00+09:00"),
    isMoved: false,
    source: { part: "weekly", index: 0 },
  });
  expect(datesOf("토 14:00 · 토·일 14:00 · 9/4–9/5")).toEqual([
    "2027-09-04 14:00",
    "2027-09-05 14:00",
  ]);
  const many = expandDateRule(parsed("매일 14:00, 19:00 · 2027-01-01–2027-12-31"), seoul);
  expect([many.dates.length, many.isTooMany]).toEqual([datesMax, true]);
});

it("[DR6] a time that the clocks skip counts on from before the change, and of a time shown twice it is the first", () => {
  const at = (text: string) => expandDateRule(parsed(text), "America/New_York").dates[0];
  expect(at("2027-03-14 02:30")).toMatchObject({
    startsAtMs: Date.parse("2027-03-14T03:30:00-04:00"),
    isMoved: true,
  });
  expect(at("2027-11-07 01:30")).toMatchObject({
    startsAtMs: Date.parse("2027-11-07T01:30:00-04:00"),
    isMoved: false,
  });
  expect(at("2027-03-14 19:30")?.startsAtMs).toBe(Date.parse("2027-03-14T19:30:00-04:00"));
});

it("[DR7] a rule is written as in a sentence, in both languages", () => {
  expect(formatDateRule(sample, "ko", today)).toBe(
    "화–금 19:30 · 토 14:00, 19:00 · 9/3–10/12 · 9/25 제외",
  );
  expect(formatDateRule(sample, "en", today)).toBe(
    "Tue–Fri 19:30, Sat 14:00 and 19:00, 3 Sep–12 Oct, not 25 Sep",
  );
});

const firstDay = Date.parse("2026-06-01") / 86_400_000;
const span = fc
  .tuple(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 900 }))
  .map(([start, length]) => ({
    from: dayTextAt(firstDay + start),
    to: dayTextAt(firstDay + start + length),
  }));
const time = fc.integer({ min: 0, max: 1_439 }).map((minute) => {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
});
const times = fc.array(time, { minLength: 1, maxLength: 4 });
const weekdays = fc.array(fc.integer({ min: 0, max: 6 }) as fc.Arbitrary<Weekday>, {
  minLength: 1,
  maxLength: 8,
});
const withTimes = fc.tuple(span, times).map(([days, at]) => ({ ...days, times: at }));
const rules = fc.record({
  weekly: fc.array(fc.record({ days: weekdays, times }), { minLength: 1, maxLength: 4 }),
  periods: fc.array(span, { minLength: 1, maxLength: 3 }),
  dated: fc.array(withTimes, { maxLength: 3 }),
  except: fc
    .tuple(
      fc.array(
        span.map((days) => ({ ...days, times: [] as string[] })),
        { maxLength: 3 },
      ),
      fc.array(withTimes, { maxLength: 2 }),
    )
    .map(([whole, timed]) => [...whole, ...timed]),
});

it("[DR8] reading a written rule gives the same rule, in both languages", () => {
  fc.assert(
    fc.property(rules, fc.constantFrom("ko" as const, "en" as const), (made, lang) => {
      const rule = tidyRule(made);
      const text = formatDateRule(rule, lang, today);
      expect(parseDateRule(text, today), text).toEqual({ rule, faults: [] });
    }),
    { numRuns: 400 },
  );
});

it("[DR9] no text stops the reader, and every fault lies within the text", () => {
  const words = fc.constantFrom(
    ..."화–금|토|19:30|7시|오후|9/3|–|10/12|제외|not|,|·|2027|Sep|25|and|샌드위치|:| ".split("|"),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((each) => each.join(" ")),
      ),
      (text) => {
        const { rule, faults } = parseDateRule(text, today);
        expect(rule === null).toBe(faults.length > 0);
        for (const { at, length } of faults) expect(at + length).toBeLessThanOrEqual(text.length);
        if (rule) expect(expandDateRule(rule, seoul).dates.length).toBeLessThanOrEqual(datesMax);
      },
    ),
    { numRuns: 400 },
  );
});

it("[DR10] Seollal and Chuseok are three days each, on the days of the Korean lunar calendar", () => {
  const lunar = new Intl.DateTimeFormat("en-u-ca-dangi", {
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const found: string[] = [];
  const last = Date.parse("2031-12-31") / 86_400_000;
  for (let day = Date.parse("2026-01-01") / 86_400_000; day <= last; day++) {
    const name = { "1/1": "seollal", "8/15": "chuseok" }[lunar.format(day * 86_400_000)];
    if (name === undefined) continue;
    found.push(name);
    expect(holidayOn(dayTextAt(day))).toEqual({ name, isItself: true });
    for (const beside of [day - 1, day + 1])
      expect(holidayOn(dayTextAt(beside))).toEqual({ name, isItself: false });
    for (const away of [day - 2, day + 2]) expect(holidayOn(dayTextAt(away))).toBeNull();
  }
  expect(found).toHaveLength(12);
});
