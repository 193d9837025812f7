import type { DayText } from "./date-rule.ts";
import { dayNumber } from "./days.ts";

export type Holiday = { name: "seollal" | "chuseok"; isItself: boolean };

/** Lunar New Year and Chuseok by the Korean calendar; the days before and after are holidays as well. */
const itself: Record<Holiday["name"], readonly DayText[]> = {
  seollal: ["2026-02-17", "2027-02-07", "2028-01-27", "2029-02-13", "2030-02-03", "2031-01-23"],
  chuseok: ["2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12", "2031-10-01"],
};

const byDay = new Map<number, Holiday>();
for (const name of ["seollal", "chuseok"] as const)
  for (const day of itself[name])
    for (const away of [-1, 0, 1]) byDay.set(dayNumber(day) + away, { name, isItself: away === 0 });

/** The great Korean holiday of a day, for the years of the table. */
export const holidayOn = (day: DayText): Holiday | null => byDay.get(dayNumber(day)) ?? null;
