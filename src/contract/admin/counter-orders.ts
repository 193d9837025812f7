import { z } from "@hono/zod-openapi";
import { CounterReceipt, SeatChoice, Tenders } from "./counter.ts";
import { Id, Time, ZoneId } from "../ids.ts";
import { LocalText, Money } from "../money/money.ts";
import { OrderChannel } from "../money/order-channels.ts";
import { wholeNumber } from "../paging.ts";
import { Ordinal } from "../plan/seats.ts";

const seats = z.array(Ordinal).min(1).max(20);
const reason = z.string().trim().min(1).max(200);
const minor = z.int().min(0).max(1_000_000_000);

export const CollectionSearch = z.strictObject({
  search: z.string().trim().min(1).max(400).meta({
    description:
      "A name, the last four digits of a phone, an order number, a seat's key or words, or a ticket's code",
  }),
  limit: wholeNumber({ min: 1, max: 50, usual: 20 }, "The most orders"),
});

/** An order of this date, as the counter finds it. */
export const FoundOrder = z
  .strictObject({
    id: Id,
    number: z.string(),
    channel: OrderChannel,
    name: z.string().nullable().meta({ description: "The account's or the buyer's" }),
    phone: z.string().nullable().meta({ description: "With the middle digits hidden" }),
    paidAt: Time,
    seats: z.array(
      z.strictObject({
        seat: Ordinal,
        key: z.string(),
        zoneId: ZoneId,
        zoneName: LocalText,
        priceType: LocalText.nullable(),
        proof: LocalText.nullable().meta({ description: "The proof that the price type asks for" }),
        fullPriceDifference: Money.meta({
          description: "What the ticket costs more without its price type",
        }),
        handedOutAt: Time.nullable(),
        handedOutBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "FoundOrder", description: "With the live tickets alone" });

export const FoundOrders = z
  .strictObject({
    items: z.array(FoundOrder),
    by: z.enum(["ticket", "number", "phone", "seat", "name"]).meta({
      description: "What the search was taken for",
    }),
  })
  .meta({ id: "FoundOrders" });

/** Hands out tickets, each once. Tickets whose proof was not shown are paid up to the full price first. */
export const CollectTickets = z
  .strictObject({
    seats: seats.meta({ description: "The tickets that are handed out now" }),
    proofsSeen: z.array(Ordinal).max(20).default([]),
    fullPrice: z.array(Ordinal).max(20).default([]).meta({
      description: "Tickets without their proof: their price type ends, and the difference is paid",
    }),
    tenders: Tenders.default([]),
    expectedMinor: minor.default(0).meta({ description: "The difference that was shown" }),
  })
  .meta({ id: "CollectTickets" });

export const UndoCollection = z
  .strictObject({ seats, reason })
  .meta({ id: "UndoCollection", description: "The tickets were not given, or came back" });

/**
 * Other seats for tickets, on this date or another one of the concert. The new seats are those of a counter's hold, and
 * make a new order with new codes; the old codes are no longer valid.
 */
export const ExchangeTickets = z
  .strictObject({
    seats,
    to: z.strictObject({
      scheduleId: Id,
      holdId: Id.meta({ description: "As many seats as are exchanged" }),
      choices: z.array(SeatChoice).max(20).optional().meta({
        description: "The price types of the new seats; those of the old ones in order if left out",
      }),
    }),
    isWaived: z.boolean().default(false).meta({
      description: "Nothing is paid or given back, whatever the prices; needs `counter.manage`",
    }),
    tenders: Tenders.default([]).meta({
      description: "What is paid, or for a cheaper seat what is given back",
    }),
    reason: reason.optional().meta({ description: "Needed for a waived difference" }),
    expectedMinor: z.int().optional().meta({
      description: "The difference that was shown: negative if it is given back",
    }),
  })
  .meta({ id: "ExchangeTickets" });

export const ExchangePreview = z
  .strictObject({
    old: Money.meta({ description: "What was paid for the old tickets" }),
    new: Money,
    difference: Money.meta({ description: "Negative if it is given back" }),
  })
  .meta({ id: "ExchangePreview" });

/** Refunds tickets at the counter, paid out of the drawer or by hand. */
export const RefundAtCounter = z
  .strictObject({
    seats,
    tenders: Tenders.meta({ description: "How the money is given back; their sum is the refund" }),
    reason,
    expectedMinor: minor,
  })
  .meta({ id: "RefundAtCounter" });

export const Exchanged = z
  .strictObject({ receipt: CounterReceipt, difference: Money })
  .meta({ id: "Exchanged" });

export type FoundOrder = z.infer<typeof FoundOrder>;
export type FoundOrders = z.infer<typeof FoundOrders>;
export type CollectTickets = z.infer<typeof CollectTickets>;
export type UndoCollection = z.infer<typeof UndoCollection>;
export type ExchangeTickets = z.infer<typeof ExchangeTickets>;
export type ExchangePreview = z.infer<typeof ExchangePreview>;
export type RefundAtCounter = z.infer<typeof RefundAtCounter>;
