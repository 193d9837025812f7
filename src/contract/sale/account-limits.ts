import { z } from "@hono/zod-openapi";

const most = z.int().min(1).max(1_000).nullable();

/** How much one account may have of a concert, besides the limit for each date. */
export const AccountLimits = z
  .strictObject({
    perConcert: most.meta({ description: "For all dates together; null without a limit" }),
    perDay: most.meta({
      description: "Bought on one day by the venue's clock, for all dates together; null without",
    }),
  })
  .meta({ id: "AccountLimits" });

export type AccountLimits = z.infer<typeof AccountLimits>;
