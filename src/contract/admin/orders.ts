import { z } from "@hono/zod-openapi";
import { Id } from "../ids.ts";
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
      .meta({ description: "Null without the right `people.read`" }),
    refunds: z.array(Refund),
  })
  .meta({ id: "AdminOrder" });
export const AdminOrders = page(AdminOrder).meta({ id: "AdminOrders" });

export type AdminOrder = z.infer<typeof AdminOrder>;
