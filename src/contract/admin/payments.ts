import { z } from "@hono/zod-openapi";
import { Time } from "../ids.ts";
import { GatewayMethod } from "../money/payments.ts";

/** What the books and the payment company say differently of a payment. */
const Difference = z.strictObject({
  about: z.enum(["payment", "key", "amount", "state", "balance", "foreign-refund"]),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});

/** A payment as the payment company has it at this moment, beside what we have. */
export const GatewayLook = z
  .strictObject({
    askedAt: Time,
    payment: z
      .strictObject({
        paymentKey: z.string(),
        amount: z.int(),
        balance: z.int().openapi({ description: "What of it has not been given back" }),
        state: z.enum(["waiting", "paid", "dead"]),
        method: GatewayMethod.nullable(),
        refunds: z.array(
          z.strictObject({
            refundId: z.string().nullable().openapi({ description: "Null: not asked for by us" }),
            amount: z.int(),
          }),
        ),
        failure: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: "Null when the company knows of no such payment" }),
    differences: z.array(Difference),
    record: z.unknown().openapi({ description: "What the company said, but for its secret" }),
  })
  .openapi("GatewayLook");

/** An issue that somebody has looked into is closed with a word on what was found. */
export const LookedAfter = z
  .strictObject({ note: z.string().trim().min(1).max(500) })
  .openapi("LookedAfter");

export type GatewayLook = z.infer<typeof GatewayLook>;
