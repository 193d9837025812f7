import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../ids.ts";
import { DiscountTerms } from "../money/discounts.ts";
import { BookingFee, Currency, LocalText, Money, TicketPrice } from "../money/money.ts";
import { OrderChannel, OrderMethod, TenderKind } from "../money/order-channels.ts";
import { CashReceipt } from "../money/payments.ts";
import { digitsOf } from "../money/personal-numbers.ts";
import { Ordinal } from "../plan/seats.ts";
import { HeldSeat, PlaceHold } from "../sale/holds.ts";

/*
 * The addresses, all below `/api/v1` and for `counter.sell` unless another right is named. Acts take an Idempotency-Key.
 *
 * GET    /admin/schedules/{scheduleId}/counter                          CounterFacts
 * POST   /admin/schedules/{scheduleId}/counter/holds                    PlaceCounterHold → CounterHold
 * GET    /admin/schedules/{scheduleId}/counter/holds/{holdId}           CounterHold
 * POST   /admin/schedules/{scheduleId}/counter/holds/{holdId}/extension CounterHold
 * DELETE /admin/schedules/{scheduleId}/counter/holds/{holdId}
 * POST   /admin/schedules/{scheduleId}/counter/sales                    SellAtCounter → CounterReceipt
 * GET    /admin/counter/acts?key=                                       CounterReceipt of an act whose answer was lost
 * GET    /admin/schedules/{scheduleId}/counter/orders?search=           FoundOrders
 * GET    /admin/orders/{orderId}/receipt                                CounterReceipt
 * POST   /admin/orders/{orderId}/collection                             CollectTickets → CounterReceipt
 * POST   /admin/orders/{orderId}/collection/undo                        UndoCollection (`counter.manage`)
 * POST   /admin/orders/{orderId}/exchange/preview                       ExchangeTickets → ExchangePreview
 * POST   /admin/orders/{orderId}/exchange                               ExchangeTickets → CounterReceipt of the new order
 * POST   /admin/orders/{orderId}/counter-refund                         RefundAtCounter → CounterReceipt
 * GET    /admin/counter/shift                                           MyShift
 * POST   /admin/counter/shift                                           OpenShift → Shift
 * POST   /admin/counter/shift/close                                     CloseMyShift → Shift
 * GET    /admin/counter/shifts?cursor=&since=&counter=&isOpen=             Shifts (`counter.manage`)
 * GET    /admin/counter/shifts/totals?since=&until=                     ShiftTotals (`counter.manage`)
 * GET    /admin/counter/shifts/{shiftId}                                Shift (`counter.manage`)
 * GET    /admin/counter/shifts/{shiftId}/entries?cursor=                ShiftEntries (`counter.manage`)
 * POST   /admin/counter/shifts/{shiftId}/close                          CloseShift → Shift, by force (`counter.manage`)
 * GET    /admin/counter/settings                                        CounterSettings
 * PUT    /admin/counter/settings                                        CounterSettings (`counter.manage`)
 *
 * Refusals of their own: `shift-needed` (nothing is sold without an open shift), `shift-open` (the operator or the counter
 * has one), `shift-differs` (the detail has the differences, which must be explained), `proof-needed`, `tenders-differ`
 * (the tenders are not the total), `handed-out` (a ticket was handed out before), `price-changed`, `seat-taken`,
 * `hold-expired`, `sale-not-open`, `sale-paused`.
 */

/** What the counter needs to sell a date: with it the screen prices by `priceOrder`, as the server does. */
export const CounterFacts = z
  .strictObject({
    scheduleId: Id,
    concert: z.strictObject({ id: Id, title: LocalText }),
    startsAt: Time,
    timeZone: z.string(),
    currency: Currency,
    discounts: DiscountTerms.meta({
      description: "A price type with a `note` needs its proof to be seen",
    }),
    hasFees: z.boolean().meta({ description: "False: the counter takes no booking fees" }),
    canSell: z.boolean(),
    why: z
      .enum(["cancelled", "over", "not-open", "paused", "draining", "closed"])
      .nullable()
      .meta({ description: "Why the counter cannot sell" }),
    waiting: z.int().meta({ description: "Orders whose tickets were not handed out yet" }),
    serverTime: Time,
  })
  .meta({ id: "CounterFacts" });

/** When the counter may sell though fans cannot, and if it takes booking fees; for a whole organization. */
export const CounterSettings = z
  .strictObject({
    hasFees: z.boolean(),
    sellsBeforeOpening: z.boolean(),
    sellsWhilePaused: z.boolean(),
    sellsWhileDraining: z.boolean(),
    sellsAfterClosing: z.boolean().meta({ description: "Until the show is over" }),
  })
  .meta({ id: "CounterSettings" });

/** Seats for the customer at the counter: nobody's queue, nobody's limit. */
export const PlaceCounterHold = z
  .strictObject({
    choice: PlaceHold,
    replaces: Id.optional().meta({
      description: "The hold that this one takes the place of: it ends only if this one is made",
    }),
  })
  .meta({ id: "PlaceCounterHold" });

export const CounterHold = z
  .strictObject({
    id: Id,
    scheduleId: Id,
    phase: z.enum(["choosing", "paying", "ending"]),
    seats: z.array(HeldSeat).meta({ description: "Fees are 0 where the counter takes none" }),
    expiresAt: Time,
    canExtend: z.boolean(),
    serverTime: Time,
  })
  .meta({ id: "CounterHold" });

const minor = z.int().min(1).max(1_000_000_000);

/** One way of paying. The sum of all tenders is the total. */
export const Tender = z
  .strictObject({
    kind: TenderKind,
    amountMinor: minor.meta({ description: "The part of the total that is paid like this" }),
    receivedMinor: minor.optional().meta({
      description: "Cash: what the customer put down; the change is the rest",
    }),
    reference: z.string().trim().min(1).max(60).optional().meta({
      description:
        "The terminal's approval number (needed), who transferred, or the voucher's number",
    }),
  })
  .meta({ id: "Tender" });
export const Tenders = z.array(Tender).max(8);

export const Buyer = z
  .strictObject({
    name: z.string().trim().min(1).max(60).optional(),
    phone: z
      .string()
      .max(30)
      .transform(digitsOf)
      .pipe(z.string().regex(/^\d{4,20}$/, "4 to 20 digits"))
      .optional(),
    mail: z.email().max(254).optional().meta({ description: "The tickets are mailed there" }),
  })
  .meta({ id: "Buyer", description: "All of it is optional" });

export const SeatChoice = z
  .strictObject({
    seat: Ordinal,
    priceType: z.string().max(40).optional(),
    proofSeen: z.boolean().default(false).meta({
      description: "The proof of the price type was seen; needed where it has a `note`",
    }),
    isGift: z
      .boolean()
      .default(false)
      .meta({ description: "Costs nothing; needs `counter.give` and `giftReason`" }),
  })
  .meta({ id: "SeatChoice", description: "A seat that is left out is sold at full price" });

const reason = z.string().trim().min(1).max(200);

export const SellAtCounter = z
  .strictObject({
    holdId: Id,
    choices: z.array(SeatChoice).max(20).default([]),
    tenders: Tenders.meta({ description: "None for a total of 0" }),
    buyer: Buyer.optional(),
    cashReceipt: CashReceipt.optional().meta({
      description: "For cash and transfers; without one it is issued without a number (자진발급)",
    }),
    giftReason: reason.optional(),
    expectedMinor: z.int().min(0).meta({ description: "The total that was shown" }),
  })
  .meta({ id: "SellAtCounter" });

export const TakenTender = z
  .strictObject({
    kind: TenderKind,
    amount: Money.meta({ description: "Negative if it was given back" }),
    received: Money.nullable(),
    change: Money.nullable(),
    reference: z.string().nullable(),
    act: z.enum(["sale", "exchange", "collection", "refund"]),
    at: Time,
    by: z.string().nullable().meta({ description: "The operator's name" }),
    counter: z.string().nullable(),
  })
  .meta({ id: "TakenTender" });

export const ReceiptSeat = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    section: z.string(),
    row: z.string(),
    number: z.string(),
    zoneId: ZoneId,
    zoneName: LocalText,
    price: TicketPrice,
    discount: Money,
    fee: BookingFee,
    priceType: LocalText.nullable(),
    isGift: z.boolean(),
    proofSeenBy: z.string().nullable().meta({ description: "Who saw the proof of the price type" }),
    isCancelled: z.boolean(),
    handedOutAt: Time.nullable(),
    token: z.string().nullable().meta({ description: "For the QR code; null once canceled" }),
  })
  .meta({ id: "ReceiptSeat" });

/** All that is printed: the receipt and the tickets. */
export const CounterReceipt = z
  .strictObject({
    orderId: Id,
    number: z.string(),
    status: z.enum(["paid", "cancelled"]),
    channel: OrderChannel,
    method: OrderMethod,
    seller: LocalText.meta({ description: "The organization" }),
    concert: z.strictObject({ id: Id, title: LocalText }),
    venue: z.strictObject({ name: LocalText, address: LocalText, timeZone: z.string() }),
    scheduleId: Id,
    startsAt: Time,
    doorsAt: Time.nullable(),
    buyer: z
      .strictObject({
        name: z.string().nullable(),
        phone: z.string().nullable().meta({ description: "With the middle digits hidden" }),
        mail: z.string().nullable(),
      })
      .nullable(),
    seats: z.array(ReceiptSeat),
    total: Money,
    refunded: Money,
    tenders: z.array(TakenTender),
    change: Money.meta({ description: "The change of the act that has just been done" }),
    cashReceipt: z
      .strictObject({ type: z.enum(["income", "expense"]), number: z.string().nullable() })
      .nullable(),
    giftReason: z.string().nullable(),
    paidAt: Time,
    exchangedFor: Id.nullable().meta({ description: "The order that tickets were exchanged for" }),
    exchangedFrom: Id.nullable(),
    replayed: z.boolean().meta({ description: "An earlier request with the same key made it" }),
  })
  .meta({ id: "CounterReceipt" });

export type CounterFacts = z.infer<typeof CounterFacts>;
export type CounterSettings = z.infer<typeof CounterSettings>;
export type CounterHold = z.infer<typeof CounterHold>;
export type PlaceCounterHold = z.infer<typeof PlaceCounterHold>;
export type Tender = z.infer<typeof Tender>;
export type Buyer = z.infer<typeof Buyer>;
export type SeatChoice = z.infer<typeof SeatChoice>;
export type SellAtCounter = z.infer<typeof SellAtCounter>;
export type TakenTender = z.infer<typeof TakenTender>;
export type ReceiptSeat = z.infer<typeof ReceiptSeat>;
export type CounterReceipt = z.infer<typeof CounterReceipt>;
