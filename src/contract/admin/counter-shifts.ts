import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { Currency, Money } from "../money/money.ts";
import { TenderKind } from "../money/order-channels.ts";
import { page } from "../paging.ts";

const minor = z.int().min(0).max(1_000_000_000);
const counted = z.int().min(-1_000_000_000).max(1_000_000_000).meta({
  description: "Below zero if more was given back than taken; never for cash",
});

export const CounterName = z.string().trim().min(1).max(40).meta({ example: "매표소 2번 창구" });

export const OpenShift = z
  .strictObject({
    counter: CounterName,
    floatMinor: minor.meta({ description: "The cash that is in the drawer to begin with" }),
    currency: Currency.default("KRW"),
  })
  .meta({ id: "OpenShift" });

/** Every kind with anything expected must be counted; a kind that is left out is counted as 0. */
export const CloseShift = z
  .strictObject({
    counted: z
      .array(z.strictObject({ kind: TenderKind, amountMinor: counted }))
      .max(4)
      .refine(
        (kinds) => kinds.every(({ kind, amountMinor }) => kind !== "cash" || amountMinor >= 0),
        "Cash is not below zero",
      )
      .refine((kinds) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length, "Once each"),
    explanation: z.string().trim().min(1).max(500).optional().meta({
      description: "Needed if anything differs (`shift-differs`), and for a close by a manager",
    }),
  })
  .meta({ id: "CloseShift" });

/** The shift is named, so that a late repeat closes no later one. */
export const CloseMyShift = CloseShift.extend({ shiftId: Id }).meta({ id: "CloseMyShift" });

export const ShiftLine = z
  .strictObject({
    kind: TenderKind,
    taken: Money,
    given: Money.meta({ description: "Refunds and differences given back" }),
    expected: Money.meta({ description: "With the float, for cash" }),
    counted: Money.nullable(),
    difference: Money.nullable().meta({ description: "What was counted less what was expected" }),
    count: z.int().meta({ description: "How often it was taken or given" }),
  })
  .meta({ id: "ShiftLine" });

/** A shift as it stands, or as it was closed. All its figures are sums of its rows. */
export const Shift = z
  .strictObject({
    id: Id,
    counter: z.string(),
    operator: z.strictObject({ id: Id, name: z.string() }),
    openedAt: Time,
    closedAt: Time.nullable(),
    closedBy: z.string().nullable().meta({ description: "Who counted: the operator or a manager" }),
    isForced: z.boolean(),
    float: Money,
    lines: z.array(ShiftLine).meta({ description: "Cash, terminal, bank-transfer, voucher" }),
    sales: z.int().meta({ description: "Orders sold" }),
    tickets: z.int(),
    gifts: z.int().meta({ description: "Tickets given for nothing" }),
    refunds: z.int(),
    exchanges: z.int(),
    collections: z.int().meta({ description: "Tickets handed out to buyers of the web" }),
    difference: Money.nullable(),
    explanation: z.string().nullable(),
  })
  .meta({ id: "Shift" });

export const MyShift = z.strictObject({ shift: Shift.nullable() }).meta({ id: "MyShift" });
export const Shifts = page(Shift).meta({ id: "Shifts" });

/** The lines of a shift's report, oldest first. */
export const ShiftEntry = z
  .strictObject({
    at: Time,
    act: z.enum(["sale", "exchange", "collection", "refund"]),
    orderId: Id,
    orderNumber: z.string(),
    kind: TenderKind,
    amount: Money,
    received: Money.nullable(),
    reference: z.string().nullable(),
  })
  .meta({ id: "ShiftEntry" });
export const ShiftEntries = page(ShiftEntry).meta({ id: "ShiftEntries" });

/** By operator and counter over a time. */
export const ShiftTotals = z
  .strictObject({
    items: z.array(
      z.strictObject({
        operator: z.strictObject({ id: Id, name: z.string() }),
        counter: z.string(),
        shifts: z.int(),
        sales: z.int(),
        tickets: z.int(),
        lines: z.array(ShiftLine.pick({ kind: true, taken: true, given: true, count: true })),
        difference: Money,
      }),
    ),
  })
  .meta({ id: "ShiftTotals" });

export type OpenShift = z.infer<typeof OpenShift>;
export type CloseShift = z.infer<typeof CloseShift>;
export type Shift = z.infer<typeof Shift>;
export type ShiftLine = z.infer<typeof ShiftLine>;
export type ShiftEntry = z.infer<typeof ShiftEntry>;
export type ShiftTotals = z.infer<typeof ShiftTotals>;
