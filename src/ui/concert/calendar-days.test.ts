import { expect, it } from "vitest";
import { daysOfMonth, moved, shiftMonth } from "./calendar-days.ts";

it("[V93] a month in the calendar has whole weeks from Sunday on, with each of its days once", () => {
  const weeks = daysOfMonth("2027-02");
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks.flat().filter((day) => day !== null)).toHaveLength(28);
  expect(weeks[0]).toEqual([null, ...Array.from({ length: 6 }, (_, at) => `2027-02-0${at + 1}`)]);
  expect(daysOfMonth("2028-02").flat()).toContain("2028-02-29");
});

it("[V59] keys move the calendar by day, week and month, and never to a day that a month does not have", () => {
  expect(moved("2027-01-31", "ArrowRight")).toBe("2027-02-01");
  expect(moved("2027-01-01", "ArrowUp")).toBe("2026-12-25");
  expect(moved("2027-01-31", "PageDown")).toBe("2027-02-28");
  expect(shiftMonth("2027-12-31", 2)).toBe("2028-02-29");
  expect([moved("2027-01-20", "Home"), moved("2027-01-20", "End")]).toEqual([
    "2027-01-17",
    "2027-01-23",
  ]);
  expect(moved("2027-01-20", "a")).toBeNull();
});
