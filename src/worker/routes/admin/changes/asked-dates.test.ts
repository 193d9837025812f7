import { expect, it } from "vitest";
import { askedDates, askedMax } from "./asked-dates.ts";

it("[CH11] the page of a concert asks the objects of its next fifty dates, and of no past one", () => {
  const nowMs = Date.parse("2098-01-01T00:00:00Z");
  const dates = Array.from({ length: 400 }, (_, day) => ({
    id: String(day),
    startsAt: new Date(nowMs + (day - 10) * 86_400_000).toISOString(),
  })).toReversed();
  const asked = askedDates(dates, { nowMs });
  expect(asked).toHaveLength(askedMax);
  expect([asked[0], asked.at(-1)]).toEqual(["11", "60"]);
  expect(askedDates(dates, { only: "3", nowMs })).toEqual(["3"]);
});
