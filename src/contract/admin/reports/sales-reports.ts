import { z } from "@hono/zod-openapi";
import { Day, Id, Time } from "../../ids.ts";
import { Currency, LocalText } from "../../money/money.ts";
import {
  comparisons,
  type Dimension as DimensionName,
  dimensions,
  sliceOf,
} from "./report-kinds.ts";
import { OrderChannel } from "../../money/order-channels.ts";

const Dimension = z
  .enum(Object.keys(dimensions) as [DimensionName, ...DimensionName[]])
  .meta({ id: "ReportDimension" });

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

const Comparison = z.enum(comparisons).meta({
  id: "ReportComparison",
  description: "`before`: as many days right before; `year`: the same days of the year before",
});

export const ReportPeriod = z.strictObject({
  from: Day.meta({ description: "The first day, at the venue of each show" }),
  to: Day.meta({ description: "The last day, which counts too" }),
});

/** No report adds up amounts of two currencies. */
export const ReportCurrency = Currency.default("KRW").meta({
  description: "Only amounts in this currency",
});

/** A filter that the books can use as it is. */
export const SalesFilter = ReportPeriod.extend({
  compare: Comparison.default("none").meta({
    description: "What the figures are compared with; nothing if left out",
  }),
  concertId: Id.optional().meta({ description: "Only this concert" }),
  scheduleId: Id.optional().meta({ description: "Only this date" }),
  channel: OrderChannel.optional().meta({ description: "Only orders of this channel" }),
  currency: ReportCurrency,
});
export const SalesQuery = SalesFilter.extend({ by });
export type SalesQuery = z.infer<typeof SalesQuery>;

const minor = z.int();
const money = z.strictObject({
  prices: minor.meta({ description: "Prices of the tickets, before discounts" }),
  discount: minor,
  fees: minor.meta({ description: "Booking fees" }),
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
