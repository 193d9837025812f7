import { z } from "@hono/zod-openapi";
import { Time } from "../ids.ts";
import { GatewayMethod } from "../money/payments.ts";

/** A difference between the books and the gateway about a payment. */
const Difference = z.strictObject({
  about: z.enum(["payment", "key", "amount", "state", "balance", "foreign-refund"]),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});

/** The gateway's current record of a payment, beside ours. */
export const GatewayLook = z
  .strictObject({
    askedAt: Time,
    payment: z
      .strictObject({
        paymentKey: z.string(),
        amount: z.int(),
        balance: z.int().meta({ description: "The amount not refunded yet" }),
        state: z.enum(["waiting", "paid", "dead"]),
        method: GatewayMethod.nullable(),
        refunds: z.array(
          z.strictObject({
            refundId: z
              .string()
              .nullable()
              .meta({ description: "Null if we did not request the refund" }),
            amount: z.int(),
          }),
        ),
        failure: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "Null if the gateway has no such payment" }),
    differences: z.array(Difference),
    record: z.unknown().meta({ description: "The gateway's answer without its secret" }),
  })
  .meta({ id: "GatewayLook" });

/** Closes a reviewed issue with a note on the finding. */
export const LookedAfter = z
  .strictObject({ note: z.string().trim().min(1).max(500) })
  .meta({ id: "LookedAfter" });

export type GatewayLook = z.infer<typeof GatewayLook>;
