import fc from "fast-check";
import { expect, it } from "vitest";
import { dayAfter, daysBetween } from "../../contract/admin/reports/report-kinds.ts";
import { type Stretch, stretches, type Unit } from "./stretches.ts";

/** All days of a stretch, counted from the first days of its units. */
function daysOf({ unit, from, to }: Stretch): string[] {
  const end = new Date(to);
  if (unit === "month") end.setUTCMonth(end.getUTCMonth() + 1);
  else if (unit === "year") end.setUTCFullYear(end.getUTCFullYear() + 1);
  else end.setUTCDate(end.getUTCDate() + 1);
  const count = daysBetween(from, end.toISOString().slice(0, 10));
  return Array.from({ length: count }, (_, at) => dayAfter(from, at));
}

it("[RP24] the stretches of a period have each of its days once, in whole months and years", () => {
  const units: Unit[] = ["day", "month", "year"];
  fc.assert(
    fc.property(fc.nat(1_500), fc.nat(1_500), fc.constantFrom(...units), (start, days, unit) => {
      const from = dayAfter("2023-01-01", start);
      const to = dayAfter(from, days);
      const made = stretches({ from, to }, unit).flatMap(daysOf).sort();
      expect(made).toEqual(Array.from({ length: days + 1 }, (_, at) => dayAfter(from, at)));
    }),
  );
  expect(stretches({ from: "2024-02-29", to: "2027-03-31" }, "year")).toEqual([
    { unit: "year", from: "2025-01-01", to: "2026-01-01" },
    { unit: "month", from: "2024-03-01", to: "2024-12-01" },
    { unit: "day", from: "2024-02-29", to: "2024-02-29" },
    { unit: "month", from: "2027-01-01", to: "2027-03-01" },
  ]);
});
