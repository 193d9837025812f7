import { z } from "@hono/zod-openapi";
import { Money } from "./money.ts";
import { Agreement, OrderDiscount, OrderSeat, PlaceOrder } from "./orders.ts";
import { SaleTerms } from "./refunds.ts";

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
    tickets: Money.meta({ description: "The prices of all tickets, before discounts" }),
    fees: Money.meta({ description: "The booking fees of all tickets" }),
    total: Money.meta({ description: "What is to be paid: prices less discounts, and fees" }),
  })
  .meta({ id: "PriceQuote" });

/** The terms of a sale for buyers, with the agreements they make. */
export const ShownTerms = SaleTerms.extend({
  agreement: Agreement.meta({
    description:
      "What `placeOrder` takes as `agreement`: the newest texts, and all that there is to agree to",
  }),
}).meta({ id: "ShownTerms" });

export type PriceQuote = z.infer<typeof PriceQuote>;
