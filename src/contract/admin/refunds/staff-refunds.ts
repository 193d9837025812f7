import { z } from "@hono/zod-openapi";
import { Id } from "../../ids.ts";
import { Money } from "../../money/money.ts";
import { TenderKind } from "../../money/order-channels.ts";
import { RefundAccount, StaffRefundTarget } from "../../money/refunds.ts";
import { Ordinal } from "../../plan/seats.ts";

const percent = z.int().min(0).max(100);

/** How much of each ticket's money comes back. */
export const RefundMoney = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("none") }),
    z.strictObject({ by: z.literal("rules") }),
    z.strictObject({ by: z.literal("full") }),
    z.strictObject({
      by: z.literal("charge"),
      percent: percent.meta({ description: "The charge on the price of each ticket" }),
      isFeeReturned: z.boolean().meta({ description: "Whether the booking fee comes back" }),
    }),
    z.strictObject({
      by: z.literal("amount"),
      amountMinor: z.int().min(1).max(100_000_000).meta({
        description: "The refund of each ticket: from its price first, then from its booking fee",
      }),
    }),
  ])
  .meta({ id: "RefundMoney" });

/** What becomes of the ticket and its seat. */
export const SeatEnd = z.enum(["sale", "kept-out", "ticket"]).meta({
  id: "SeatEnd",
  description:
    "`sale` cancels the ticket and sells the seat again, `kept-out` cancels it and keeps the seat empty, `ticket` leaves it valid and refunds money only",
});

export const reason = z.string().trim().min(1).max(200);

/** Money and seat are two switches. A reason is needed for everything but the rules. */
export const switches = {
  money: RefundMoney,
  seat: SeatEnd,
  to: StaffRefundTarget,
  hand: TenderKind.optional().meta({ description: "How staff pay it, for `hand`" }),
};

export const StaffRefundAsked = z
  .strictObject({
    ...switches,
    seats: z
      .array(Ordinal)
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "All seats with valid tickets if left out" }),
    blockId: Id.optional().meta({
      description:
        "The block of the stock that the seats go to instead of on sale, with `seat` as `sale`; needs the right `stock.edit`",
    }),
    account: RefundAccount.optional().meta({
      description: "The buyer's bank account, for `original` of a virtual-account payment",
    }),
    reason: reason.optional().meta({
      description: "Required unless the rules decide; staff see it, and the buyer does not",
    }),
  })
  .refine(({ blockId, seat }) => blockId === undefined || seat === "sale", {
    path: ["blockId"],
    error: "goes only with the seat end `sale`",
  })
  .meta({ id: "StaffRefundAsked" });

const amounts = {
  paid: Money.meta({ description: "What has been paid and not yet refunded" }),
  charge: Money,
  feeKept: Money,
  refund: Money,
};

/** A movement between two accounts of the ledger. */
export const LedgerLine = z
  .strictObject({
    kind: z.string(),
    from: z.string().meta({ example: "concert" }),
    to: z.string().meta({ example: "refunds-due" }),
    amount: Money,
  })
  .meta({ id: "LedgerLine" });

export const StaffRefundPreview = z
  .strictObject({
    lines: z.array(
      z.strictObject({
        seat: Ordinal,
        key: z.string(),
        isCancelled: z.boolean().meta({ description: "Whether its ticket is canceled already" }),
        ...amounts,
        returned: Money.meta({ description: "What has been refunded before" }),
        rulesCharge: Money.nullable().meta({
          description: "The charge by the rules; null if they allow no cancellation",
        }),
      }),
    ),
    ...amounts,
    compensation: Money.meta({ description: "The compensation of a canceled show" }),
    parts: z
      .array(z.strictObject({ to: StaffRefundTarget, hand: TenderKind.nullable(), amount: Money }))
      .meta({ description: "Where the refund goes, part by part" }),
    targets: z.array(StaffRefundTarget).meta({ description: "Where it may go" }),
    needsAccount: z
      .boolean()
      .meta({ description: "Whether `original` needs the buyer's bank account" }),
    ledger: z.array(LedgerLine).meta({ description: "The lines that it writes into the ledger" }),
    after: z
      .strictObject({ tickets: z.int(), paid: Money })
      .meta({ description: "What the order keeps: valid tickets, and paid money" }),
    fingerprint: z
      .string()
      .meta({ description: "Send it as `If-Match`, in quotation marks, to do exactly this" }),
  })
  .meta({ id: "StaffRefundPreview" });

/** The finished act. */
export const StaffRefund = z
  .strictObject({
    id: Id,
    orderId: Id,
    refund: Money,
    compensation: Money,
    seats: z.array(Ordinal),
    status: z.enum(["due", "done"]).meta({ description: "`due` until the gateway has paid" }),
    isReplayed: z.boolean(),
  })
  .meta({ id: "StaffRefund" });

export const ReleaseSeats = z
  .strictObject({ seats: z.array(Ordinal).min(1).max(100) })
  .meta({ id: "ReleaseSeats" });

export const PayByHand = z.strictObject({ hand: TenderKind }).meta({ id: "PayByHand" });

export type RefundMoney = z.infer<typeof RefundMoney>;
export type SeatEnd = z.infer<typeof SeatEnd>;
export type StaffRefundAsked = z.infer<typeof StaffRefundAsked>;
export type StaffRefundPreview = z.infer<typeof StaffRefundPreview>;
export type StaffRefund = z.infer<typeof StaffRefund>;
export type LedgerLine = z.infer<typeof LedgerLine>;
