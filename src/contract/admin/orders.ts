import { z } from "@hono/zod-openapi";
import { Id } from "../ids.ts";
import { OrderChannel } from "../money/order-channels.ts";
import { Order } from "../money/orders.ts";
import { Refund } from "../money/refunds.ts";
import { page } from "../paging.ts";

/** An order for admins, with its account and its refunds, for any payment method. */
export const AdminOrder = z
  .strictObject({
    ...Order.omit({ canCancel: true }).shape,
    account: z
      .strictObject({ id: Id, name: z.string(), email: z.string() })
      .nullable()
      .meta({ description: "Null for an order without one, and without the right `people.read`" }),
    channel: OrderChannel,
    buyer: z
      .strictObject({ name: z.string().nullable(), phone: z.string().nullable() })
      .nullable()
      .meta({
        description:
          "What a buyer without an account has told; null for others, and without `people.read`",
      }),
    refunds: z.array(Refund),
  })
  .meta({ id: "AdminOrder" });
export const AdminOrders = page(AdminOrder).meta({ id: "AdminOrders" });

export type AdminOrder = z.infer<typeof AdminOrder>;
