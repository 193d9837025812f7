import { expect, it } from "vitest";
import {
  clockText,
  dayAndHour,
  dayRange,
  dayRangeShort,
  dayShort,
  inPieces,
  money,
  signedMoney,
  zoneNote,
} from "./format.ts";
import { momentText as momentToSecond } from "../admin/parts/moment.tsx";
import { clockTime, momentText } from "../../contract/sale/queue-times.ts";
import { labelText, readSeatKey, seatsText } from "../../contract/plan/seat-names.ts";

const at = { time: "2027-01-16T09:00:00Z", timeZone: "Asia/Seoul" };

it("[U13] times follow the venue's clock, and fans in another time zone see its name", () => {
  expect(dayAndHour({ ...at, lang: "ko" }, Date.parse("2027-01-02"))).toBe("1월 16일 (토) 18:00");
  expect(dayAndHour({ ...at, lang: "ko" }, Date.parse("2026-11-20"))).toBe(
    "2027년 1월 16일 (토) 18:00",
  );
  const night = { ...at, time: "2027-01-15T16:30:00Z", lang: "ko" } as const;
  expect(dayAndHour(night, Date.parse("2027-01-02"))).toBe("1월 16일 (토) 01:30");
  const midnight = { ...at, time: "2027-01-15T15:00:00Z" };
  expect(dayAndHour({ ...midnight, lang: "ko" }, Date.parse("2027-01-02"))).toBe(
    "1월 16일 (토) 00:00",
  );
  expect(dayAndHour({ ...at, lang: "en" }, Date.parse("2026-11-20"))).toContain("2027");
  expect(zoneNote({ ...at, lang: "en" }, "America/New_York")).toBe("Korean Standard Time");
  expect(zoneNote({ ...at, lang: "en" }, "Asia/Tokyo")).toBeNull();
});

it("[V360] a line can break between days and hours, and not within either", () => {
  const pieces = (text: string) => inPieces(text).split(/[ \u200b]/);
  const first = { ...at, lang: "ko" } as const;
  const last = "2027-01-17T09:00:00Z";
  const now = Date.parse("2026-11-20");
  expect(pieces(dayRange(first, last, now)).length).toBe(2);
  expect(pieces(dayRange({ ...first, lang: "en" }, last, now)).length).toBe(2);
  expect(pieces("2027년 1월 16일 (토)").length).toBe(1);
});

it("[V513] in English a comma stands between a day and its hour, and in Korean a space", () => {
  const now = Date.parse("2026-11-20");
  expect(dayAndHour({ ...at, lang: "en" }, now)).toMatch(/^Sat, Jan 16, 2027, 6:00\sPM$/);
  expect(dayAndHour({ ...at, lang: "en" }, Date.parse("2027-01-02"))).toMatch(
    /^Sat, Jan 16, 6:00\sPM$/,
  );
  expect(dayAndHour({ ...at, lang: "ko" }, now)).toBe("2027년 1월 16일 (토) 18:00");
});

it("[V514] every hour, to the minute or the second, is by a clock of 12 hours in English and of 24 in Korean", () => {
  const ms = Date.parse(at.time);
  const hours = (lang: "ko" | "en") => [
    dayAndHour({ ...at, lang }),
    clockTime(ms, lang, at.timeZone),
    momentText(ms, lang, at.timeZone),
    momentToSecond(at.time, lang),
  ];
  expect(hours("en").every((text) => /\d\s[AP]M$/.test(text))).toBe(true);
  expect(clockTime(Date.parse("2027-01-15T16:05:09Z"), "ko", at.timeZone)).toBe("01:05:09");
  expect(hours("ko").some((text) => /오전|오후|[AP]M/.test(text))).toBe(false);
});

it("[V502] a short Korean date has the words for month and day, and a run of days has even gaps", () => {
  const first = { ...at, lang: "ko" } as const;
  expect(dayShort(first)).toBe("1월 16일 (토)");
  expect(dayRangeShort(first, "2027-01-17T09:00:00Z")).toBe("1월 16일 (토)~17일 (일)");
  expect(dayShort({ ...at, lang: "en" })).toBe("Sat, 1/16");
});

it("[U46] money is formatted from minor units as in its reader's language", () => {
  const won = { amount: 154_000, currency: "KRW" } as const;
  expect(money(won, "ko")).toBe("154,000원");
  expect(money(won, "en")).toBe("₩154,000");
  expect(money({ amount: 12_345, currency: "USD" }, "en")).toBe("$123.45");
  expect(signedMoney({ ...won, amount: -154_000 }, "ko")).toBe("−154,000원");
});

it("[U60] a Korean row or section is named in English with its sound", () => {
  const seats = ["나/다/3", "나/다/4"].map(readSeatKey);
  expect(seatsText(seats, "ko")).toBe("나구역 다열 3–4번");
  expect(seatsText(seats, "en")).toBe("Section 나\u00a0(Na), row 다\u00a0(Da), seats 3–4");
  expect(["가", "차", "앞줄", "VIP", "B2"].map((label) => labelText(label, "en"))).toEqual([
    "가\u00a0(Ga)",
    "차\u00a0(Cha)",
    "앞줄\u00a0(Apjul)",
    "VIP",
    "B2",
  ]);
});

it("[U47] seats side by side are named as a run, and standing places by their entry number", () => {
  const seats = ["B2/5/9", "B2/5/8", "B2/5/11", "B2/6/1"].map(readSeatKey);
  expect(seatsText(seats, "ko")).toBe("B2구역 5열 8–9, 11번 · B2구역 6열 1번");
  expect(seatsText([readSeatKey("ST-A/12")], "en")).toBe("Section ST-A, entry 12");
  expect(seatsText(seats, "en")).toBe(
    "Section B2, row 5, seats 8–9, 11 · Section B2, row 6, seat 1",
  );
});

it("[U40] a countdown shows hours only when there are any", () => {
  expect([0, 59, 60, 3_599, 3_663].map(clockText)).toEqual([
    "0:00",
    "0:59",
    "1:00",
    "59:59",
    "1:01:03",
  ]);
});
