import {
  type Comparison,
  comparisons,
  dayAfter,
  daysBetween,
  type SalesReportName,
  salesReports,
} from "../../../contract/admin/reports/report-kinds.ts";

import type { Currency } from "../../../contract/money/money.ts";
import { decimals } from "../../../contract/money/money-text.ts";

/** Reports with figures of their own, besides those of sales. */
export const otherReports = ["unsold", "no-shows", "gateway", "day-files"] as const;
export type OtherReport = (typeof otherReports)[number];
/** Whether a report has a period that can be chosen, and saved with it. */
export const hasPeriod = (name: ReportName): boolean => name !== "day-files" && name !== "no-shows";
export type ReportName = SalesReportName | OtherReport;

export type ReportFilter = {
  report: ReportName;
  from: string;
  to: string;
  compare: Comparison;
  channel: string;
  concertId: string;
  scheduleId: string;
  /** Empty for the usual one. */
  currency: "" | Currency;
};

export const currencies = Object.keys(decimals) as Currency[];

export const spans = ["7", "14", "30", "year"] as const;
export type Span = (typeof spans)[number];

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const isSales = (name: string | null): name is SalesReportName =>
  name !== null && Object.hasOwn(salesReports, name);
const isOther = (name: string | null): name is OtherReport =>
  otherReports.some((each) => each === name);

/** A span that ends today. */
export function spanOf(span: Span, today: string): { from: string; to: string } {
  if (span === "year") return { from: `${today.slice(0, 4)}-01-01`, to: today };
  return { from: dayAfter(today, 1 - Number(span)), to: today };
}

/** What the address asks for; whatever is not valid in it is as usual. */
export function readFilter(query: URLSearchParams, today: string): ReportFilter {
  const report = query.get("report");
  const usual = spanOf("14", today);
  const [from, to] = [query.get("from"), query.get("to")];
  const period = isDay(from) && isDay(to) && daysBetween(from, to) >= 0 ? { from, to } : usual;
  const compare = comparisons.find((each) => each === query.get("compare")) ?? "before";
  return {
    report: isSales(report) || isOther(report) ? report : "days",
    ...period,
    compare,
    channel: query.get("channel") ?? "",
    concertId: query.get("concertId") ?? "",
    scheduleId: query.get("scheduleId") ?? "",
    currency: currencies.find((each) => each === query.get("currency")) ?? "",
  };
}

export function filterAddress(filter: ReportFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== "") query.set(name, value);
  return `/admin/reports?${query}`;
}

/** Today in Korea, where the shows are, so that a viewer elsewhere does not miss the sales of this morning. */
export const todayHere = (now = new Date()): string =>
  new Intl.DateTimeFormat("sv", { timeZone: "Asia/Seoul" }).format(now);

/** The change from the earlier figure, as a share; null if there was nothing to compare with. */
export const changeOf = (now: number, before: number | undefined): number | null =>
  before === undefined || before === 0 ? null : (now - before) / Math.abs(before);
