import { z } from "@hono/zod-openapi";
import { Day, Id, Time } from "../../ids.ts";
import { Currency, LocalText } from "../../money/money.ts";
import { OrderChannel } from "../../money/order-channels.ts";

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
export const Dimension = z
  .enum(Object.keys(dimensions) as [Dimension, ...Dimension[]])
  .meta({ id: "ReportDimension" });

/** The slice that a report reads, or null if two of its dimensions are never counted together. */
export function sliceOf(by: readonly Dimension[]): Slice | null {
  const wanted = [...new Set(by.flatMap((dimension) => dimensions[dimension] ?? []))];
  return wanted.length > 1 ? null : (wanted[0] ?? "method");
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
  /** Which columns the table has. */
  shows: "money" | "fees" | "refunds" | "customers";
};
export type SalesReportName = keyof typeof salesReports;
export const SalesReportName = z
  .enum(Object.keys(salesReports) as [SalesReportName, ...SalesReportName[]])
  .meta({ id: "SalesReportName" });

const by = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(Dimension).min(1).max(3))
  .refine((wanted) => sliceOf(wanted) !== null, "two of these are never counted together")
  .meta({
    type: "string",
    description:
      "One to three dimensions, joined by commas. Only one of `method`, `zone`, `price-type`, `coupon`, `hour`, `customer` and `lead`",
    example: "day,zone",
  });

export const Comparison = z.enum(["none", "before", "year"]).meta({
  id: "ReportComparison",
  description: "`before`: as many days right before; `year`: the same days of the year before",
});
export type Comparison = z.infer<typeof Comparison>;

/** The longest period of a report, in days. */
export const reportDaysMax = 3_660;

export const ReportPeriod = z.strictObject({
  from: Day.meta({ description: "The first day, at the venue of each show" }),
  to: Day.meta({ description: "The last day, which counts too" }),
});

/** A filter that the books can use as it is. */
export const SalesFilter = ReportPeriod.extend({
  compare: Comparison.default("none"),
  concertId: Id.optional().meta({ description: "Only this concert" }),
  scheduleId: Id.optional().meta({ description: "Only this date" }),
  channel: OrderChannel.optional().meta({ description: "Only orders of this channel" }),
  currency: Currency.default("KRW"),
});
export const SalesQuery = SalesFilter.extend({ by });
export type SalesQuery = z.infer<typeof SalesQuery>;

const minor = z.int();
const money = z.strictObject({
  price: minor.meta({ description: "Prices of the tickets, before discounts" }),
  discount: minor,
  fee: minor.meta({ description: "Booking fees" }),
  gross: minor.meta({ description: "What was paid: prices − discounts + fees" }),
  refund: minor.meta({ description: "What was given back, on the day of the refund" }),
  kept: minor.meta({ description: "Cancellation charges that were kept; a part of `gross`" }),
  feeReturned: minor,
  net: minor.meta({ description: "`gross` − `refund`" }),
});

export const SalesFigures = z
  .strictObject({
    orders: z.int().nullable().meta({
      description: "Null where one order can be on several rows, as in a report by zone",
    }),
    tickets: z.int().meta({ description: "Tickets sold" }),
    returned: z.int().meta({ description: "Tickets cancelled, on the day of the cancellation" }),
    money: money.nullable().meta({
      description: "In minor units of the report's currency; null without `finance.read`",
    }),
  })
  .meta({ id: "SalesFigures" });
export type SalesFigures = z.infer<typeof SalesFigures>;

const key = z.strictObject({
  id: z.string().meta({
    description: "A day, the id of a thing, or a fixed word; empty for none, such as no coupon",
  }),
  name: LocalText.nullable(),
  at: Time.nullable().meta({ description: "When a date begins" }),
});
export type ReportKey = z.infer<typeof key>;

const row = z.strictObject({
  keys: z.array(key).meta({ description: "One for each dimension, in their order" }),
  figures: SalesFigures,
  previous: SalesFigures.nullable(),
});
export type SalesRow = z.infer<typeof row>;

export const LedgerProof = z
  .strictObject({
    isEqual: z.boolean(),
    sales: minor.meta({ description: "What the shows took in, by the ledger alone" }),
    refunds: minor,
    fees: minor,
    feesReturned: minor,
    compensations: minor.meta({ description: "Paid in addition to refunds, in no other figure" }),
  })
  .meta({
    id: "LedgerProof",
    description:
      "The same period and shows, of all channels, summed from the ledger's transfers and held against the sums of the report",
  });
export type LedgerProof = z.infer<typeof LedgerProof>;

export const SalesReport = z
  .strictObject({
    ...ReportPeriod.shape,
    by: z.array(Dimension),
    previous: ReportPeriod.nullable(),
    currency: Currency,
    totals: SalesFigures,
    previousTotals: SalesFigures.nullable(),
    rows: z.array(row),
    isCut: z.boolean().meta({ description: "True if there were more rows than one answer has" }),
    ledger: LedgerProof.nullable().meta({ description: "Null without `finance.read`" }),
    foldedUntil: Time.nullable().meta({
      description: "What happened since is read from the rows themselves; nothing is missing",
    }),
  })
  .meta({ id: "SalesReport" });
export type SalesReport = z.infer<typeof SalesReport>;

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
