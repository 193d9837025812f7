import { afterEach, expect, it } from "vitest";
import { language } from "../../state/language.ts";
import { stepText } from "./refund-step-text.ts";

const at = (date: string) => Date.parse(`${date}+09:00`);
const show = { startsAtMs: at("2027-01-31T18:00:00"), timeZone: "Asia/Seoul" };
const step = (until: string, refundMinor: number | null = 1) => ({
  fromMs: at("2027-01-01T12:00:00"),
  untilMs: at(until),
  refundMinor,
});

afterEach(() => {
  language.value = "ko";
});

it("[N40] a step of the refund table that ends at midnight shows as ending at 11:59 PM the day before", () => {
  const texts = (lang: "ko" | "en") => {
    language.value = lang;
    return [
      stepText(step("2027-01-07T00:00:00"), show),
      stepText(step("2027-01-30T17:00:00"), show),
      stepText(step("2027-01-30T17:00:00", null), show),
      stepText({ ...step("2027-01-31T18:00:00"), untilMs: null }, show),
    ];
  };
  expect(texts("en")).toEqual([
    "until Wed, Jan 6, 2027, 11:59 PM",
    "before Sat, Jan 30, 2027, 5:00 PM",
    "from Fri, Jan 1, 2027, 12:00 PM",
    "before Sun, Jan 31, 2027, 6:00 PM",
  ]);
  expect(texts("ko")[0]).toBe("2027년 1월 6일 (수) 23:59까지");
  expect(texts("ko")[1]).toContain("17:00 전까지");
});
