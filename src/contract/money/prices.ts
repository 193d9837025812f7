import { z } from "@hono/zod-openapi";
import { Money } from "./money.ts";
import { OrderDiscount, OrderSeat, PlaceOrder } from "./orders.ts";

export const PriceAsked = PlaceOrder.pick({
  scheduleId: true,
  holdId: true,
  priceTypes: true,
  coupon: true,
}).meta({ id: "PriceAsked" });

/** The price of an order before it is placed, line by line. */
export const PriceQuote = z
  .strictObject({
    seats: z.array(OrderSeat),
    discounts: z.array(OrderDiscount),
    tickets: Money,
    fees: Money,
    total: Money,
  })
  .meta({ id: "PriceQuote" });

export type PriceQuote = z.infer<typeof PriceQuote>;
