import { expect, it } from "vitest";
import { expandDateRule } from "../../../../contract/concert-draft/date-rules/expand-date-rule.ts";
import { parseDateRule } from "../../../../contract/concert-draft/date-rules/parse-date-rule.ts";
import { emptyDocument } from "../../../../contract/concert-draft/documents.ts";
import {
  added,
  byRule,
  changed,
  differencesOf,
  holidayEvenings,
  removed,
  restored,
} from "./date-rows.ts";

const seoul = "Asia/Seoul";
const none = emptyDocument().dates;

function ruled(text: string, before = none) {
  const { rule } = parseDateRule(text, "2026-11-30");
  if (!rule) throw new Error(`not a rule: ${text}`);
  return byRule(before, text, expandDateRule(rule, seoul).dates);
}
const starts = ({ rows }: typeof none) => rows.map(({ start }) => start);
const only = (key: string) => new Set([key]);

it("[CW8] a changed rule keeps what was changed, added or taken out by hand, as long as it makes these dates", () => {
  const first = ruled("토 14:00, 19:00 · 9/4–9/18");
  expect(first.rows).toHaveLength(6);
  const edited = added(
    removed(
      changed(first, only("2027-09-11T19:00"), { start: "2027-09-11T20:00", priceListId: "late" }),
      only("2027-09-04T14:00"),
    ),
    "2027-09-12T15:00",
  );
  const longer = ruled("토 14:00, 19:00 · 9/4–9/25", edited);
  expect(starts(longer)).toEqual([
    "2027-09-04T19:00",
    "2027-09-11T14:00",
    "2027-09-11T20:00",
    "2027-09-12T15:00",
    "2027-09-18T14:00",
    "2027-09-18T19:00",
    "2027-09-25T14:00",
    "2027-09-25T19:00",
  ]);
  expect(longer.rows[2]).toMatchObject({ key: "2027-09-11T19:00", priceListId: "late" });
  expect(longer.removed).toEqual(["2027-09-04T14:00"]);
  expect(starts(restored(longer, "2027-09-04T14:00"))[0]).toBe("2027-09-04T14:00");
  const other = ruled("일 15:00 · 9/4–9/18", longer);
  expect(starts(other)).toEqual(["2027-09-05T15:00", "2027-09-12T15:00", "2027-09-12T15:00"]);
  expect(new Set(other.rows.map(({ key }) => key)).size).toBe(3);
  expect(other.removed).toEqual([]);
});

it("[CW9] a date says in what it differs from the rule", () => {
  const dates = changed(ruled("토 14:00 · 9/4–9/11"), only("2027-09-04T14:00"), {
    start: "2027-09-04T15:00",
    castIds: ["a"],
    isSold: false,
  });
  expect(added(dates, "2027-09-05T15:00").rows.map(differencesOf)).toEqual([
    ["time", "cast", "unsold"],
    ["added"],
    [],
  ]);
});

it("[CW10] evening shows on Seollal and Chuseok are pointed out in Korea, until they are moved", () => {
  const dates = ruled("매일 14:00, 19:30 · 9/12–9/18");
  const found = holidayEvenings(dates.rows, seoul);
  expect(found.map(({ start }) => start)).toEqual([
    "2027-09-14T19:30",
    "2027-09-15T19:30",
    "2027-09-16T19:30",
  ]);
  expect(holidayEvenings(dates.rows, "America/New_York")).toEqual([]);
  const moved = changed(dates, only("2027-09-14T19:30"), { start: "2027-09-14T17:00" });
  expect(holidayEvenings(moved.rows, seoul)).toHaveLength(2);
});
