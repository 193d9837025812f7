import { z } from "@hono/zod-openapi";
import { agreementItems, agreementVersions } from "./agreement.ts";
import { CouponCode, DiscountKind } from "./discounts.ts";
import { DateMove } from "../catalog/date-move.ts";
import { Id, Time, ZoneId } from "../ids.ts";
import { BookingFee, LocalText, Money, TicketPrice } from "./money.ts";
import { OrderMethod } from "./order-channels.ts";
import { page } from "../paging.ts";
import { CashReceipt, Payment, PaymentMethod } from "./payments.ts";
import { RefundAccount, RefundTarget } from "./refunds.ts";
import { ReturnTo } from "./return-addresses.ts";
import { Ordinal } from "../plan/seats.ts";

/** A fan who saw an older text agreed to that version, which is recorded. */
export const Agreement = z
  .strictObject({
    version: z
      .enum(agreementVersions)
      .meta({ description: "The version of the text that was shown" }),
    items: z
      .array(z.enum(agreementItems))
      .length(agreementItems.length)
      .refine((items) => new Set(items).size === items.length, "Each comes once"),
  })
  .meta({ id: "Agreement" });

export const PlaceOrder = z
  .strictObject({
    scheduleId: Id,
    holdId: Id,
    method: PaymentMethod,
    priceTypes: z
      .array(z.strictObject({ seat: Ordinal, priceType: z.string().max(40) }))
      .max(20)
      .optional()
      .meta({ description: "The price type of each seat that is not sold at full price" }),
    coupon: CouponCode.optional(),
    walletMinor: z.int().min(1).max(100_000_000).optional().meta({
      description: "The wallet's part; the rest is paid by `method`",
    }),
    cashReceipt: CashReceipt.optional().meta({ description: "For transfers only" }),
    expectedMinor: z.int().min(0).optional().meta({ description: "The total that was shown" }),
    returnTo: ReturnTo.optional(),
    mailTo: z
      .email()
      .max(254)
      .optional()
      .meta({ description: "The address for the tickets; the account's address if left out" }),
    agreement: Agreement,
  })
  .meta({ id: "PlaceOrder" });

export const OrderSeat = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    zoneId: ZoneId,
    zoneName: LocalText,
    price: TicketPrice,
    discount: Money.meta({ description: "What discounts take off the price" }),
    fee: BookingFee,
    priceType: LocalText.nullable(),
    isCancelled: z.boolean(),
  })
  .meta({ id: "OrderSeat" });

export const OrderDiscount = z
  .strictObject({
    kind: DiscountKind,
    id: z.string(),
    name: LocalText,
    tickets: z.int(),
    amount: Money,
  })
  .meta({ id: "OrderDiscount" });

export const Order = z
  .strictObject({
    id: Id,
    number: z
      .string()
      .meta({ example: "FR-4K7Q-29XD", description: "The order number, for people to read out" }),
    status: z.enum(["paid", "cancelled"]),
    scheduleId: Id,
    concert: z.strictObject({ id: Id, title: LocalText, poster: z.string() }),
    venue: z.strictObject({ name: LocalText, address: LocalText, timeZone: z.string() }),
    startsAt: Time,
    doorsAt: Time.nullable(),
    seats: z.array(OrderSeat),
    discounts: z.array(OrderDiscount),
    total: Money.meta({ description: "What was paid: prices less discounts, and fees" }),
    refunded: Money,
    method: OrderMethod,
    paymentId: Id.nullable(),
    mailTo: z.string().nullable().meta({
      description: "The address that the tickets were mailed to; null for the account's address",
    }),
    paidAt: Time,
    cancelledAt: Time.nullable(),
    canCancel: z.boolean(),
    move: DateMove.nullable().meta({ description: "The last move of its date since the booking" }),
  })
  .meta({ id: "Order" });

export const Orders = page(Order).meta({ id: "Orders" });

/** The future order, once the gateway has the money. */
export const AwaitedOrder = Order.pick({
  id: true,
  scheduleId: true,
  seats: true,
  discounts: true,
  total: true,
  method: true,
})
  .extend({ status: z.literal("awaiting-payment"), holdId: Id, payment: Payment })
  .meta({ id: "AwaitedOrder" });

export const CancelOrder = z
  .strictObject({
    reason: z.string().trim().max(200).optional(),
    seats: z
      .array(Ordinal)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: "All seats if left out" }),
    to: RefundTarget.optional().meta({ description: "The wallet if left out" }),
    account: RefundAccount.optional().meta({
      description:
        "Required to refund a virtual-account payment to a bank account instead of the wallet",
    }),
    expectedMinor: z.int().min(0).optional().meta({ description: "The refund that was shown" }),
  })
  .meta({ id: "CancelOrder" });

export type Agreement = z.infer<typeof Agreement>;
export type PlaceOrder = z.infer<typeof PlaceOrder>;
export type Order = z.infer<typeof Order>;
export type AwaitedOrder = z.infer<typeof AwaitedOrder>;
export type OrderSeat = z.infer<typeof OrderSeat>;
export type OrderDiscount = z.infer<typeof OrderDiscount>;
