import { z } from "@hono/zod-openapi";
import { Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";

/** A move as fans learn of it; null for a date that was never moved. */
export const DateMove = z
  .strictObject({
    from: Time.meta({ description: "The start before the last move" }),
    reason: LocalText,
    refundUntil: Time.meta({
      description: "Until when tickets from before the move come back without any fee",
    }),
  })
  .meta({ id: "DateMove" });

export type DateMove = z.infer<typeof DateMove>;
