import { z } from "@hono/zod-openapi";
import { PaymentMethod } from "./payments.ts";

/** Where an order was made; only orders of the web need an account. */
export const OrderChannel = z.enum(["web", "counter", "invitation", "agency"]).meta({
  id: "OrderChannel",
  description: "`invitation`: complimentary tickets; `agency`: an allotment that others sell",
});

/** What staff take money in. */
export const TenderKind = z
  .enum(["cash", "terminal", "bank-transfer", "voucher"])
  .meta({ id: "TenderKind", description: "`terminal`: a card terminal beside the screen" });

/** How an order was paid. `mixed` names several tenders, and `free` an order of nothing. */
export const OrderMethod = z
  .enum([...PaymentMethod.options, ...TenderKind.options, "mixed", "free"])
  .meta({ id: "OrderMethod" });

export type OrderChannel = z.infer<typeof OrderChannel>;
export type TenderKind = z.infer<typeof TenderKind>;
export type OrderMethod = z.infer<typeof OrderMethod>;
