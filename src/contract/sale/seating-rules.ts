import { z } from "@hono/zod-openapi";

/** Whether a choice of seats may leave a single seat between others, which is hard to sell. */
const SingleSeats = z.enum(["off", "advice", "rule"]).meta({
  description:
    "`off`: any choice is fine. `advice`: the map suggests a better choice. `rule`: a choice that leaves a single seat is refused if the row has one that does not.",
});

export const SeatingRules = z
  .strictObject({
    singleSeats: SingleSeats,
    spacesOpenMinutes: z.int().min(0).max(525_600).nullable().meta({
      description:
        "How long before the show unsold wheelchair spaces and their companion seats open to everybody; null for never",
    }),
  })
  .meta({ id: "SeatingRules" });

export type SeatingRules = z.infer<typeof SeatingRules>;
