import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText, Money } from "../money/money.ts";
import { OrderChannel, OrderMethod } from "../money/order-channels.ts";
import { Order, OrderSeat } from "../money/orders.ts";
import { Refund } from "../money/refunds.ts";
import { page } from "../paging.ts";

const seen = "Null without the right `people.read`";
const masked = "Masked: a look with a reason shows it whole";

/** Who bought an order: an account, or somebody without one. */
export const OrderBuyer = z
  .strictObject({
    accountId: Id.nullable(),
    name: z.string().nullable(),
    email: z.string().nullable().meta({ description: masked }),
    phone: z.string().nullable().meta({ description: masked }),
  })
  .meta({ id: "OrderBuyer" });

export const orderStates = ["paid", "partly-refunded", "cancelled"] as const;
export const OrderState = z.enum(orderStates).meta({ id: "OrderState" });

/** An order as a search shows it. */
export const OrderSummary = z
  .strictObject({
    id: Id,
    number: z.string(),
    state: OrderState,
    channel: OrderChannel,
    method: OrderMethod,
    scheduleId: Id,
    concert: z.strictObject({ id: Id, title: LocalText }),
    startsAt: Time,
    timeZone: z.string(),
    seats: z.array(z.strictObject({ key: z.string(), isCancelled: z.boolean() })),
    total: Money,
    refunded: Money,
    paidAt: Time,
    buyer: OrderBuyer.nullable().meta({ description: seen }),
  })
  .meta({ id: "OrderSummary" });

export const meanings = ["id", "number", "email", "payment", "phone", "seat", "name"] as const;

export const OrderSearch = page(OrderSummary)
  .extend({
    total: z.int().nullable().meta({
      description:
        "How many orders the search finds; null without a search and after the first page",
    }),
    readAs: z.array(z.enum(meanings)).meta({ description: "How the search was read" }),
    isCut: z.boolean().meta({
      description: "So many people, addresses or seats match that not all of their orders are here",
    }),
  })
  .meta({ id: "OrderSearch" });

/** An order for admins, with its buyer and its refunds, for any payment method. */
export const AdminOrder = z
  .strictObject({
    ...Order.omit({ canCancel: true, seats: true }).shape,
    seats: z.array(
      OrderSeat.extend({
        visitor: z
          .string()
          .nullable()
          .meta({ description: `Who comes in with the ticket; null for the buyer. ${seen}` }),
        isKeptOut: z.boolean().meta({
          description: "A refund keeps the seat empty (`releaseKeptSeats` sells it again)",
        }),
      }),
    ),
    channel: OrderChannel,
    buyer: OrderBuyer.nullable().meta({ description: seen }),
    refunds: z.array(Refund).meta({
      description: "`account` and `reason` are null without the right `people.read`",
    }),
  })
  .meta({ id: "AdminOrder" });

export type OrderBuyer = z.infer<typeof OrderBuyer>;
export type OrderState = z.infer<typeof OrderState>;
export type OrderSummary = z.infer<typeof OrderSummary>;
export type OrderSearch = z.infer<typeof OrderSearch>;
export type AdminOrder = z.infer<typeof AdminOrder>;
