import { z } from "@hono/zod-openapi";

export const Currency = z.enum(["KRW", "USD", "JPY", "EUR"]);

/** An amount in the currency's minor units (won, cents, yen): always a whole number. */
export const Money = z
  .strictObject({
    amount: z.int().meta({ description: "Minor units", example: 154000 }),
    currency: Currency,
  })
  .meta({ id: "Money" });
/** The meaning of `price` and `fee` in every answer. */
export const TicketPrice = Money.meta({
  description: "The price of one ticket, before discounts and without the booking fee",
});
export const BookingFee = Money.meta({
  description: "The booking fee of one ticket, which is paid on top of its price",
});
export type Money = z.infer<typeof Money>;
export type Currency = z.infer<typeof Currency>;

export const LocalText = z
  .strictObject({ ko: z.string().max(2_000), en: z.string().max(2_000) })
  .meta({ id: "LocalText" });
export type LocalText = z.infer<typeof LocalText>;
