/** Where the sums of a report come from: only one thing beside the day, the show and the channel is kept with them. */
export const slices = [
  "method",
  "zone",
  "price-type",
  "coupon",
  "hour",
  "customer",
  "lead",
] as const;
export type Slice = (typeof slices)[number];

/** By what a report can be split. */
export const dimensions = {
  day: null,
  week: null,
  month: null,
  year: null,
  concert: null,
  date: null,
  channel: null,
  method: "method",
  zone: "zone",
  "price-type": "price-type",
  coupon: "coupon",
  hour: "hour",
  customer: "customer",
  lead: "lead",
} as const satisfies Record<string, Slice | null>;

export type Dimension = keyof typeof dimensions;
/** The slice with the fewest sums, for reports that need none of its keys. */
const fewestSums: Slice = "customer";

/** The slice that a report reads, or null if two of its dimensions are never counted together. */
export function sliceOf(by: readonly Dimension[]): Slice | null {
  const wanted = [...new Set(by.flatMap((dimension) => dimensions[dimension] ?? []))];
  return wanted.length > 1 ? null : (wanted[0] ?? fewestSums);
}

/** Every report of sales there is. A new one is a line here and its name in the words of the screen. */
export const salesReports = {
  days: { by: ["day"], split: "zone", drawnAs: "columns", shows: "money" },
  weeks: { by: ["week"], split: "zone", drawnAs: "columns", shows: "money" },
  months: { by: ["month"], split: "zone", drawnAs: "columns", shows: "money" },
  years: { by: ["year"], split: null, drawnAs: "columns", shows: "money" },
  hours: { by: ["hour"], split: null, drawnAs: "columns", shows: "money" },
  concerts: { by: ["concert"], split: null, drawnAs: "bars", shows: "money" },
  dates: { by: ["concert", "date", "zone"], split: null, drawnAs: "bars", shows: "money" },
  zones: { by: ["zone"], split: null, drawnAs: "bars", shows: "money" },
  channels: { by: ["channel"], split: null, drawnAs: "bars", shows: "money" },
  "price-types": { by: ["price-type"], split: null, drawnAs: "bars", shows: "money" },
  coupons: { by: ["coupon"], split: null, drawnAs: "bars", shows: "money" },
  methods: { by: ["method"], split: null, drawnAs: "bars", shows: "money" },
  fees: { by: ["month", "concert"], split: null, drawnAs: "bars", shows: "fees" },
  refunds: { by: ["day"], split: null, drawnAs: "columns", shows: "refunds" },
  customers: { by: ["customer"], split: null, drawnAs: "bars", shows: "customers" },
  "lead-times": { by: ["lead"], split: null, drawnAs: "bars", shows: "customers" },
} as const satisfies Record<string, SalesReportKind>;

type SalesReportKind = {
  by: readonly Dimension[];
  /** What the drawn columns are split by. */
  split: Dimension | null;
  drawnAs: "columns" | "bars";
  /** Which columns the table has, and which figure the chart draws. */
  shows: ReportSubject;
};
export type ReportSubject = "money" | "fees" | "refunds" | "customers";
export type SalesReportName = keyof typeof salesReports;
export const comparisons = ["none", "before", "year"] as const;
export type Comparison = (typeof comparisons)[number];

/** The longest period of a report, in days. */
export const reportDaysMax = 3_660;

/** The period that a report is compared with. */
export function periodBefore(
  { from, to }: { from: string; to: string },
  compare: Comparison,
): { from: string; to: string } | null {
  if (compare === "none") return null;
  if (compare === "year") return { from: yearBefore(from), to: yearBefore(to) };
  const days = daysBetween(from, to) + 1;
  return { from: dayAfter(from, -days), to: dayAfter(to, -days) };
}

const dayMs = 86_400_000;

/** How many days later the second is. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The 29th of February has the 28th a year before. */
function yearBefore(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return new Date(Date.UTC(year - 1, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}
