import { z } from "@hono/zod-openapi";
import { Id, Time } from "./ids.ts";
import { LocalText, Money } from "./money.ts";
import { page } from "./paging.ts";
import { Ordinal } from "./seats.ts";

export const PlaceOrder = z
  .strictObject({ scheduleId: Id, holdId: Id, method: z.literal("wallet") })
  .openapi("PlaceOrder");

export const OrderSeat = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    zoneId: z.string(),
    zoneName: LocalText,
    price: Money,
    fee: Money,
  })
  .openapi("OrderSeat");

export const Order = z
  .strictObject({
    id: Id,
    number: z.string().openapi({ example: "FR-4K7Q-29XD", description: "For people to read out" }),
    status: z.enum(["paid", "cancelled"]),
    scheduleId: Id,
    concert: z.strictObject({ id: Id, title: LocalText, poster: z.string() }),
    venue: z.strictObject({ name: LocalText, timeZone: z.string() }),
    startsAt: Time,
    seats: z.array(OrderSeat),
    total: Money,
    refunded: Money,
    paidAt: Time,
    cancelledAt: Time.nullable(),
    canCancel: z.boolean(),
  })
  .openapi("Order");

export const Orders = page(Order).openapi("Orders");

export const CancelOrder = z
  .strictObject({ reason: z.string().trim().max(200).optional() })
  .openapi("CancelOrder");

export type PlaceOrder = z.infer<typeof PlaceOrder>;
export type Order = z.infer<typeof Order>;
export type OrderSeat = z.infer<typeof OrderSeat>;
