import { z } from "@hono/zod-openapi";
import { Time } from "../../ids.ts";
import { Money } from "../../money/money.ts";
import { Ordinal } from "../../plan/seats.ts";

export const storyKinds = ["payment", "order", "mail", "refund", "act"] as const;

/** One event of an order's story. */
export const OrderEvent = z
  .strictObject({
    at: Time,
    kind: z.enum(storyKinds),
    what: z.string().meta({
      description:
        "A payment's status, `paid` or `cancelled` for the order, a mail's topic, a refund's target, or the name of an act",
      example: "order.note",
    }),
    state: z.enum(["waiting", "done", "failed"]),
    amount: Money.nullable(),
    by: z.string().nullable().meta({ description: "The member of the staff" }),
    text: z.string().nullable().meta({
      description: "A note, or a reason; null without `people.read`, as it may name people",
    }),
  })
  .meta({ id: "OrderEvent" });

/** A movement of an order's money in the ledger. */
export const OrderTransfer = z
  .strictObject({
    at: Time,
    kind: z.string(),
    from: z.string().meta({ example: "wallet" }),
    to: z.string().meta({ example: "concert" }),
    amount: Money,
  })
  .meta({ id: "OrderTransfer" });

export const OrderStory = z
  .strictObject({
    events: z.array(OrderEvent),
    ledger: z.array(OrderTransfer),
    paid: Money.meta({ description: "What came in by the ledger" }),
    refunded: Money.meta({ description: "What went back by the ledger" }),
    isEven: z.boolean().meta({ description: "The ledger says the same as the order" }),
  })
  .meta({ id: "OrderStory" });

export const Note = z
  .strictObject({ note: z.string().trim().min(1).max(1_000) })
  .meta({ id: "OrderNote" });

/** Why somebody looks at what is masked. */
export const Look = z
  .strictObject({ reason: z.string().trim().min(2).max(200) })
  .meta({ id: "Look" });

/** What a look shows whole. */
export const SeenPerson = z
  .strictObject({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    mailTo: z.string().nullable(),
  })
  .meta({ id: "SeenPerson" });

export const Resend = z
  .strictObject({
    mail: z.email().max(254).optional().meta({
      description:
        "Another address, which becomes the order's; only for an order without an account, whose tickets go to the account",
    }),
  })
  .meta({ id: "Resend" });

export const VisitorChange = z
  .strictObject({
    seat: Ordinal,
    visitor: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .nullable()
      .meta({ description: "Who comes in with this ticket; null for the buyer" }),
  })
  .meta({ id: "VisitorChange" });

export type OrderEvent = z.infer<typeof OrderEvent>;
export type OrderTransfer = z.infer<typeof OrderTransfer>;
export type OrderStory = z.infer<typeof OrderStory>;
export type SeenPerson = z.infer<typeof SeenPerson>;
