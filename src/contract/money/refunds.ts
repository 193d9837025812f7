import { z } from "@hono/zod-openapi";
import { DiscountTerms } from "./discounts.ts";
import { Day, Id, Time } from "../ids.ts";
import { Money } from "./money.ts";
import { digitsOf, isAccountNumber } from "./personal-numbers.ts";
import { Ordinal } from "../plan/seats.ts";
import { AccountLimits } from "../sale/account-limits.ts";

const minor = z.int().min(0).max(100_000_000);
const days = z.int().min(0).max(1_000);
const percent = z.number().min(0).max(100).multipleOf(0.5);
const minuteOfDay = z.int().min(0).max(1_440);

const RefundBand = z.strictObject({
  when: z.strictObject({
    daysBeforeMin: days.optional(),
    hoursBeforeMin: days.optional(),
    daysSinceBookingMax: days.optional(),
    hoursSinceBookingMax: days.optional(),
    priceTypes: z.array(z.string().max(40)).max(20).optional(),
  }),
  charge: z.strictObject({
    flatMinor: minor.optional(),
    percent: percent.optional(),
    minMinor: minor.optional(),
    maxMinor: minor.optional(),
    maxPercent: percent.optional(),
  }),
});

export const RefundPolicy = z
  .strictObject({
    name: z.enum(["kr-standard", "kr-industry", "custom"]),
    bands: z.array(RefundBand).min(1).max(30),
    bookingFee: z.enum(["always", "never", "booking-day"]),
    cutOff: z
      .strictObject({
        daysBefore: days,
        minuteOfDay,
        saturdayMinute: minuteOfDay,
        isOnWorkingDay: z.boolean(),
      })
      .nullable(),
    holidays: z.array(Day).max(400),
  })
  .meta({ id: "RefundPolicy", description: "The first band that applies decides" });

/** The minutes that a transfer to a virtual account may take; 0 if it is not offered, or no longer. */
const depositMinutes = z.int().min(0).max(4_320);

/** The terms for buyers of this schedule: price types, discounts and refund rules. */
export const SaleTerms = z
  .strictObject({
    scheduleId: Id,
    timeZone: z.string(),
    discounts: DiscountTerms,
    refundPolicy: RefundPolicy,
    depositMinutes,
    accountLimits: AccountLimits.optional().meta({
      description: "If there are limits besides the one for each date",
    }),
  })
  .meta({ id: "SaleTerms" });

export const TermsChange = z
  .strictObject({
    discounts: DiscountTerms.optional(),
    refundPolicy: RefundPolicy.optional(),
    depositMinutes: depositMinutes.optional(),
  })
  .meta({ id: "TermsChange" });

export const RefundTarget = z.enum(["wallet", "original"]);

/** Staff can also pay by hand, outside of the gateway and the wallet. */
export const StaffRefundTarget = z.enum([...RefundTarget.options, "hand"]);

/** The account for refunds of a virtual-account payment, which has no automatic way back. */
export const RefundAccount = z
  .strictObject({
    bank: z
      .string()
      .regex(/^\d{2}$/)
      .meta({ description: "The bank's number", example: "88" }),
    accountNumber: z
      .string()
      .max(40)
      .refine(isAccountNumber, { error: "8 to 20 digits" })
      .transform(digitsOf)
      .meta({ example: "110-123-456789" }),
    holder: z.string().trim().min(1).max(60).meta({ example: "김하늘" }),
  })
  .meta({ id: "RefundAccount" });

export const Refund = z
  .strictObject({
    id: Id,
    orderId: Id.nullable(),
    paymentId: Id.nullable(),
    amount: Money,
    charge: Money.meta({ description: "The kept amount: charge and booking fees" }),
    to: StaffRefundTarget,
    account: z
      .strictObject({ bank: z.string(), accountNumber: z.string(), holder: z.string() })
      .nullable()
      .meta({ description: "The account that it goes to, with the ends of its number" }),
    status: z.enum(["due", "done"]),
    reason: z.string().nullable(),
    seats: z.array(Ordinal),
    createdAt: Time,
    doneAt: Time.nullable(),
  })
  .meta({ id: "Refund" });

const refundLine = z.strictObject({
  seat: Ordinal,
  paid: Money,
  charge: Money,
  feeKept: Money,
  refund: Money,
});

/** The refund if these tickets were canceled now. */
export const RefundPreview = z
  .strictObject({
    lines: z.array(refundLine),
    paid: Money,
    charge: Money,
    feeKept: Money,
    refund: Money,
    compensation: Money.meta({
      description:
        "The organizer's compensation for a canceled show, paid into the wallet on top of the refund",
    }),
    targets: z.array(RefundTarget).meta({ description: "Where the money may go" }),
    original: Money.meta({
      description:
        "The part that `original` returns to the payment method; the rest goes to the wallet",
    }),
    needsAccount: z
      .boolean()
      .meta({ description: "Whether a refund to `original` needs the fan's bank account" }),
    changesAt: Time.nullable().meta({ description: "When another amount would come back" }),
    tables: z.array(z.array(Ordinal)).meta({
      description:
        "Tickets of the order that can be canceled only together: those of a table that is sold as a whole",
    }),
  })
  .meta({ id: "RefundPreview" });

export const CancelShow = z
  .strictObject({
    reason: z.string().trim().min(1).max(200),
    compensationPercent: z.int().min(0).max(100).default(10),
    isDryRun: z.boolean(),
  })
  .meta({ id: "CancelShow" });

export const ShowCancellation = z
  .strictObject({
    scheduleId: Id,
    state: z.enum(["planned", "running", "done"]),
    orders: z.int().meta({ description: "Orders still to be refunded" }),
    tickets: z.int(),
    refund: Money,
    compensation: Money,
    toWallets: Money,
    toOriginal: Money,
    byHand: Money.meta({ description: "For orders without an account, which staff pay by hand" }),
    ordersDone: z.int(),
  })
  .meta({ id: "ShowCancellation" });

export type Refund = z.infer<typeof Refund>;
export type RefundAccount = z.infer<typeof RefundAccount>;
export type RefundTarget = z.infer<typeof RefundTarget>;
export type StaffRefundTarget = z.infer<typeof StaffRefundTarget>;
export type SaleTerms = z.infer<typeof SaleTerms>;
export type TermsChange = z.infer<typeof TermsChange>;
export type RefundPreview = z.infer<typeof RefundPreview>;
export type ShowCancellation = z.infer<typeof ShowCancellation>;
