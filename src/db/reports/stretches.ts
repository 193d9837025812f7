import { dayAfter } from "../../contract/admin/reports/report-kinds.ts";

export type Unit = "day" | "month" | "year";
type Period = { from: string; to: string };
/** A part of a period that is made of whole units; `to` is the first day of the last unit. */
export type Stretch = Period & { unit: Unit };

/** A period in as few stretches as possible, none of a coarser unit than asked for, in the order of their units. */
export function stretches(period: Period, coarsest: Unit): Stretch[] {
  if (period.from > period.to) return [];
  if (coarsest === "day") return [{ unit: "day", ...period }];
  const finer = coarsest === "year" ? "month" : "day";
  const from = isFirst(period.from, coarsest) ? period.from : nextFirst(period.from, coarsest);
  const after = dayAfter(period.to, 1);
  const end = isFirst(after, coarsest) ? after : firstOf(period.to, coarsest);
  if (from >= end) return stretches(period, finer);
  const last = dayAfter(end, -1);
  return [
    { unit: coarsest, from, to: firstOf(last, coarsest) },
    ...stretches({ from: period.from, to: dayAfter(from, -1) }, finer),
    ...stretches({ from: end, to: period.to }, finer),
  ];
}

const firstOf = (day: string, unit: Unit) =>
  unit === "year" ? `${day.slice(0, 4)}-01-01` : `${day.slice(0, 8)}01`;

const isFirst = (day: string, unit: Unit) => day === firstOf(day, unit);

function nextFirst(day: string, unit: Unit): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const next = unit === "year" ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  return new Date(next).toISOString().slice(0, 10);
}
