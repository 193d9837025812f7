import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { page } from "../paging.ts";

/** The object of the act, with a readable name. */
export const ActObject = z
  .strictObject({
    kind: z.enum([
      "schedule",
      "concert",
      "venue",
      "coupon",
      "account",
      "order",
      "top-up",
      "organization",
      "staff",
    ]),
    id: Id.meta({ description: "The id of the object; for an order or a top-up, of its payment" }),
    name: LocalText,
    date: z
      .strictObject({ startsAt: Time, timeZone: z.string() })
      .nullable()
      .meta({ description: "The date of a schedule" }),
  })
  .meta({ id: "ActObject" });

/** An entry of the audit log. */
export const Act = z
  .strictObject({
    id: Id,
    at: Time,
    action: z.string().meta({ example: "sale.pause" }),
    subject: z.string(),
    object: ActObject.nullable().meta({
      description: "Null if the act had no object, or the object is gone",
    }),
    origin: z.string().nullable().meta({
      description: "The network address and the browser that it came from",
    }),
    actor: z.strictObject({ id: Id, name: z.string(), email: z.string() }).nullable(),
    changes: z.array(
      z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() }),
    ),
  })
  .meta({ id: "Act" });
export const Acts = page(Act).meta({ id: "Acts" });

export type ActObject = z.infer<typeof ActObject>;
export type Act = z.infer<typeof Act>;
